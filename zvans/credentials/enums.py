from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How somebody stands to a password: whether there is one, and who made it up."""

    NO_ACCESS = "no_access", _("bez piekļuves")
    NO_CODE = "no_code", _("nav personas koda")
    NONE = "none", _("paroles vēl nav")
    ISSUED = "issued", _("izsniegta, vēl nav nomainīta")
    CHOSEN = "chosen", _("nomainīta pret savu")
