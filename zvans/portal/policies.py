"""When it is possible: each check raises with its reason in plain words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zvans.accounts.enums import Door, Office
from zvans.accounts.models import Account, Bar
from zvans.accounts.personal_code import without_codes
from zvans.accounts.queries.bars import bar_from_discussions
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.portal.enums import CommentState, PostState, Section, TicketKind, TicketState
from zvans.portal.models import Comment, Commenter, Post, Ticket
from zvans.portal.naming import LONGEST, holds_word_of, is_reserved, is_well_formed, name_key
from zvans.portal.offensive import offensive_words
from zvans.portal.queries.commenting import YOUNGEST, Standing


def check_can_be_published(post: Post) -> None:
    if not post.body:
        raise NotAcceptable("body", _("Rakstam vēl nav teksta."))
    if post.picture_id and not post.picture_alt:
        raise NotAcceptable("picture_alt", _("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."))
    if post.section == Section.EXCURSIONS and not hasattr(post, "trip"):
        raise NotAcceptable("place", _("Ierakstiet, kur šī ekskursija ir un kurām klasēm tā der."))


def check_can_be_added_to(ticket: Ticket) -> None:
    if ticket.state == TicketState.CLOSED:
        raise NotAllowedNow(_("Šis pieteikums ir pabeigts. Ja vajag vēl ko, uzrakstiet jaunu."))


def check_can_be_answered(ticket: Ticket) -> None:
    if ticket.is_held:
        raise NotAllowedNow(_("Šis pieteikums ir aizturēts kā mēstule. Ja tā nav mēstule, vispirms to norādiet."))


def check_is_suggestion(ticket: Ticket) -> None:
    if ticket.kind != TicketKind.SUGGESTION or ticket.is_held:
        raise NotAllowedNow(_("Visiem rāda tikai ieteikumus."))


def check_is_to_come(at: datetime) -> None:
    if at <= now():
        raise NotAcceptable("at", _("Šis brīdis jau ir pagājis. Izvēlieties vēlāku vai publicējiet tūlīt."))


def check_is_published(post: Post) -> None:
    if post.state != PostState.PUBLISHED:
        raise NotAllowedNow(_("Šis raksts portālā nav publicēts, tāpēc nav ko noņemt."))


def check_is_draft(post: Post) -> None:
    if post.state != PostState.DRAFT:
        raise NotAllowedNow(
            _("Tas vairs nav melnraksts, tāpēc to dzēst nevar; publicētu rakstu var noņemt no portāla.")
        )


def check_is_offered(post: Post) -> None:
    if post.state != PostState.OFFERED:
        raise NotAllowedNow(_("Uz šo piedāvājumu jau ir atbildēts."))


def check_takes_comments(post: Post) -> None:
    if not post.has_comments:
        raise NotAllowedNow(_("Šim rakstam komentāri ir slēgti."))


def check_may_comment(standing: Standing) -> None:
    if reason := why_not(standing):
        raise NotAllowedNow(reason)


def why_not(standing: Standing) -> str:
    """Why somebody can't comment, in plain words; empty where they can."""
    if standing.bar is not None:
        return _barred(standing.bar)
    if standing.is_old_enough:
        return ""
    told = {"age": standing.from_age}
    if standing.is_pupil and standing.age is None:
        said = _("Komentēt var no %(age)s gadu vecuma, un skola nav ierakstījusi Jūsu dzimšanas dienu.") % told
        return said + " " + _("Palūdziet klases audzinātājam to pārbaudīt.")
    if standing.from_age > YOUNGEST:
        return _("Jūsu skolas skolēni komentē no %(age)s gadu vecuma.") % told
    return _("Komentēt var no %(age)s gadu vecuma.") % {"age": YOUNGEST}


def _barred(bar: Bar) -> str:
    said = _("Jums ir liegts komentēt. Iemesls: %(reason)s.") % {"reason": bar.reason.rstrip(" .")}
    if bar.ends_at is None:
        return said
    return said + " " + _("Liegums beidzas %(at)s") % {"at": date_format(localtime(bar.ends_at), "d.m.Y.")}


def check_display_name(name: str, *, person_id: int, standing: Standing, family_name: str) -> None:
    """Raises `NotAcceptable` at `display_name`."""
    if reason := _wrong_with(name, standing, family_name) or _taken(name, person_id):
        raise NotAcceptable("display_name", reason)


def _wrong_with(name: str, standing: Standing, family_name: str) -> str:
    if len(name) > LONGEST or not is_well_formed(name):
        return _("Vārdā ir no 3 līdz 40 zīmēm: viena raksta burti, cipari, starp tiem atstarpe, punkts vai defise.")
    if is_reserved(name):
        return _("Tā sauc pašu portālu vai tā darbiniekus. Izvēlieties citu vārdu.")
    if offensive_words(name) or without_codes(name) != name:
        return _("Šāds vārds neder. Izvēlieties citu.")
    if not standing.may_use_own_name and holds_word_of(name, family_name):
        told = {"age": standing.own_name_from}
        return _("Ar savu uzvārdu Jūsu skolas skolēni komentē no %(age)s gadu vecuma. Izvēlieties vārdu bez tā.") % told
    return ""


def _taken(name: str, person_id: int) -> str:
    """By somebody now, or by what others have said under it: nobody steps into another's comments."""
    key = name_key(name)
    others = Commenter.objects.filter(name_key=key).exclude(person=person_id)
    said = Comment.objects.filter(name_key=key, state=CommentState.SHOWN).exclude(person=person_id)
    return _("Ar šo vārdu jau komentē kāds cits. Izvēlieties citu.") if others.exists() or said.exists() else ""


def check_moderates(actor: Actor) -> None:
    """Whoever has lost the office, or is barred, while the page was open decides nothing any more."""
    account = Account.objects.filter(pk=actor.account_id or 0, door=Door.STAFF, is_active=True).first()
    is_barred = account is not None and account.barred_until is not None and account.barred_until > now()
    if account is None or Office.MODERATOR not in account.offices or is_barred:
        raise NotAllowedNow(_("Jūs vairs neesat moderators: nekas nav mainīts."))
    if (bar := bar_from_discussions(account.person_id)) is not None:
        raise NotAllowedNow(_barred(bar) + " " + _("Kamēr liegums ir spēkā, moderēt nevar."))
