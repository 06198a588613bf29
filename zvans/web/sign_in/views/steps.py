"""What is done once behind the door, before anything else: a password of the own, the terms (B5, C1)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zvans.accounts.actions.passwords import choose_password
from zvans.accounts.actions.terms import accept_terms
from zvans.accounts.enums import Owing
from zvans.accounts.queries.ways_in import is_password_known, ways_in_of
from zvans.accounts.terms import TERMS_VERSION
from zvans.schools.queries.school_names import school_names
from zvans.web.public.terms import CHAPTERS, SINCE
from zvans.web.shared.answers import attempted, done, sent, shown
from zvans.web.shared.guard import guarded
from zvans.web.shared.onward import onward
from zvans.web.shared.password_fields import NewPasswordForm
from zvans.web.sign_in.forms import KnownPasswordForm, TermsForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing={Owing.PASSWORD})
def password(request: HttpRequest) -> HttpResponse:
    """The issued one has just been typed: only the new one is asked. Where somebody else knows the old one, more is."""
    by = request.actor  # type: ignore[attr-defined]
    if is_password_known(by):
        return _known(request)
    form = NewPasswordForm(sent(request))
    if by.owes != Owing.PASSWORD or attempted(
        form, lambda typed: choose_password(password=typed["new"], by=by, schools=school_names)
    ):
        return onward(request, by.role)
    return shown(
        request,
        "sign_in/password.html",
        {"form": form, "heading": _("Izdomājiet savu paroli")},
        form,
    )


def _known(request: HttpRequest) -> HttpResponse:
    """A new password, and what else may open the account: nobody goes on before that is decided (B12)."""
    by = request.actor  # type: ignore[attr-defined]
    ways = ways_in_of(by)
    form = KnownPasswordForm(sent(request), ways=[way.key for way in ways])

    def change(typed: Mapping[str, Any]) -> None:
        choose_password(
            password=typed["new"], current=typed["current"], keep=typed["keep"], by=by, schools=school_names
        )

    if attempted(form, change):
        return done(reverse("account:security"), "regained")
    kept = request.POST.getlist("keep") if form.is_bound else [way.key for way in ways if not way.is_young]
    page = {"form": form, "heading": _("Kāds zina manu paroli"), "ways": ways, "kept": kept}
    page["has_factor"] = any(way.kind != "username" for way in ways)
    return shown(request, "sign_in/password_known.html", page, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing={Owing.TERMS})
def terms(request: HttpRequest) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    form = TermsForm(sent(request), initial={"version": TERMS_VERSION})
    if by.owes != Owing.TERMS or attempted(form, lambda typed: accept_terms(version=typed["version"], by=by)):
        return onward(request, by.role)
    page = {
        "form": form,
        "heading": _("Lietošanas noteikumi"),
        "chapters": CHAPTERS,
        "version": TERMS_VERSION,
        "since": SINCE,
    }
    return shown(request, "sign_in/terms.html", page, form)
