from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LessonState(TextChoices):
    HELD = "held", _("notikusi")
    CANCELLED = "cancelled", _("atcelta")


class ValueKind(TextChoices):
    """What a mark is. Only points count in a mean; `OWED` (nv) is not a mark but a debt."""

    POINTS = "points", _("balles")
    PASS = "pass", _("ieskaitīts / neieskaitīts")
    PERCENT = "percent", _("procenti")
    LEVEL = "level", _("apguves līmenis")
    STEP = "step", _("pirmsskolas apguves pakāpe")
    WORDS = "words", _("aprakstošs vērtējums")
    OWED = "owed", _("nav vērtējuma")
    EXEMPT = "exempt", _("atbrīvots")
