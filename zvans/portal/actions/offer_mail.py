"""The letter by which a provider is told what became of an offer. The worker sends it."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from zvans.portal.models import Post
from zvans.portal.spam import without_links


def mail_offer_answer(post_id: int, *, is_accepted: bool, answer: str) -> None:
    """In Latvian, as all our letters are. Where the address has gone meanwhile, nothing is sent. Nobody has shown that it is theirs: what
    they wrote leads nowhere."""
    post = Post.objects.select_related("trip").filter(pk=post_id).first()
    if post is None or not post.trip.offered_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        if is_accepted:
            said = _("Jūsu piedāvātā ekskursija «%(title)s» ir publicēta portāla sadaļā «Ekskursijas».")
        else:
            said = _("Jūsu piedāvāto ekskursiju «%(title)s» portālā nepublicēsim.")
        foot = _("Uz šo vēstuli nav jāatbild. Atbalsts: %(support)s") % {"support": settings.SUPPORT_EMAIL}
        text = (
            "\n\n".join(
                part for part in (said % {"title": without_links(post.title)}, answer, settings.ADDRESS, foot) if part
            )
            + "\n"
        )
        subject = _("%(product)s: atbilde par piedāvāto ekskursiju") % {"product": settings.PRODUCT_NAME}
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [post.trip.offered_email])
