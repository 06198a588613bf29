from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """A word that posts use, folded, with itself and all that is left of it when one letter is missing: two words that share
    one of these are at most a slip apart. Needs no extension of the database."""

    word = models.CharField(max_length=40, unique=True)
    cuts = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [GinIndex(fields=["cuts"], name="word_cuts", fastupdate=False)]

    class Privacy:
        fields = {"word": "public", "cuts": "public"}
