"""Notices by e-mail. The worker sends them; what can't be sent now is tried again later."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from zvans.notifications import words
from zvans.notifications.models import Notice


def email_notice(notice_id: int) -> None:
    """In Latvian: nobody has told us another language outside of a browser. Where the address has gone meanwhile, nothing is sent."""
    notice = Notice.objects.select_related("account__person").filter(pk=notice_id).first()
    if notice is None:
        return
    addresses = {notice.account.person.email, notice.details.get("also_to", "")} - {""}
    with translation.override(settings.LANGUAGE_CODE):
        when = date_format(localtime(notice.created_at), "j. E Y, H:i")
        text = words.letter(notice.kind, notice.details, when, settings.ADDRESS, settings.SUPPORT_EMAIL)
        subject = words.subject(notice.kind, settings.PRODUCT_NAME)
        for address in sorted(addresses):  # one letter each: nobody reads the other address
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
