"""One outcome for the whole class, as a form: for a phone, and where no script runs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.journal.actions.levels import LevelAnswer, LevelEdit
from zvans.journal.queries.outcomes import OutcomeRow, Outcomes
from zvans.web.shared.icons import icon
from zvans.web.shared.markup import escape

_BASE = re.compile(r"(\d{1,9})\.(.{0,4})")
EMPTY, ALL = "empty", "all"  # which places one level for everybody goes to


class OutcomeForm(forms.Form):
    """`stamp` is the revision that the writer saw."""

    text = forms.CharField(
        label=gettext_lazy("Kas jāsasniedz"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Ierakstiet, kas skolēnam jāsasniedz."),
            "max_length": gettext_lazy("Rezultāta tekstā var būt ne vairāk kā 300 zīmes."),
        },
    )
    stamp = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil's line: the level chosen, the base it goes with, what went wrong."""

    pupil_id: int
    name: str
    level: str
    base: str
    status: str = ""
    note: str = ""


def edits_in(page: Outcomes, row: OutcomeRow, sent: Mapping[str, str]) -> list[LevelEdit]:
    """The levels that a posted form changes. `fill` with `act` is one level for everybody, or where nothing was chosen."""
    edits = [_edit(row.outcome_id, pupil.pupil_id, sent) for pupil in page.pupils]
    return [edit for edit in edits if edit is not None]


def _edit(outcome: int, pupil: int, sent: Mapping[str, str]) -> LevelEdit | None:
    base = _BASE.fullmatch(sent.get(f"base-{pupil}", ""))
    if base is None:
        return None
    text = sent.get(f"level-{pupil}", "").replace("\x00", "").strip()[:20]
    act, fill = sent.get("act", ""), sent.get("fill", "").replace("\x00", "").strip()[:20]
    if act == ALL or (act == EMPTY and not text):
        text = fill
    return None if text == base[2] else LevelEdit(outcome, pupil, text, int(base[1]))


def lines_of(
    page: Outcomes, row: OutcomeRow, answers: Sequence[LevelAnswer] = (), edits: Sequence[LevelEdit] = ()
) -> list[Line]:
    """Each pupil who belongs to the journal now; after an attempt, with what was chosen and not taken."""
    troubles = {answer.pupil: answer for answer in answers if answer.status != "saved"}
    chosen = {edit.pupil: edit.text for edit in edits}
    found = []
    for pupil in page.pupils:
        level = page.level(pupil.pupil_id, row.outcome_id)
        trouble = troubles.get(pupil.pupil_id)
        base = f"{level.revision}.{level.text}"
        if not pupil.belongs_on(page.writable_on):
            continue
        if trouble is None:
            found.append(Line(pupil.pupil_id, pupil.name, level.text, base))
        else:
            found.append(Line(pupil.pupil_id, pupil.name, chosen[pupil.pupil_id], base, trouble.status, _note(trouble)))
    return found


def _note(trouble: LevelAnswer) -> str:
    if trouble.status != "conflict":
        return trouble.reason
    said = _("Tikmēr kāds cits te ierakstīja «%(text)s». Ja saglabāsiet, paliks Jūsu ieraksts.")
    return said % {"text": trouble.text}


def level_list(lines: Iterable[Line], levels: Sequence[str]) -> SafeString:
    """A choice of level for each pupil; the hidden base goes with it."""
    choices = [("", "·", escape(_("vēl nav vērtēts"))), *((level, escape(level), escape(level)) for level in levels)]
    return mark_safe("".join(_level_line(line, choices) for line in lines))  # noqa: S308 - every text in it is escaped where it enters


def _level_line(line: Line, choices: Sequence[tuple[str, str, str]]) -> str:
    key = line.pupil_id
    radios = "".join(
        f'<label><input type="radio" name="level-{key}" value="{escape(value)}" aria-label="{label}"'
        f"{' checked' if value == line.level else ''}><span>{text}</span></label>"
        for value, text, label in choices
    )
    note = f'<p class="error">{icon("attention")} {escape(line.note)}</p>' if line.note else ""
    return (
        f'<li data-pupil="{key}"{f" data-state={line.status}" if line.status else ""}>'
        f'<span class="pupil" id="pupil-{key}">{escape(line.name)}</span>'
        f'<span class="codes" role="radiogroup" aria-labelledby="pupil-{key}">{radios}</span>'
        f'<input type="hidden" name="base-{key}" value="{escape(line.base)}">{note}</li>'
    )
