"""What readers do with adverts: have them before the eyes, follow them (A10). No cookie is read or set."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zvans.portal.actions.adverts import count_followed, count_seen
from zvans.portal.queries.adverts import shown_advert
from zvans.web.shared.guard import public


@csrf_exempt
@public
@require_POST
def seen(request: HttpRequest, advert: str) -> HttpResponse:
    """Counts where the browser says that our own page asks; the answer is always the same."""
    found = shown_advert(advert) if request.headers.get("Sec-Fetch-Site") == "same-origin" else None
    if found is not None:
        count_seen(advert=found, address=request.META.get("REMOTE_ADDR", ""))
    return HttpResponse(status=204)


@public
@require_safe
def follow(request: HttpRequest, advert: str) -> HttpResponse:
    """Leads to the link that the editors have entered, and nowhere else. The advertiser does not learn from which page."""
    found = shown_advert(advert)
    if found is None:
        raise Http404
    if request.method == "GET":
        count_followed(advert=found, address=request.META.get("REMOTE_ADDR", ""))
    return HttpResponseRedirect(found.link, headers={"X-Robots-Tag": "noindex, nofollow"})
