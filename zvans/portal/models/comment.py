from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.portal.enums import CommentState, HeldFor
from zvans.portal.models.edition import new_edition
from zvans.portal.models.post import Post


class Commenter(models.Model):
    """The name a person has chosen to comment under; without a row it is the own one, where the school's rules allow that (A8)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="commenter")
    display_name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=60, unique=True)  # folded: two don't bear the same name

    class Meta:
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {"person": "identifier", "display_name": "public", "name_key": "public"}


class Comment(models.Model):
    """What somebody said of a post, under the name of that day. Removing one keeps the row and what moderators need to answer for it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    name = models.CharField(max_length=170)
    name_key = models.CharField(max_length=60, blank=True, db_default="")  # folded, as of a `Commenter`
    text = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, choices=CommentState.choices, default=CommentState.SHOWN)
    held_for = models.CharField(max_length=8, choices=HeldFor.choices, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was removed; its author reads it
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["post", "created_at"], name="comment_shown", condition=models.Q(state="shown")),
            models.Index(fields=["created_at"], name="comment_held", condition=models.Q(state="held")),
            models.Index(fields=["person", "-created_at"], name="comment_of_person"),
            models.Index(
                fields=["name_key"], name="comment_by_name_key"
            ),  # nobody takes a name that another has spoken under
        ]
        # A new comment waits until kept pages are made again, at most a minute: thousands of comments can't empty the cache.
        triggers = recorded_history(of_school=False) + new_edition("UPDATE", "DELETE")

    class Privacy:
        fields = {
            "public_id": "identifier", "post": "identifier", "person": "identifier", "name": "public", "name_key": "public",
            "text": "public", "state": "record", "held_for": "record", "decided_by": "identifier", "decided_at": "record",
            "reason": "personal", "revision": "record", "created_at": "public",
        }  # fmt: skip


class CommentReport(models.Model):
    """Somebody finds that a comment should not stand there; who it was is kept nowhere."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    text = models.CharField(max_length=300, blank=True)
    is_settled = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["comment"], name="report_open", condition=models.Q(is_settled=False))]
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "comment": "identifier", "text": "personal", "is_settled": "record", "created_at": "record",
        }  # fmt: skip
