"""How often posts are read (A5). No cookie: a reader is a hash for a day, which nobody can trace back when the day's salt is gone."""

from django.db import models

from zvans.portal.models.post import Post


class DailySalt(models.Model):
    on = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    class Privacy:
        fields = {"on": "record", "salt": "secret"}


class PostVisit(models.Model):
    """One reader of one post on one day; removed when the day is over."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    visitor = models.BinaryField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "post", "visitor"], name="visitor_once_a_day")]

    class Privacy:
        fields = {"post": "public", "on": "record", "visitor": "identifier"}


class PostDay(models.Model):
    """How many read a post on a day: the editors' statistics."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="days", db_index=False)
    on = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "on"], name="post_once_a_day")]

    class Privacy:
        fields = {"post": "public", "on": "public", "views": "public"}


class PostCount(models.Model):
    """The sum of a post's days, ready to be shown."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="count")
    views = models.PositiveIntegerField(default=0)

    class Privacy:
        fields = {"post": "public", "views": "public"}
