from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What a user reports to the own school (C5)."""

    LOGIN_KNOWN = "login_known", _("kāds zina manu paroli")
    SOMETHING_WRONG = "wrong", _("kaut kas nav kārtībā")


class ReportState(TextChoices):
    OPEN = "open", _("saņemts")
    ASSIGNED = "assigned", _("izskata")
    CLOSED = "closed", _("atbildēts")
