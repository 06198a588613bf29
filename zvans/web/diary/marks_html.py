"""A child's marks, a line for each subject."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zvans.diary.queries.entries import GivenMark
from zvans.diary.queries.marks import SubjectMarks
from zvans.journal.enums import ValueKind
from zvans.web.diary.homework_html import Viewer
from zvans.web.diary.lesson_html import mark_kind
from zvans.web.diary.words import mark_html
from zvans.web.journal.words import day_month, decimal


def subjects_html(subjects: Sequence[SubjectMarks], viewer: Viewer) -> SafeString:
    return mark_safe("".join(_subject(line, viewer) for line in subjects))  # noqa: S308 - escaped where it is built


def _subject(line: SubjectMarks, viewer: Viewer) -> str:
    marks = "".join(f"<li>{_mark(mark, viewer)}</li>" for mark in line.marks)
    return f'<li class="subject-line"><h3>{escape(line.subject)}</h3><ol class="marks">{marks}</ol>{_mean(line)}{_owed(line)}</li>'


def _mark(mark: GivenMark, viewer: Viewer) -> str:
    """Each mark leads to its day, where the topic of the lesson stands."""
    shown = mark_html(mark.text, word=viewer.words.mark, more=mark_kind(mark))
    return f'<a href="{viewer.week}{mark.on}">{shown}<time datetime="{mark.on}">{day_month(mark.on)}</time></a>'


def _mean(line: SubjectMarks) -> str:
    if line.mean is None:
        return ""
    counted = _("skaitās %(count)s") % {"count": line.counted}
    return f'<p class="mean"><span class="only-read">{_("vidējais")} </span><b>{decimal(line.mean)}</b> <small>{counted}</small></p>'


def _owed(line: SubjectMarks) -> str:
    days = [day_month(mark.on) for mark in line.marks if mark.kind == ValueKind.OWED]
    return f'<p class="owed">{_("Vēl jānokārto")}: {", ".join(days)}</p>' if days else ""
