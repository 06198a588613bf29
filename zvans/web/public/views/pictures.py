"""Pictures of the portal. Their names are not to be guessed and what they show never changes: whoever has one may keep it for good."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zvans.portal.enums import PictureWidth
from zvans.portal.queries.pictures import PREVIEW, picture_file
from zvans.web.shared.guard import public

_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@public
@require_safe
def picture(request: HttpRequest, picture: str, name: str) -> HttpResponse:
    if name != PREVIEW and not _is_width(name):
        raise Http404
    try:
        with default_storage.open(picture_file(picture, name)) as file:
            response = HttpResponse(file.read(), content_type=_TYPES[name.rpartition(".")[2]])
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _is_width(name: str) -> bool:
    number, _, form = name.partition(".")
    return form == "webp" and number.isdecimal() and 0 < int(number[:5]) <= PictureWidth.LARGE
