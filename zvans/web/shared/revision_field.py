"""From which revision of a thing a form was begun: whoever is second is told (`ChangedMeanwhile`)."""

from typing import Any

from django import forms

_LONGEST = 9  # digits


class RevisionField(forms.Field):
    """Hidden. What is no number is the revision of nothing: it is told what stands there now, as to somebody who comes late."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
