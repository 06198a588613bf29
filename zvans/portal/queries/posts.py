"""Posts as the public pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from zvans.portal.enums import Block, CommentState, Language, PostState, Section
from zvans.portal.models import Comment, Post

FEATURED = 2
LISTED = {Block.NEW: 5, Block.LASTING: 6}  # of the front page (A4)


@dataclass(frozen=True, slots=True)
class BlockOfPosts:
    """One of the two blocks of the front page: cards first, then a list."""

    block: Block
    featured: list[Post]
    listed: list[Post]


def shown_posts(language: str) -> QuerySet[Post]:
    """Published posts with what a card shows (`views`, `comment_count`), without their text. A page in Latvian shows what is written in
    Latvian; in English all posts, since not many exist in it."""
    posts = Post.objects.published().select_related("picture", "trip").defer("body", "search", "search_title")
    if language == Language.LATVIAN:
        posts = posts.filter(language=Language.LATVIAN)
    return _counted(posts)


def _counted(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Comments are counted for the posts of the page only, not joined to all that there are."""
    shown = Comment.objects.filter(post=OuterRef("pk"), state=CommentState.SHOWN).order_by().values("post")
    count = Subquery(shown.annotate(count=Count("*")).values("count"))
    return posts.annotate(views=Coalesce(F("count__views"), 0), comment_count=Coalesce(count, 0))


def blocks_of_home(language: str) -> list[BlockOfPosts]:
    """Pinned posts in the editors' order, then the newest; English pages begin with what is written in English. Two statements for each
    block and language, which find what they show by an index: however many posts there are."""
    return [_block(block, language) for block in Block]


def _block(block: Block, language: str) -> BlockOfPosts:
    room, found = FEATURED + LISTED[block], list[Post]()
    for written_in in dict.fromkeys([language, Language.LATVIAN]):
        posts = shown_posts(language).filter(block=block, language=written_in)
        found += posts.filter(pin__isnull=False).order_by("pin", "-published_at", "-pk")[:room]
        found += posts.filter(pin__isnull=True).order_by("-published_at", "-pk")[:room]
    return BlockOfPosts(block, found[:FEATURED], found[FEATURED:room])


def posts_of(section: Section, language: str) -> QuerySet[Post]:
    return shown_posts(language).filter(section=section).order_by("-published_at", "-pk")


def years_of(section: Section, language: str) -> list[int]:
    """In which years the section has posts, the newest first."""
    years = Post.objects.published().filter(section=section)
    if language == Language.LATVIAN:
        years = years.filter(language=Language.LATVIAN)
    return list(
        years.annotate(year=ExtractYear("published_at")).values_list("year", flat=True).distinct().order_by("-year")
    )


def post_by_id(public_id: str) -> Post | None:
    """A post that everybody may read, with `views` and `comment_count`."""
    posts = Post.objects.published().filter(public_id=public_id).select_related("picture", "trip")
    return _counted(posts.defer("search", "search_title")).first()


def was_published(public_id: str) -> bool:
    """Whether there was a post under this address that has been taken off."""
    return Post.objects.filter(public_id=public_id, state=PostState.WITHDRAWN, published_at__isnull=False).exists()


def translation_of(post: Post) -> Post | None:
    """The same in the other language, if it is published."""
    other = Q(translation_of=post.pk) | Q(pk=post.translation_of_id or 0)
    return Post.objects.published().filter(other).exclude(language=post.language).first()


def related_posts(post: Post, count: int = 3) -> list[Post]:
    """Other posts of the section in the same language: for the same audience first, then the newest."""
    alike = Case(When(audience=post.audience, then=Value(0)), default=Value(1), output_field=IntegerField())
    others = shown_posts(post.language).filter(section=post.section, language=post.language).exclude(pk=post.pk)
    return list(others.order_by(alike, "-published_at", "-pk")[:count])


def newest_posts(language: str, section: Section | None = None, count: int = 20) -> list[Post]:
    """With their text, for feeds."""
    posts = (
        Post.objects.published().select_related("picture").filter(language=language).order_by("-published_at", "-pk")
    )
    return list((posts.filter(section=section) if section else posts)[:count])


def addresses(most: int) -> list[tuple[str, str, datetime]]:
    """Of the newest published posts the id, the title and when it was changed, for the sitemap."""
    newest = Post.objects.published().order_by("-published_at", "-pk")
    return list(newest.values_list("public_id", "title", "changed_at")[:most])
