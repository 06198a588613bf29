"""One lesson of one child, as the home page and the week show it.

Built in Python: a week of two children has seventy of them, and a template would cost as much as all the rest (design.md, Speed).
"""

from zvans.diary.enums import Change
from zvans.diary.queries.children import Child
from zvans.diary.queries.days import ChildLesson
from zvans.diary.queries.entries import GivenMark, NotedAbsence
from zvans.journal.enums import ValueKind
from zvans.journal.queries.columns import OUTSIDE
from zvans.web.diary.homework_html import Viewer, due_html, given_html
from zvans.web.diary.words import Words, clock
from zvans.web.shared.icons import icon
from zvans.web.shared.markup import escape
from zvans.web.shared.words import lesson_number


def lesson_html(lesson: ChildLesson, child: Child, viewer: Viewer) -> str:
    words = viewer.words
    return "".join(
        [
            f'<li class="lesson{_kind(lesson)}"><p class="lesson-when">{_number(lesson)} {_times(lesson)}</p>',
            f'<div class="lesson-what"><div class="lesson-head"><span class="subject">{escape(lesson.subject)}</span>',
            f' <span class="place">{_place(lesson.room, words)}</span>' if lesson.room else "",
            _change(lesson.change, words) if lesson.change else "",
            *[" " + mark_html(mark, words) for mark in lesson.marks],
            "</div>",
            f'<p class="lesson-text">{escape(lesson.topic)}</p>' if lesson.topic else "",
            *[absence_html(absence, words) for absence in lesson.absences],
            *[due_html(homework, child, viewer) for homework in lesson.due],
            *[given_html(homework, child, viewer) for homework in lesson.given],
            "</div></li>",
        ]
    )


def _number(lesson: ChildLesson) -> str:
    """A lesson outside of the day's lessons has words in the place of a number."""
    outside = lesson.number == OUTSIDE
    return f"<small>{escape(lesson_number(OUTSIDE))}</small>" if outside else f"<b>{lesson.number}.</b>"


def _kind(lesson: ChildLesson) -> str:
    if lesson.change is Change.CANCELLED:
        return " cancelled changed"
    return " changed" if lesson.change else ""


def _times(lesson: ChildLesson) -> str:
    if lesson.times is None:
        return ""
    start, end = lesson.times
    return f"{clock(start)}–{clock(end)}"


def _place(room: str, words: Words) -> str:
    """A bare number is a room's; «Sporta zāle» says itself what it is."""
    return f"{words.room} {escape(room)}" if room[0].isdigit() else escape(room)


def _change(change: Change, words: Words) -> str:
    named = {Change.CANCELLED: words.cancelled, Change.ROOM: words.other_room, Change.ADDED: words.added}
    return f' <span class="state changed">{icon("diamond")}{named[change]}</span>'


def mark_html(mark: GivenMark, words: Words) -> str:
    """A mark in full: of a corrected one («5|7») the first is crossed out and the last counts; a percent says how many points it is.

    State has a shape and a word: what is formative has a dotted edge, what is owed a broken one. Worth has neither shape nor colour.
    """
    if mark.kind == ValueKind.WORDS:
        word = words.formative_mark if mark.is_formative else words.mark
        return f'<span class="mark words"><span class="only-read">{word}</span> {escape(mark.text)}</span>'
    first, bar, last = mark.text.partition("|")
    shown = f"<span><s>{escape(first)}</s>|{escape(last)}</span>" if bar else escape(mark.text)
    if mark.kind == ValueKind.PERCENT and mark.points is not None:
        shown = f"<span>{shown} <small>= {mark.points}</small></span>"
    kind, word = "", words.mark
    if mark.kind == ValueKind.OWED:
        kind = " owed"
    elif mark.is_formative:
        kind, word = " formative", words.formative_mark
    return f'<span class="mark{kind}"><span class="only-read">{word}</span> {shown}</span>'


def absence_html(absence: NotedAbsence, words: Words, *, more: str = "") -> str:
    """The code with what it means at this school; `more` is HTML that ends the line."""
    late = f" {absence.minutes} {words.minutes}" if absence.minutes else ""
    code = f'<span class="mark code">{escape(absence.code)}{late}</span>'
    return f'<p class="absence">{code} {escape(absence.label or "")}{more}</p>'
