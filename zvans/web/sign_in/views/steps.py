"""What is done once behind the door, before anything else: a password of the own, the terms (B5, C1)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zvans.accounts.actions.passwords import choose_password
from zvans.accounts.actions.terms import accept_terms
from zvans.accounts.enums import Owing
from zvans.accounts.terms import TERMS_VERSION
from zvans.schools.queries.school_names import school_names
from zvans.web.public.terms import CHAPTERS, SINCE
from zvans.web.shared.answers import attempted, sent, shown
from zvans.web.shared.guard import guarded
from zvans.web.shared.onward import onward
from zvans.web.shared.password_fields import NewPasswordForm
from zvans.web.sign_in.forms import TermsForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing={Owing.PASSWORD})
def password(request: HttpRequest) -> HttpResponse:
    """The issued one has just been typed: only the new one is asked."""
    by = request.actor  # type: ignore[attr-defined]
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
