from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """A word that posts use: `word` is its folded stem, `shown` how it was first written. `cuts` are the stem and all that is left of it
    when one letter is missing: two words that share one of these are at most a slip apart. Needs no extension of the database."""

    word = models.CharField(max_length=40, unique=True)
    shown = models.CharField(max_length=60)
    cuts = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [GinIndex(fields=["cuts"], name="word_cuts", fastupdate=False)]

    class Privacy:
        fields = {"word": "public", "shown": "public", "cuts": "public"}
