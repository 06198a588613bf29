from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Door(TextChoices):
    """Where one signs in. Families and staff never share a door (B3)."""

    FAMILY = "family", _("Skolēns / vecāks")
    STAFF = "staff", _("Darbinieks")


class Role(TextChoices):
    """What a sign-in name makes of a person; shown in sight on every page (S45)."""

    PUPIL = "pupil", _("skolēns")
    MOTHER = "mother", _("mamma")
    FATHER = "father", _("tētis")
    GUARDIAN = "guardian", _("cita atbildīgā persona")
    STAFF = "staff", _("darbinieks")
    OPERATOR = "operator", _("sistēmas uzturētājs")


class Sex(TextChoices):
    """As a class register notes it; empty where nobody has said. Schools divide a class for sports by it."""

    FEMALE = "f", _("meitene")
    MALE = "m", _("zēns")
