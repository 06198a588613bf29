from django.db import models


class Allowance(models.Model):
    """How much of something that may be done seldom has been used up: a leaky bucket for each name, source or person (B9, C7).

    `level` runs empty with time, at the rate that the action knows; nobody is locked out for good. One row and one upsert, whichever
    server process counts.
    """

    key = models.BinaryField(primary_key=True, max_length=32)  # a hash: no addresses and codes in clear
    level = models.FloatField()
    at = models.DateTimeField()  # when the level was that

    class Meta:
        indexes = [models.Index(fields=["at"], name="allowance_at")]

    class Privacy:
        fields = {"level": "record", "at": "record"}
