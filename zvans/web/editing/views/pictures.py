"""A picture that is brought while a post is written: kept at once, so that nothing typed depends on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from zvans.lib.policy import NotAcceptable
from zvans.portal.actions.pictures import MOST_BYTES, keep_picture
from zvans.web.editing.pages import editors_page
from zvans.web.public.addresses import picture_address
from zvans.web.shared.uploads import is_too_large

_FIELD = "picture_file"


def brought_picture(request: HttpRequest) -> tuple[Any, str]:
    """The picture of the request, kept; or why it was not; or neither, where none was brought."""
    if is_too_large(request):
        return None, _("Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB.")
    file = request.FILES.get(_FIELD)
    if file is None:
        return None, ""
    try:
        return keep_picture(content=file.read(MOST_BYTES + 1), field=_FIELD, by=request.actor), ""  # type: ignore[attr-defined]
    except NotAcceptable as refusal:
        return None, refusal.reason


@editors_page(methods=("POST",))
def keep(request: HttpRequest) -> HttpResponse:
    """For the script of the form. 422 with the reason where it is no picture that we take."""
    picture, refused = brought_picture(request)
    if picture is None:
        return JsonResponse({"error": refused or _("Izvēlieties attēlu.")}, status=422)
    return JsonResponse(
        {"picture": picture.public_id, "address": picture_address(picture, f"{picture.widths[0]}.webp")}
    )
