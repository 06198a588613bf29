"""What was just done, said on the next page with a way to take it back: `?did=<action>` in its address, so a reload keeps it."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from zvans.journal.queries.done import UNDO, done_in_journal

_SAID: dict[str, str | Promise] = {
    "save_cells": _("Ieraksti saglabāti."), "write_lesson": _("Stunda saglabāta."), "save_lesson": _("Stunda saglabāta."),
    "confirm_attendance": _("Klātbūtne atzīmēta."), "add_column": _("Sleja pievienota."), "remove_column": _("Sleja noņemta."),
    "move_entries": _("Ieraksti pārcelti."), "cancel_lesson": _("Stunda atcelta."), "restore_lesson": _("Stunda atkal notiek."),
    UNDO: _("Atsaukts."),
}  # fmt: skip
_PARAMETER = "did"


@dataclass(frozen=True, slots=True)
class Did:
    """`undo` is the address that takes it back, empty where it can't be any more; `back` that of this page without the word."""

    text: str
    undo: str
    back: str


def did_in(request: HttpRequest) -> Did | None:
    """What the address says was done, if the account has done it. Only then does it cost statements: two."""
    asked = request.GET.get(_PARAMETER, "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        return None
    done = done_in_journal(request.actor, int(asked))  # type: ignore[attr-defined]
    if done is None:
        return None
    undo = reverse("journal:undo", args=[done.course, done.action]) if done.can_undo else ""
    return Did(str(_SAID[done.name]), undo, without_did(request.get_full_path()))


def without_did(address: str) -> str:
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    query.pop(_PARAMETER, None)
    return urlunsplit(("", "", parts.path, query.urlencode(), ""))


def lead_on(address: str, action: int) -> HttpResponseRedirect:
    """To a page of ours that says what was done."""
    base = without_did(address)
    return HttpResponseRedirect(f"{base}{'&' if '?' in base else '?'}{urlencode({_PARAMETER: action})}")


def asked_back(request: HttpRequest, default: str) -> str:
    """The page that a form came from (`back`), if it is one of ours."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else default


def undo_offer(course: str, name: str, action: int) -> dict[str, str]:
    """The same for a script: what its toast says, and the address that takes it back. `course` is the public id."""
    return {"said": str(_SAID[name]), "undo": reverse("journal:undo", args=[course, action])}
