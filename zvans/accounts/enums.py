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
    OFFICER = "officer", _("amatpersona")


class Office(TextChoices):
    """What the operator entrusts to a person beside, or without, work in a school (B14). Each has a start page of its own."""

    EDITOR = "editor", _("portāla redaktors")
    MODERATOR = "moderator", _("moderators")
    SUPPORT = "support", _("lietotāju atbalsts")
    SECURITY = "security", _("drošības uzraugs")
    MUNICIPALITY = "municipality", _("pašvaldības speciālists")
    MINISTRY = "ministry", _("ministrijas speciālists")


class Owing(TextChoices):
    """What a signed-in person must do before anything else, in this order (B5, B10, C1)."""

    FACTOR = "factor", _("otrais faktors")
    PASSWORD = "password", _("jauna parole")
    TERMS = "terms", _("noteikumi")
    SECOND_FACTOR = "second_factor", _("otrā faktora iestatīšana")


class BarKind(TextChoices):
    """From what the operator bars a person (C4)."""

    ACCESS = "access", _("no sistēmas")
    DISCUSSIONS = "discussions", _("no komentāriem un sarunām")


class Sex(TextChoices):
    """As a class register notes it; empty where nobody has said. Schools divide a class for sports by it."""

    FEMALE = "f", _("meitene")
    MALE = "m", _("zēns")
