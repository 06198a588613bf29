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


class Permission(TextChoices):
    """What a position lets its holder do in the school, beside their own lessons."""

    SET_UP = "set_up", _("iekārtot skolu: gadu, zvanus, telpas, priekšmetus, klases, slodzes")
    PEOPLE = "people", _("ierakstīt skolēnus un vecākus")
    STAFF = "staff", _("ierakstīt darbiniekus un viņu tiesības")
    JOURNALS = "journals", _("lasīt visus žurnālus")


# What comes with the kind of position; the school may add to it for each holder.
PERMISSIONS = {
    PositionKind.SUPERUSER: frozenset(Permission),
    PositionKind.HEAD: frozenset(Permission),
    PositionKind.DEPUTY: frozenset({Permission.SET_UP, Permission.PEOPLE, Permission.JOURNALS}),
    PositionKind.TEACHER: frozenset[Permission](),
    PositionKind.SUPPORT: frozenset[Permission](),
}


MANAGING = frozenset({Permission.SET_UP, Permission.PEOPLE, Permission.STAFF})  # what has pages of its own


class Access(TextChoices):
    """How far a guardian may look (C8): a court or the school can limit it."""

    FULL = "full", _("redz un raksta")
    READ = "read", _("tikai redz")
    NONE = "none", _("neredz neko, tikai ierakstīts")


class Begun(TextChoices):
    """How a place in a class began."""

    ENROLLED = "enrolled", _("uzņemts")
    TRANSFERRED = "transferred", _("pārcelts")
    RETURNED = "returned", _("atgriezies")
    PROMOTED = "promoted", _("pārcelts nākamajā klasē")
    REPEATED = "repeated", _("atstāts uz otru gadu")


class Ended(TextChoices):
    """How a place in a class ended."""

    TRANSFERRED = "transferred", _("pārcelts")
    LEFT = "left", _("atskaitīts")
    GRADUATED = "graduated", _("absolvējis")
    YEAR_OVER = "year_over", _("gads beidzies")


class Fate(TextChoices):
    """What becomes of a class when its school year is over."""

    UP = "up", _("pāriet nākamajā klasē")
    GRADUATES = "graduates", _("absolvē")
    JOINS = "joins", _("pievienojas citai klasei")
    ENDS = "ends", _("beidzas")


class ImportKind(TextChoices):
    PEOPLE = "people", _("cilvēki")
    TIMETABLE = "timetable", _("stundu saraksts")
    ONEROSTER = "oneroster", _("OneRoster pakotne")


class ImportState(TextChoices):
    """Where an import stands. It goes from left to right; a reader can be left and come back to."""

    READING = "reading", _("lasa")
    READY = "ready", _("gaida apstiprinājumu")
    APPLYING = "applying", _("raksta")
    DONE = "done", _("izdarīts")
    REFUSED = "refused", _("nav lietojams")
    UNDONE = "undone", _("atsaukts")


def least(*accesses: str) -> str:
    """Of several kinds of access (`Access`) the one that shows least."""
    less_to_more = [Access.NONE, Access.READ, Access.FULL]
    return str(less_to_more[min(less_to_more.index(Access(access)) for access in accesses)])


class ValueSystem(TextChoices):
    """Which marks a journal takes; the grammar is in `journal/grammar.py`."""

    POINTS = "points", _("1–10 balles")
    LEVELS = "levels", _("apguves līmeņi (S, T, A, P)")
    PASS = "pass", _("ieskaitīts / neieskaitīts")
    STEPS = "steps", _("pirmsskolas pakāpes (+, +/–, –)")
    WORDS = "words", _("aprakstošs vērtējums")


class DeclineReason(TextChoices):
    """Why the operator makes no one of two people. The school that asked reads it: nothing in it depends on other schools (C3)."""

    TWO_PEOPLE = "two_people", _("tie ir divi cilvēki")
    NOT_SURE = (
        "not_sure",
        _("no ierakstiem nevar pateikt, vai tas ir viens cilvēks; pārbaudiet vārdu un dzimšanas datumu"),
    )
    WRONG_PAIR = "wrong_pair", _("izvēlēts cits cilvēks ar līdzīgu vārdu")
