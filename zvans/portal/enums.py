from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    """The sections of the portal, in the order of the menu (A2)."""

    USEFUL = "useful", _("Noderīgi izglītībai")
    NEWS = "news", _("Aktualitātes")
    ABOUT = "about", _("Par zvanu")
    EXCURSIONS = "excursions", _("Ekskursijas")
    MONEY = "money", _("Naudas skola")
    STEAM = "steam", _("STEAM izglītība")


class Audience(TextChoices):
    EVERYONE = "everyone", _("visiem")
    PUPILS = "pupils", _("skolēniem")
    PARENTS = "parents", _("vecākiem")
    TEACHERS = "teachers", _("skolotājiem")


class Language(TextChoices):
    """In which language a post is written; it needs not exist in the other one."""

    LATVIAN = "lv", _("latviešu")
    ENGLISH = "en", _("angļu")


class PostState(TextChoices):
    """`PUBLISHED` with a moment that is still to come is scheduled. Providers' trips are `OFFERED` first."""

    OFFERED = "offered", _("piedāvāts")
    DRAFT = "draft", _("melnraksts")
    PUBLISHED = "published", _("publicēts")
    WITHDRAWN = "withdrawn", _("noņemts")
    REFUSED = "refused", _("noraidīts")


class Block(TextChoices):
    """The two blocks of the front page (A4)."""

    NEW = "new", _("Jaunākais")
    LASTING = "lasting", _("Noder vienmēr")


class Region(TextChoices):
    RIGA = "riga", _("Rīga")
    AROUND_RIGA = "pieriga", _("Pierīga")
    VIDZEME = "vidzeme", _("Vidzeme")
    KURZEME = "kurzeme", _("Kurzeme")
    ZEMGALE = "zemgale", _("Zemgale")
    LATGALE = "latgale", _("Latgale")


class Topic(TextChoices):
    """What a trip is about."""

    NATURE = "nature", _("daba")
    HISTORY = "history", _("vēsture")
    SCIENCE = "science", _("zinātne un tehnika")
    ART = "art", _("māksla un amati")
    CAREER = "career", _("profesijas")
    SPORT = "sport", _("sports un piedzīvojumi")


class CommentState(TextChoices):
    SHOWN = "shown", _("redzams")
    HELD = "held", _("gaida moderatoru")
    REMOVED = "removed", _("noņemts")


class HeldFor(TextChoices):
    """Why a comment waits for a moderator (A8)."""

    WORDS = "words", _("vārdi")
    LINK = "link", _("saite")
    REPORTS = "reports", _("ziņojumi")


class TicketKind(TextChoices):
    PROBLEM = "problem", _("kaut kas nedarbojas")
    QUESTION = "question", _("jautājums")
    SUGGESTION = "suggestion", _("ieteikums")


class TicketState(TextChoices):
    """What the sender sees of a ticket (A11)."""

    NEW = "new", _("saņemts")
    TAKEN = "taken", _("izskata")
    ANSWERED = "answered", _("atbildēts")
    CLOSED = "closed", _("pabeigts")


class Plan(TextChoices):
    """What becomes of a suggestion, where the desk shows it publicly (S79)."""

    CONSIDERED = "considered", _("apsveram")
    PLANNED = "planned", _("plānojam")
    DONE = "done", _("izdarīts")
    DECLINED = "declined", _("nedarīsim")


class Slot(TextChoices):
    """Where an advert may stand. Never behind the doors (A10)."""

    HOME = "home", _("sākumlapa")
    SECTION = "section", _("sadaļa")
    POST = "post", _("raksts")


class PictureWidth(IntegerChoices):
    """The widths in pixels that a picture is kept in."""

    SMALL = 480
    MEDIUM = 960
    LARGE = 1600
