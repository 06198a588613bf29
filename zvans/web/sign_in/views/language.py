from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zvans.web.shared.guard import public

_YEAR = 365 * 24 * 3600


@public
@csrf_exempt  # a choice of language harms nobody, and a token would make each public page a page of its own
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser and return to where it was chosen."""
    back = request.POST.get("next", "/")
    response = HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=_YEAR, secure=settings.SECURE, samesite="Lax"
        )
    return response
