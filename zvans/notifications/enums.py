from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SmsState(TextChoices):
    """Where a text message is. Once it may have left us it is never sent again by itself: twice is worse than asking."""

    WAITING = "waiting", _("gaida")
    SENDING = "sending", _("tiek nodota")
    ACCEPTED = "accepted", _("nodota operatoram")
    DELIVERED = "delivered", _("piegādāta")
    FAILED = "failed", _("nav piegādāta")
    UNKNOWN = "unknown", _("nav zināms, vai piegādāta")


class NoticeKind(TextChoices):
    """What a person is told about the own account, and a family about its child."""

    NEW_DEVICE = "new_device", _("pieslēgšanās no jaunas ierīces")
    PASSWORD_CHANGED = "password_changed", _("nomainīta parole")
    PASSWORD_ISSUED = "password_issued", _("izsniegta jauna parole")
    PASSWORD_WAY_SENT = "password_way_sent", _("nosūtīta saite jaunai parolei")
    FACTOR_CHANGED = "factor_changed", _("mainīts otrais faktors")
    FACTOR_REQUIRED = "factor_required", _("vajadzīgs otrais faktors")
    FACTOR_REFUSED = "factor_refused", _("noraidīta piekļuves atslēga")
    CONTACT_CHANGED = "contact_changed", _("mainīta kontaktinformācija")
    CODE_GIVEN = "code_given", _("ierakstīts personas kods")
    ENROLLED = "enrolled", _("bērns ierakstīts skolā")
    MADE_GUARDIAN = "made_guardian", _("ierakstīts par atbildīgo personu")
    GUARDIAN_ADDED = "guardian_added", _("skolēnam pievienota atbildīgā persona")
    HIRED = "hired", _("ierakstīts par skolas darbinieku")
    OF_AGE = "of_age", _("pilngadība")
    ACCESS_CHANGED = "access_changed", _("mainīts, kas redz dienasgrāmatu")
    REPORT_RECEIVED = "report_received", _("ziņojums skolai")
    REPORT_ANSWERED = "report_answered", _("atbilde uz ziņojumu")
    MATERIAL_REMOVED = "material_removed", _("noņemts portālā rakstītais")
    COMMENT_REMOVED = "comment_removed", _("noņemts komentārs")
    SUPERUSER_MADE = "superuser_made", _("jauns virslietotājs")
    TICKET_GIVEN = "ticket_given", _("nodots pieteikums")
