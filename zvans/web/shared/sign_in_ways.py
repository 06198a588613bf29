"""By what somebody signed in, in words."""

from django.utils.translation import gettext as _

from zvans.integrations.providers import provider_named


def way_in_words(way: str) -> str:
    """«ar paroli», «ar eParakstu»; a provider that the installation has no more, by its key."""
    if way == "password":
        return _("ar paroli")
    if way == "passkey":
        return _("ar piekļuves atslēgu")
    provider = provider_named(way)
    return _("ar %(name)s") % {"name": provider.title if provider else way} if way else ""
