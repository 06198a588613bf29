"""Where the files of a picture lie in the storage; which pictures everybody may see, and which nobody needs any more."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from zvans.audit.models import Change
from zvans.portal.models import Advert, Picture, Post
from zvans.portal.queries.adverts import shown_adverts

PREVIEW = "preview.jpg"


def picture_file(public_id: str, name: str) -> str:
    """`name`: «960.webp», or `PREVIEW`."""
    return f"pictures/{public_id[:2]}/{public_id}/{name}"


def is_for_everybody(public_id: str) -> bool:
    """Whether a post that can be read or an advert that can be seen now shows the picture. One statement."""
    posts = Post.objects.published().filter(picture=OuterRef("pk"))
    adverts = shown_adverts().filter(picture=OuterRef("pk"))
    return Picture.objects.filter(Exists(posts) | Exists(adverts), public_id=public_id).exists()


def pictures_left_over(before: datetime) -> QuerySet[Picture]:
    """Those made before a moment that no post and no advert shows, nor a version of a post that was replaced since."""
    posts, adverts = Post.objects.filter(picture=OuterRef("pk")), Advert.objects.filter(picture=OuterRef("pk"))
    unused = Picture.objects.filter(~Exists(posts), ~Exists(adverts), created_at__lt=before)
    return unused.exclude(pk__in=_replaced_since(before))


def _replaced_since(moment: datetime) -> set[int]:
    """The history is looked up by the posts that were changed since: by the moment alone it would be read from end to end."""
    changed = Post.objects.filter(changed_at__gte=moment).values("pk")
    versions = Change.objects.filter(table=Post._meta.db_table, row_id__in=changed, at__gte=moment)
    return {found for found in versions.values_list("before__picture_id", flat=True) if found}
