from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.database.latvian import in_latvian_order
from zvans.lib.dates import now
from zvans.lib.public_id import new_public_id
from zvans.portal.enums import Audience, Block, Language, PostState, Region, Section, Topic
from zvans.portal.models.edition import new_edition
from zvans.portal.models.picture import Picture
from zvans.portal.wording import slug_of


class PostQuerySet(models.QuerySet["Post"]):
    def published(self) -> "PostQuerySet":
        """What everybody may read now; a moment that is still to come keeps a post back."""
        return self.filter(state=PostState.PUBLISHED, published_at__lte=now())


class Post(models.Model):
    """A post of the portal. Its address is made of `public_id` and lasts; what follows it in the address only helps to read it.

    `body` is HTML that `markup.clean_html` has let through. `search` and `search_title` hold the folded words (`queries/search.py`);
    the actions fill them.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    section = models.CharField(max_length=12, choices=Section.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.LATVIAN)
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    title = models.CharField(max_length=150)
    lead = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=160, blank=True)  # whence it comes, where it is not ours (S63)
    source_url = models.URLField(max_length=400, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    picture_alt = models.CharField(max_length=250, blank=True)
    picture_credit = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    block = models.CharField(
        max_length=8, choices=Block.choices, blank=True
    )  # of the front page; empty: it is not there
    pin = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # its place in the block, before those that go by date
    has_comments = models.BooleanField(default=True)
    search = SearchVectorField(null=True, editable=False)
    search_title = SearchVectorField(null=True, editable=False)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=PostState.PUBLISHED) | models.Q(published_at__isnull=False),
                name="published_post_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(pin__isnull=True) | ~models.Q(block=""), name="pinned_post_is_in_a_block"
            ),
        ]
        indexes = [
            models.Index(
                fields=["section", "-published_at"], name="post_by_section", condition=models.Q(state="published")
            ),
            models.Index(fields=["-published_at"], name="post_by_date", condition=models.Q(state="published")),
            models.Index(fields=["block", "pin", "-published_at"], name="post_by_block", condition=~models.Q(block="")),
            models.Index(fields=["-changed_at"], name="post_by_change"),
            models.Index(in_latvian_order("title"), name="post_by_title"),  # of the editors' list
            GinIndex(fields=["search"], name="post_search", fastupdate=False),
            GinIndex(fields=["search_title"], name="post_search_title", fastupdate=False),
        ]
        triggers = recorded_history(of_school=False) + new_edition()

    class Privacy:
        fields = {
            "public_id": "identifier", "section": "public", "audience": "public", "language": "public", "translation_of": "public",
            "title": "public", "lead": "public", "body": "public", "author": "public", "source": "public", "source_url": "public",
            "picture": "public", "picture_alt": "public", "picture_credit": "public", "state": "record", "published_at": "public",
            "block": "public", "pin": "public", "has_comments": "public", "search": "public", "search_title": "public",
            "written_by": "identifier", "revision": "record", "created_at": "record", "changed_at": "record",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The title as a part of an address: helps to read it, decides nothing."""
        return slug_of(self.title)

    @property
    def is_scheduled(self) -> bool:
        return self.state == PostState.PUBLISHED and self.published_at is not None and self.published_at > now()

    @property
    def is_visible(self) -> bool:
        return self.state == PostState.PUBLISHED and self.published_at is not None and self.published_at <= now()


class Trip(models.Model):
    """What the catalogue of excursions says of a post beside its text (A7)."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="trip")
    place = models.CharField(max_length=120)
    region = models.CharField(max_length=8, choices=Region.choices)
    topic = models.CharField(max_length=8, choices=Topic.choices)
    from_grade = models.PositiveSmallIntegerField(default=1)  # 0: pre-school
    to_grade = models.PositiveSmallIntegerField(default=12)
    price_cents = models.PositiveIntegerField(null=True, blank=True)  # for a pupil; 0: free; empty: by agreement
    contact_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    website = models.URLField(max_length=400, blank=True)
    map_url = models.URLField(max_length=400, blank=True)
    # Who offered it, for the editors' questions; never shown on the portal.
    offered_by = models.CharField(max_length=120, blank=True)
    offered_email = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_grade__lte=models.F("to_grade")) & models.Q(to_grade__lte=12),
                name="trip_grades_in_order",
            )
        ]
        triggers = recorded_history(of_school=False) + new_edition()

    class Privacy:
        fields = {
            "post": "identifier", "place": "public", "region": "public", "topic": "public", "from_grade": "public",
            "to_grade": "public", "price_cents": "public", "contact_name": "public", "email": "public", "phone": "public",
            "website": "public", "map_url": "public", "offered_by": "personal", "offered_email": "contact",
        }  # fmt: skip
