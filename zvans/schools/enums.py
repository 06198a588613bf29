from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SchoolKind(TextChoices):
    GENERAL = "general", _("vispārizglītojošā skola")
    PRESCHOOL = "preschool", _("pirmsskola")
    INTEREST = "interest", _("interešu izglītība")
    VOCATIONAL = "vocational", _("profesionālā izglītība")


class GuardianKind(TextChoices):
    """The values are those of `accounts.enums.Role`: a guardianship gives its guardian that role."""

    MOTHER = "mother", _("mamma")
    FATHER = "father", _("tētis")
    OTHER = "guardian", _("cita atbildīgā persona")


class PositionKind(TextChoices):
    TEACHER = "teacher", _("skolotājs")
    SUPERUSER = "superuser", _("virslietotājs")
    HEAD = "head", _("direktors")
    DEPUTY = "deputy", _("direktora vietnieks")
    SUPPORT = "support", _("atbalsta personāls")


class ValueSystem(TextChoices):
    """Which marks a journal takes; the grammar is in `journal/grammar.py`."""

    POINTS = "points", _("1–10 balles")
    LEVELS = "levels", _("apguves līmeņi (S, T, A, P)")
    PASS = "pass", _("ieskaitīts / neieskaitīts")
