"""Pictures of the portal. Everybody gets those that a published post or an advert shows now; the editors get the others too, for drafts.

What was taken down goes from everywhere within a day: so long a browser may keep a picture without asking.
"""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zvans.accounts.queries.sessions import actor_for
from zvans.lib.database.away import is_away
from zvans.portal.queries.pictures import PREVIEW, is_for_everybody, picture_file
from zvans.portal.rules import can_view_any_picture
from zvans.web.shared.guard import public

_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
_IN_A_WIDTH = re.compile(r"[1-9][0-9]{0,3}\.webp", re.ASCII)


@public
@require_safe
def picture(request: HttpRequest, picture: str, name: str) -> HttpResponse:
    if name != PREVIEW and not _IN_A_WIDTH.fullmatch(name):
        raise Http404
    keeping = _keeping(request, picture)
    try:
        with default_storage.open(picture_file(picture, name)) as file:
            response = HttpResponse(file.read(), content_type=_TYPES[name.rpartition(".")[2]])
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Cache-Control"] = keeping
    return response


def _keeping(request: HttpRequest, picture: str) -> str:
    """How long who asks may keep it. Raises `Http404` where they may not see it. While nobody can say, the last known pages keep theirs."""
    try:
        if is_for_everybody(picture):
            return "public, max-age=86400"
        if _is_editor(request):
            return "private, no-store"
    except Exception as error:
        if not is_away(error):
            raise
        return "no-store"
    raise Http404


def _is_editor(request: HttpRequest) -> bool:
    token = request.COOKIES.get(settings.SESSION_COOKIE)
    if not token:
        return False
    with transaction.atomic():
        actor = actor_for(token, request.META.get("REMOTE_ADDR", ""))
    return actor is not None and not actor.owes and can_view_any_picture(actor)
