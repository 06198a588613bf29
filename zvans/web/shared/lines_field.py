from typing import Any

from django import forms


class LinesField(forms.CharField):
    """A text of several lines. Browsers send a line break as two letters and count it as one: so does this."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text
