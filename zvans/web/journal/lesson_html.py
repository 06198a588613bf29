"""The lists of pupils on the lesson's screen, built as text: thirty lines with a choice of six each are slow in a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zvans.journal.queries.journal import Code
from zvans.journal.queries.lesson import LessonPage, PupilLine
from zvans.schools.enums import ValueSystem
from zvans.web.journal.lesson_saving import Outcome
from zvans.web.journal.pupil_lines import LONGEST_MARK, CellParts, parts_of
from zvans.web.shared.icons import icon
from zvans.web.shared.markup import escape


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil's line: what its fields show, what the server last had («base»), and what went wrong with it."""

    pupil_id: int
    name: str
    parts: CellParts
    base: str
    status: str = ""
    note: str = ""
    points: int | None = None  # of a percent


def lines_of(page: LessonPage, outcome: Outcome | None = None) -> list[Line]:
    """Each pupil's line; after an attempt to save, with what was typed and not taken."""
    codes = {code.code.lower() for code in page.absence_codes}
    return [_line(line, codes, outcome) for line in page.pupils]


def _line(line: PupilLine, codes: set[str], outcome: Outcome | None) -> Line:
    cell = line.cell
    base = f"{cell.mark}.{cell.absence}.{cell.text}"
    answer = outcome.answers.get(line.pupil_id) if outcome else None
    if outcome is None or answer is None or answer.status == "saved":
        return Line(line.pupil_id, line.name, parts_of(cell.text, codes), base, points=cell.points)
    note = answer.reason
    if answer.status == "conflict":
        note = _("Tikmēr kāds cits te ierakstīja «%(text)s». Ja saglabāsiet, paliks Jūsu ieraksts.") % {
            "text": answer.text
        }
    typed = outcome.edits[line.pupil_id].text
    return Line(line.pupil_id, line.name, parts_of(typed, codes), base, answer.status, note)


def attendance_list(lines: Iterable[Line], codes: Sequence[Code]) -> SafeString:
    """Who is not here: one choice for each pupil, «here» unless said otherwise; the hidden base goes with it."""
    choices = [("", escape(_("ir")), escape(_("ir stundā")), "")] + [
        (escape(c.code.lower()), escape(c.code.lower()), escape(c.label), " data-late" if c.is_late else "")
        for c in codes
    ]
    minutes, short = escape(_("Cik minūtes nokavēja")), escape(_("min"))
    rows = (_attendance_line(line, choices, minutes, short) for line in lines)
    return mark_safe("".join(rows))  # noqa: S308 - every text in it is escaped where it enters


def _attendance_line(line: Line, choices: Sequence[tuple[str, str, str, str]], minutes: str, minutes_short: str) -> str:
    key, name = line.pupil_id, escape(line.name)
    radios = "".join(
        f'<label><input type="radio" name="code-{key}" value="{value}" aria-label="{text}, {label}"{late}'
        f"{' checked' if value == escape(line.parts.code) else ''}><span>{text}</span></label>"
        for value, text, label, late in choices
    )
    return (
        f'<li data-pupil="{key}"><span class="pupil" id="pupil-{key}">{name}</span>'
        f'<span class="codes" role="radiogroup" aria-labelledby="pupil-{key}">{radios}</span>'
        f'<input class="input minutes" name="minutes-{key}" value="{escape(line.parts.minutes)}" inputmode="numeric" '
        f'maxlength="3" autocomplete="off" placeholder="{minutes_short}" aria-label="{minutes}, {name}">'
        f'<input type="hidden" name="base-{key}" value="{escape(line.base)}"></li>'
    )


def mark_list(lines: Iterable[Line], system: str) -> SafeString:
    """A field for each pupil's mark; under it, why it was not taken, or what a percent counts as."""
    is_words = system == ValueSystem.WORDS
    return mark_safe("".join(_mark_line(line, is_words) for line in lines))  # noqa: S308 - every text in it is escaped where it enters


def _mark_line(line: Line, is_words: bool) -> str:
    key = line.pupil_id
    wrong = f' aria-invalid="true" aria-describedby="note-{key}"' if line.status else ""
    note = f"{icon('attention')} {escape(line.note)}" if line.note else ""
    points = _("balles: %(points)s") % {"points": line.points} if line.points is not None else ""
    return (
        f'<li data-pupil="{key}"{f" data-state={line.status}" if line.status else ""}>'
        f'<label for="mark-{key}" class="pupil">{escape(line.name)}</label>'
        f'<span class="absent">{escape(line.parts.code + line.parts.minutes)}</span>'
        f"{_mark_field(line, is_words, wrong)}"
        f'<span class="points">{escape(points)}</span>'
        f'<p class="error" id="note-{key}">{note}</p></li>'
    )


def _mark_field(line: Line, is_words: bool, wrong: str) -> str:
    """A description is seen whole, a mark needs one line."""
    key, text = line.pupil_id, escape(line.parts.mark)
    same = f'class="input" id="mark-{key}" name="mark-{key}" autocomplete="off" autocapitalize="off" enterkeyhint="next"{wrong}'
    if is_words:
        return f'<textarea {same} rows="2" maxlength="{LONGEST_MARK}">{text}</textarea>'
    return f'<input {same} value="{text}" maxlength="20" spellcheck="false">'
