"""What search engines and those to whom a link is sent read of a post (schema.org, Open Graph)."""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from zvans.web.public.addresses import in_full, picture_address, post_address

if TYPE_CHECKING:
    from zvans.portal.models import Post

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def structured_post(post: "Post") -> SafeString:
    """JSON-LD; nothing in it can end the element that it stands in."""
    shown_at = post.published_at or post.created_at
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": post.title,
        "description": post.lead,
        "inLanguage": post.language,
        "datePublished": shown_at.isoformat(),
        "dateModified": max(post.changed_at, shown_at).isoformat(),
        "mainEntityOfPage": in_full(post_address(post)),
        "author": {"@type": "Person" if post.author else "Organization", "name": post.author or settings.PRODUCT_NAME},
        "publisher": {
            "@type": "Organization",
            "name": settings.PRODUCT_NAME,
            "logo": {"@type": "ImageObject", "url": in_full(static("brand/icon-512.png"))},
        },
    }
    if post.picture:
        told["image"] = in_full(picture_address(post.picture))
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 - escaped above
