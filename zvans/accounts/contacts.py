"""Phones and e-mail addresses, the same however they were typed."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_LATVIAN_PHONE = re.compile(r"(?:\+?371|00371)?([26]\d{7})")
_FOREIGN_PHONE = re.compile(r"(?:\+|00)(\d{8,15})")
_MAX_EMAIL = 254


class InvalidContact(ValueError):
    """Doesn't say what was typed."""


def normalised_phone(text: str) -> str:
    """With the country's code: +371 and eight digits, or a foreign number that begins with its own. Raises `InvalidContact`."""
    digits = re.sub(r"[\s().-]", "", text)
    if not digits:
        return ""
    if latvian := _LATVIAN_PHONE.fullmatch(digits):
        return f"+371{latvian[1]}"
    if foreign := _FOREIGN_PHONE.fullmatch(digits):
        return f"+{foreign[1]}"
    raise InvalidContact


def checked_email(text: str) -> str:
    """The address as typed, or empty. Raises `InvalidContact`."""
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise InvalidContact from None
    if len(text) > _MAX_EMAIL:
        raise InvalidContact
    return text
