"""A journal as a grid."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.journal.queries.grid import grid_for
from zvans.journal.queries.journal import course_for
from zvans.journal.rules import can_view_journal, can_write_journal
from zvans.lib.dates import today
from zvans.schools.enums import ValueSystem
from zvans.schools.queries.course_groups import empty_course
from zvans.web.journal.did import did_in
from zvans.web.journal.grid_html import grid_table
from zvans.web.journal.legend import grid_legend
from zvans.web.journal.pupil_lines import LONGEST_TEXT
from zvans.web.journal.span import asked_span, span_links, term_span
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.schools.models import Course

_LONGEST = 20  # letters of a cell that holds no description


@require_safe
@guarded(door=Door.STAFF, load=course_for, rule=can_view_journal)
def show(request: HttpRequest, course: "Course") -> HttpResponse:
    is_closed = course.year.is_closed(today())
    can_write = not is_closed and can_write_journal(request.actor, course)  # type: ignore[attr-defined]
    span = asked_span(request.GET) or term_span(course, today())
    grid = grid_for(course, span.start, span.end)
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "longest": LONGEST_TEXT if course.value_system == ValueSystem.WORDS else _LONGEST,
        "nobody": None if grid.pupils else empty_course(course),
        "may_fill": course.school_id in actor.managed_ids,
        "did": did_in(request),
        "course": course,
        "grid": grid,
        "span": span,
        "links": span_links(course, span),
        "can_write": can_write,
        "is_closed": is_closed,
        "newest": next((column.key for column in reversed(grid.columns) if column.key.on <= today()), None),
        "legend": grid_legend(grid),
        "table": grid_table(grid, can_write=can_write, today=today()),
    }
    return render(request, "journal/grid.html", context)
