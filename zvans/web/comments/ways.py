"""Where the pages of comments lead."""

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from zvans.portal.models import Post


def comment_page(post: "Post") -> str:
    return reverse("comments:write", args=[post.public_id])
