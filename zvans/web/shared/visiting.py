"""Forms that anybody may send without signing in. Programs that fill in forms are held back without asking people a puzzle (A11)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.ways import came_from

_SALT = "zvans.visiting"
_FASTEST, _OLDEST = 3, 24 * 3600  # seconds between opening and sending
_LONGEST_PAGE, _LONGEST_BROWSER = 300, 300


class VisitorForm(forms.Form):
    """Carries when it was opened, signed, and a field that people do not see: whoever fills it in is suspect (`is_suspect`)."""

    homepage = forms.CharField(
        label=_("Šo lauku atstājiet tukšu"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = _opened_now()

    @property
    def is_suspect(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))

    def clean(self) -> dict[str, Any]:
        """What was typed stays; a form that is too old gets a new time, and can be sent as it is."""
        try:
            signing.loads(str(self.cleaned_data.get("opened", "")), salt=_SALT, max_age=_OLDEST)
        except signing.BadSignature:
            self._renew()
            self.add_error(None, _("Lapa bija atvērta ilgi. Viss ierakstītais ir saglabājies: nosūtiet vēlreiz."))
        else:
            if _is_younger(self.cleaned_data["opened"], _FASTEST):
                self.add_error(None, _("Tas bija ļoti ātri. Pagaidiet pāris sekundes un nosūtiet vēlreiz."))
        return self.cleaned_data

    def _renew(self) -> None:
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("opened")] = _opened_now()  # type: ignore[index]


def _opened_now() -> str:
    return signing.dumps("", salt=_SALT)


def _is_younger(opened: str, seconds: int) -> bool:
    try:
        signing.loads(opened, salt=_SALT, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True


def page_before(request: HttpRequest) -> str:
    """The path of the page that led to a form: as its link says, or as the browser does. Empty where it is none of ours."""
    return local_path(request.GET.get("from", "")) or local_path(came_from(request))


def local_path(address: str) -> str:
    """The path of an address here, without what it asks; empty where it leads elsewhere or would give a ticket's key away."""
    path = address.partition("?")[0].partition("#")[0]
    is_local = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path[:_LONGEST_PAGE] if is_local and not path.startswith("/contact/") and not urlsplit(path).netloc else ""


def told_of(request: HttpRequest, page: str) -> Mapping[str, str]:
    """What goes along with what somebody writes: from where, with what, in which language. Nothing of who it is."""
    return {
        "page": local_path(page),
        "browser": request.headers.get("User-Agent", "")[:_LONGEST_BROWSER],
        "language": get_language() or "",
    }
