"""Which numbers get text messages: mobiles of the countries that the installation sends to, and nowhere what costs much more (C7).

Whoever enters phones would else make the school pay for messages to satellites, to lines of paid services, and to whichever country pays
them a share of it. Numbers are normalised (`accounts.contacts`): a plus, the country's code, the rest.
"""

from django.conf import settings

_LATVIA, _LATVIAN_MOBILE, _LATVIAN_DIGITS = "+371", "+3712", 12  # with the plus
LANDLINE = "+3716"

# Satellites, personal and free numbers, paid services of no country (ITU-T E.164, list of country codes): whatever is set.
_NO_COUNTRY = ("+800", "+808", "+870", "+878", "+881", "+882", "+883", "+888", "+979")
# Paid services and shared costs in the countries that are sent to if nothing is set.
_PAID = (
    "+3090", "+31900", "+31906", "+31909", "+3290", "+338", "+34803", "+34806", "+34807", "+34905", "+34907", 
    "+351707", "+351760", "+35290", "+35315", "+35490", "+3565", "+35790", "+358600", "+358700", "+35990", "+3690", "+370900",
    "+372900", "+380900", "+38560", "+38690", "+391", "+3989", "+4090", "+42090", "+421900", "+42390", "+43810", "+43820", "+43821",
    "+43900", "+43901", "+43930", "+43931", "+43939", "+4470", "+4484", "+4487", "+449", "+4590", "+46900", "+46939", "+46944", "+4782",
    "+4870", "+49137", "+49180", "+49190", "+49900",
)  # fmt: skip
# Numbers that begin as American ones and are not: paid services, and islands that answer at a high price.
_AREAS = (
    "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664", "721", "758", "767", "784", "809", "829", "849", "868",
    "869", "876", "900",
)  # fmt: skip
_REFUSED = (*_NO_COUNTRY, *_PAID, *(f"+1{area}" for area in _AREAS))


def can_get_sms(phone: str) -> bool:
    """Whether a message is sent to this number: not to an empty one, nor to a landline."""
    if phone.startswith(_LATVIA):
        return phone.startswith(_LATVIAN_MOBILE) and len(phone) == _LATVIAN_DIGITS
    countries = tuple(f"+{code}" for code in settings.SMS_COUNTRIES if code)
    return phone.startswith(countries) and not phone.startswith(_REFUSED)
