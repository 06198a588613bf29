"""Where posts, sections and pictures of the portal are found; in full for feeds, previews and search engines."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from zvans.portal.queries.pictures import PREVIEW

if TYPE_CHECKING:
    from zvans.portal.models import Picture, Post


def post_address(post: "Post") -> str:
    return reverse("public:post", args=[post.public_id, post.slug])


def section_address(slug: str, page: int = 1) -> str:
    address = reverse("public:section", args=[slug])
    return f"{address}?{urlencode({'page': page})}" if page > 1 else address


def picture_address(picture: "Picture", name: str = PREVIEW) -> str:
    return reverse("public:picture", args=[picture.public_id, name])


def in_full(address: str) -> str:
    """With the installation's own name before it."""
    return f"{settings.ADDRESS}{address}"
