"""The safety of one's own account (B12): password, where it is signed in, who has tried, a username of one's own."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zvans.accounts.actions.passwords import choose_password
from zvans.accounts.actions.sessions import end_other_sessions, end_session, say_password_known
from zvans.accounts.actions.usernames import choose_username, drop_username
from zvans.accounts.queries.security import has_username, sessions_of, tries_of
from zvans.accounts.queries.ways_in import is_password_known
from zvans.audit.actor import Actor
from zvans.oversight.queries.record import own_acts
from zvans.schools.queries.school_names import school_names
from zvans.web.account.forms import ChangePasswordForm, UsernameForm
from zvans.web.shared.acts import act_of
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.guard import guarded
from zvans.web.shared.words import moment

if TYPE_CHECKING:
    from zvans.accounts.models import Session

_DONE = {
    "password": _("Parole ir nomainīta, un visas citas pieslēgšanās ir beigtas."),
    "ended": _("Pieslēgšanās tajā ierīcē ir beigta."),
    "others": _("Visas citas pieslēgšanās ir beigtas."),
    "username": _("Lietotājvārds ir saglabāts. Arī personas kods der joprojām."),
    "dropped": _("Lietotājvārds ir noņemts. Pieslēdzieties ar personas kodu."),
    "regained": _(
        "Parole ir nomainīta, visas citas pieslēgšanās ir beigtas, un pieslēgties var tikai ar to, ko atzīmējāt."
    ),
}
_ACTS = 10


@never_cache
@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    acts = own_acts(actor).order_by("-at", "-pk")[:_ACTS]
    page = {
        "section": "security", "done": done_in(request, _DONE), "sessions": sessions_of(actor), "tries": tries_of(actor),
        "acts": [(moment(act.at), act_of(act.name)) for act in acts], "has_username": has_username(actor),
    }  # fmt: skip
    return render(request, "account/security.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded()
def password(request: HttpRequest) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    if is_password_known(by):  # there is more to decide then
        return HttpResponseRedirect(reverse("sign_in:password"))
    form = ChangePasswordForm(sent(request))

    def change(typed: Any) -> None:
        choose_password(password=typed["new"], current=typed["current"], by=by, schools=school_names)

    if attempted(form, change):
        return done(reverse("account:security"), "password")
    page = {"section": "security", "form": form, "done": done_in(request, _DONE)}
    return shown(request, "account/password.html", page, form)


def _own_session(actor: Actor, session: int) -> "Session | None":
    return sessions_of(actor).filter(pk=session).first()


@require_POST
@guarded(load=_own_session)
def end(request: HttpRequest, session: "Session") -> HttpResponse:
    end_session(session=session, by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("account:security"), "ended")


@require_POST
@guarded()
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("account:security"), "others")


@require_POST
@guarded()
def password_known(request: HttpRequest) -> HttpResponse:
    """One press: others are out, the school knows, and a new password is asked, with what else may open the account."""
    say_password_known(by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("sign_in:password"))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded()
def username(request: HttpRequest) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    form = UsernameForm(sent(request))
    if attempted(form, lambda typed: choose_username(name=typed["name"], by=by)):
        return done(reverse("account:security"), "username")
    return shown(request, "account/username.html", {"section": "security", "form": form}, form)


@require_POST
@guarded()
def no_username(request: HttpRequest) -> HttpResponse:
    drop_username(by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("account:security"), "dropped")
