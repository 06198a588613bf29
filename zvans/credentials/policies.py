"""When it is possible: each check raises with its reason in plain words."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from zvans.accounts.models import Account, Person
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.notifications.policies import not_sent_there
from zvans.notifications.sms.numbers import LANDLINE, can_get_sms
from zvans.schools.models import School


def check_is_somebody(people: Sequence[object]) -> None:
    if not people:
        raise NotAllowedNow(_("Neviens nav izvēlēts. Atzīmējiet vismaz vienu cilvēku."))


def check_still_there(are_there: bool) -> None:
    if not are_there:
        raise NotAllowedNow(
            _("Kādam no izvēlētajiem paroli vairs nevar izsniegt. Nekas nav izdarīts; atveriet lapu no jauna.")
        )


def check_password_unchanged(changed: Sequence[Person]) -> None:
    """Of two who issue at once one password counts, and the other is told."""
    if changed:
        names = {"names": ", ".join(str(person) for person in changed)}
        reason = _("Tikmēr parole ir mainījusies: %(names)s. Nekas nav izdarīts; atveriet lapu no jauna un pārbaudiet.")
        raise NotAllowedNow(reason % names)


def check_phone_unchanged(is_same: bool) -> None:
    if not is_same:
        raise NotAcceptable("phone", _("Tikmēr šī cilvēka datus laboja cits. Atveriet lapu no jauna un pārbaudiet."))


def check_can_get_sms(phone: str) -> None:
    if not phone:
        raise NotAcceptable("phone", _("Ierakstiet tālruni, uz kuru sūtīt, vai izdrukājiet vēstuli."))
    if phone.startswith(LANDLINE):
        raise NotAcceptable("phone", _("Uz fiksēto tālruni īsziņu nosūtīt nevar. Ierakstiet mobilo."))
    if not can_get_sms(phone):
        raise NotAcceptable("phone", not_sent_there())


def check_phone_rests(waits: int, person: Person) -> None:
    """`waits`: for how many seconds nothing more is sent to the phone, which has had several messages within an hour or two."""
    if waits:
        reason = _(
            "Uz šo tālruni nesen jau sūtītas vairākas īsziņas: %(name)s. Pagaidiet stundu vai izdrukājiet vēstuli."
        )
        raise NotAcceptable("phone", reason % {"name": person})


def check_agreed(is_agreed: bool) -> None:
    """A password that the person has made up is replaced only where the issuer says so."""
    if not is_agreed:
        raise NotAcceptable("replace", _("Atzīmējiet, ka līdzšinējo paroli tiešām vajag aizstāt."))


def check_is_settled(new: Sequence[Person]) -> None:
    """A school that has just entered somebody does not come by the account that they use already. Says nothing of other schools (C3)."""
    if new:
        names = {"names": ", ".join(str(person) for person in new)}
        reason = _(
            "Šis cilvēks kontu jau lieto, bet skolā ir ierakstīts nesen: %(names)s. Pirmās divas nedēļas "
            "jaunu paroli viņš var saņemt ar īsziņu vai no tā, kurš izsniedza iepriekšējo. Nekas nav izdarīts."
        )
        raise NotAllowedNow(reason % names)


def check_issues_first(new: Sequence[Person]) -> None:
    """Whose account nobody has opened yet gets the first password of the school that has entered them first: until it does, anybody who
    knows a name and a code would come by the account.
    """
    if new:
        names = {"names": ", ".join(str(person) for person in new)}
        reason = _(
            "Šis cilvēks jau bija ierakstīts agrāk, bet Jūsu skolā ir nesen: %(names)s. Pirmās divas "
            "nedēļas pirmo paroli izsniedz tas, kurš viņu ierakstīja agrāk; pēc tam to var izsniegt arī "
            "Jūsu skola. Nekas nav izdarīts."
        )
        raise NotAllowedNow(reason % names)


def check_is_schools_to_issue(
    account: Account | None,
    school: School,
    *,
    opened: Collection[int],
    operators: Collection[int] = (),
    strangers: Collection[int] = (),
) -> None:
    """A school opens nothing of another: where the account is in use and opens more, the operator issues the password.

    `opened` are the accounts whose people have been inside, with a password or without; `operators` are people who run the installation,
    `strangers` those whom the school has only just entered, after others. The first password of who manages another school is not its
    to issue either.
    """
    if account is None:
        raise NotAllowedNow(_("Šim darbiniekam nav konta. Vispirms ierakstiet personas kodu."))
    opens_more = set(account.school_ids) - {school.pk} or account.offices
    is_used, manages = account.password or account.pk in opened, set(account.managed_ids) - {school.pk}
    is_others = is_used or manages or account.person_id in strangers
    if account.person_id in operators or (opens_more and is_others):
        raise NotAllowedNow(
            _("Šim kontam paroli izsniedz sistēmas uzturētājs. Ja darbinieks paroli zina, viņš to var nomainīt pats.")
        )
