"""Where a post's page says that somebody has had it before the eyes (A5)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zvans.portal.actions.counting import count_reader
from zvans.web.shared.guard import public


@csrf_exempt
@public
@require_POST
def seen(request: HttpRequest, post: str) -> HttpResponse:
    """Counts where the browser says that our own page asks; the answer is always the same. No cookie is read or set."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        agent = request.headers.get("User-Agent", "")
        count_reader(post=post, address=request.META.get("REMOTE_ADDR", ""), agent=agent)
    return HttpResponse(status=204)
