"""A child's marks, a line for each subject."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from zvans.diary.queries.entries import GivenMark
from zvans.diary.queries.marks import SubjectMarks
from zvans.journal.enums import ValueKind
from zvans.web.diary.homework_html import Viewer
from zvans.web.diary.lesson_html import mark_html
from zvans.web.diary.words import Words
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month, decimal


def subjects_html(subjects: Sequence[SubjectMarks], viewer: Viewer) -> SafeString:
    return mark_safe("".join(_subject(line, viewer) for line in subjects))  # noqa: S308 - escaped where it is built


def _subject(line: SubjectMarks, viewer: Viewer) -> str:
    marks = " ".join(f"<li>{_mark(mark, viewer)}</li>" for mark in line.marks)
    return (
        f'<li class="subject-line"><h3>{escape(line.subject)}</h3> <ol class="marks">{marks}</ol> '
        f"{_mean(line, viewer.words)} {_owed(line, viewer.words)}</li>"
    )


def _mark(mark: GivenMark, viewer: Viewer) -> str:
    """Each mark leads to its day, where the topic of the lesson stands."""
    shown = mark_html(mark, viewer.words)
    return f'<a href="{viewer.week}{mark.on}">{shown} <time datetime="{mark.on}">{day_month(mark.on)}</time></a>'


def _mean(line: SubjectMarks, words: Words) -> str:
    if line.mean is None:
        return ""
    of = {"count": line.counted}
    counted = ngettext("no %(count)s vērtējuma", "no %(count)s vērtējumiem", line.counted) % of
    mean = f'<span class="only-read">{words.mean}</span> <b>{decimal(line.mean)}</b>'
    return f'<p class="mean">{mean} <small>{counted}</small></p>'


def _owed(line: SubjectMarks, words: Words) -> str:
    days = [day_month(mark.on) for mark in line.marks if mark.kind == ValueKind.OWED]
    return f'<p class="owed">{words.owed}: {", ".join(days)}</p>' if days else ""
