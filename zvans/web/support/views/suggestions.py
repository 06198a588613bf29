"""What becomes of suggestions, for everybody to read (S79)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zvans.portal.enums import Plan
from zvans.portal.queries.tickets import public_suggestions
from zvans.web.public.kept import kept
from zvans.web.public.page import public_page
from zvans.web.shared.guard import public


@public
@kept()
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    shown = list(public_suggestions())
    plans = [(plan, [one for one in shown if one.plan == plan]) for plan in Plan]
    return public_page(request, "support/suggestions.html", heading=_("Ieteikumi"), plans=plans, has_any=bool(shown))
