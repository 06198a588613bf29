"""A child's marks, a line for each subject."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zvans.diary.queries.entries import GivenMark
from zvans.diary.queries.marks import SubjectMarks
from zvans.diary.queries.outcomes import GivenLevel
from zvans.journal.enums import ValueKind
from zvans.web.diary.homework_html import Viewer
from zvans.web.diary.lesson_html import mark_html
from zvans.web.diary.words import Words
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month, decimal


def subjects_html(subjects: Sequence[SubjectMarks], viewer: Viewer) -> SafeString:
    return mark_safe("".join(_subject(line, viewer) for line in subjects))  # noqa: S308 - escaped where it is built


def _subject(line: SubjectMarks, viewer: Viewer) -> str:
    """Formative marks stand apart, below those that may count."""
    summative, formative = line.summative, line.formative
    counting = f'<ol class="marks">{_marks(summative, viewer)}</ol> ' if summative else ""
    head = _("Formatīvi")
    apart = f'<div class="formative-marks"><h4>{head}</h4> <ol class="marks">{_marks(formative, viewer)}</ol></div> '
    reached = f'<ul class="reached">{" ".join(map(_level, line.levels))}</ul> ' if line.levels else ""
    return (
        f'<li class="subject-line"><h3>{escape(line.subject)}</h3> {counting}{apart if formative else ""}{reached}'
        f"{_mean(line, viewer.words)} {_owed(line, viewer.words)}</li>"
    )


def _level(level: GivenLevel) -> str:
    said = _("vairs nevērtē")
    gone = f' <small class="muted">{said}</small>' if level.is_removed else ""
    return f'<li><span class="mark">{escape(level.level)}</span> <span>{escape(level.text)}{gone}</span></li>'


def _marks(marks: Sequence[GivenMark], viewer: Viewer) -> str:
    return " ".join(f"<li>{_mark(mark, viewer)}</li>" for mark in marks)


def _mark(mark: GivenMark, viewer: Viewer) -> str:
    """Each mark leads to its day, where the topic of the lesson stands; under it, for what kind of work it was given."""
    shown = mark_html(mark, viewer.words)
    work = f' <small class="work">{escape(mark.kind_short)}</small>' if mark.kind_short else ""
    return f'<a href="{viewer.week}{mark.on}">{shown} <time datetime="{mark.on}">{day_month(mark.on)}</time>{work}</a>'


def _mean(line: SubjectMarks, words: Words) -> str:
    if line.mean is None:
        return ""
    of = {"count": line.counted}
    counted = ngettext("no %(count)s vērtējuma", "no %(count)s vērtējumiem", line.counted) % of
    counted += ", " + _("svērtais") if line.is_weighted else ""
    mean = f'<span class="only-read">{words.mean}</span> <b>{decimal(line.mean)}</b>'
    return f'<p class="mean">{mean} <small>{counted}</small></p>'


def _owed(line: SubjectMarks, words: Words) -> str:
    days = [day_month(mark.on) for mark in line.marks if mark.kind == ValueKind.OWED]
    return f'<p class="owed">{words.owed}: {", ".join(days)}</p>' if days else ""
