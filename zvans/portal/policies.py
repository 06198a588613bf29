"""When it is possible: each check raises with its reason in plain words."""

from django.utils.translation import gettext as _

from zvans.lib.policy import NotAllowedNow
from zvans.portal.enums import Section
from zvans.portal.models import Post


def check_can_be_published(post: Post) -> None:
    if not post.body:
        raise NotAllowedNow(_("Rakstam vēl nav teksta."))
    if post.picture_id and not post.picture_alt:
        raise NotAllowedNow(_("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."))
    if post.section == Section.EXCURSIONS and not hasattr(post, "trip"):
        raise NotAllowedNow(_("Ierakstiet, kur šī ekskursija ir un kurām klasēm tā der."))
