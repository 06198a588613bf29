"""Lists of what is still to be entered, and of what was entered late."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zvans.journal.queries.late import LateEntry
from zvans.journal.queries.owed import ATTENDANCE, MARK, TOPIC, CourseLine, Owed, Owner
from zvans.lib.text import search_key, sort_key
from zvans.timetable.queries.plan import LessonKey
from zvans.web.journal.keys import cell_address, lesson_address
from zvans.web.shared.listing import Column, Filter, Listing, State
from zvans.web.shared.words import lesson_number

WHAT: dict[str, str | Promise] = {
    ATTENDANCE: gettext_lazy("klātbūtne"), TOPIC: gettext_lazy("tēma"), MARK: gettext_lazy("vērtējums (nv)"),
}  # fmt: skip
_LATE = "late"


@dataclass
class _Line:
    """One row: the attributes are what it is sorted and searched by."""

    course: CourseLine
    key: LessonKey
    owners: Sequence[Owner]
    order: int

    @property
    def on(self) -> date:
        return self.key.on

    @cached_property
    def subject_key(self) -> str:
        return sort_key(self.course.subject)

    @property
    def class_key(self) -> str:
        return self.course.name

    @property
    def teachers(self) -> str:
        return ", ".join(owner.name for owner in self.owners)

    @cached_property
    def teachers_key(self) -> str:
        return sort_key(self.teachers)


@dataclass
class OwedLine(_Line):
    owed: Owed

    @property
    def pupil_id(self) -> int | None:
        """Whose mark it is, where it is one."""
        return self.owed.pupil_id

    @property
    def what(self) -> str:
        return ", ".join(str(WHAT[name]) for name in self.owed.missing)

    @cached_property
    def pupil_key(self) -> str:
        return sort_key(self.owed.pupil)

    @property
    def says(self) -> str:
        """Until when, or since when it is late."""
        if not self.owed.late:
            return _("līdz %(day)s") % {"day": _day(self.owed.due_on)}
        late = ngettext("kavējas %(n)s dienu", "kavējas %(n)s dienas", self.owed.late) % {"n": self.owed.late}
        return _("%(late)s, kopš %(day)s") % {"late": late, "day": _day(self.owed.due_on)}

    @property
    def address(self) -> str:
        """Where it is entered: the lesson's part, or the cell of the grid."""
        if self.owed.is_mark:
            return cell_address(self.course.public_id, self.key, self.owed.pupil_id)
        return f"{lesson_address(self.course.public_id, self.key)}#{self.owed.missing[0]}"


@dataclass
class LateLine(_Line):
    entry: LateEntry

    @property
    def what(self) -> str:
        return str(WHAT[self.entry.late.what])

    @property
    def entered_on(self) -> date:
        return self.entry.late.entered_on

    @property
    def days(self) -> int:
        return self.entry.late.days

    @property
    def says(self) -> str:
        return late_words(self.entry.late.days)

    @property
    def address(self) -> str:
        return lesson_address(self.course.public_id, self.key)


def late_words(days: int) -> str:
    """«ierakstīta 3 dienas pēc termiņa»: school days."""
    return ngettext("ierakstīta %(n)s dienu pēc termiņa", "ierakstīta %(n)s dienas pēc termiņa", days) % {"n": days}


def owed_rows(entries: Iterable[Owed]) -> list[OwedLine]:
    return [OwedLine(owed.course, owed.key, owed.owners, order, owed) for order, owed in enumerate(entries)]


def late_rows(entries: Iterable[LateEntry]) -> list[LateLine]:
    return [LateLine(late.course, late.key, late.owners, order, late) for order, late in enumerate(entries)]


def owed_listing(rows: Iterable[OwedLine], *, several: bool) -> Listing:
    """`several`: with a column and a filter of teachers, for who sees those of several."""
    lines = list(rows)
    return Listing(
        name=gettext_lazy("Vēl jāieraksta"),
        columns=[
            Column(
                "due", gettext_lazy("Termiņš"), lambda line: line.says, ("order",),
                state=lambda line: State("missing", "attention") if line.owed.late else None,
            ),
            Column("what", gettext_lazy("Kas trūkst"), lambda line: line.what, ("what", "order"), lambda line: line.address, is_name=True),
            *_lesson_columns(),
            *([_teachers_column()] if several else []),
            Column("pupil", gettext_lazy("Skolēns"), lambda line: line.owed.pupil, ("pupil_key", "order")),
        ],
        search=_search(lambda line: f"{line.course.subject} {line.course.name} {line.teachers} {line.owed.pupil}"),
        filters=[
            Filter(
                "kind", gettext_lazy("Kas trūkst"),
                [*((name, label) for name, label in WHAT.items()), (_LATE, gettext_lazy("kavējas"))],
                lambda found, name: kept(found, lambda line: line.owed.late if name == _LATE else name in line.owed.missing),
                none=gettext_lazy("viss"),
            ),
            *_choices(lines, several=several),
            span_filter(),
        ],
    )  # fmt: skip


def late_listing(rows: Iterable[LateLine]) -> Listing:
    lines = list(rows)
    return Listing(
        name=gettext_lazy("Ierakstīts pēc termiņa"),
        columns=[
            Column("entered", gettext_lazy("Ierakstīts"), lambda line: line.entered_on, ("order",)),
            Column("what", gettext_lazy("Kas"), lambda line: line.what, ("what", "order"), lambda line: line.address, is_name=True),
            Column("late", gettext_lazy("Cik vēlu"), lambda line: line.says, ("days", "order"), state=_flag),
            *_lesson_columns(),
            _teachers_column(),
        ],
        search=_search(lambda line: f"{line.course.subject} {line.course.name} {line.teachers}"),
        filters=[*_choices(lines, several=True), span_filter()],
    )  # fmt: skip


def _flag(line: LateLine) -> State:
    return State("missing", "flag")


def _lesson_columns() -> list[Column]:
    return [
        Column(
            "on",
            gettext_lazy("Stunda"),
            lambda line: f"{_day(line.on)} {lesson_number(line.key.number)}",
            ("on", "order"),
        ),
        Column("subject", gettext_lazy("Priekšmets"), lambda line: line.course.subject, ("subject_key", "order")),
        Column("class", gettext_lazy("Klase"), lambda line: line.course.name, ("class_key", "order")),
    ]


def _teachers_column() -> Column:
    return Column("teacher", gettext_lazy("Skolotājs"), lambda line: line.teachers, ("teachers_key", "order"))


def _choices(lines: Sequence[_Line], *, several: bool) -> list[Filter]:
    subjects = sorted({line.course.subject for line in lines}, key=sort_key)
    classes = sorted({line.course.name for line in lines})
    teachers = sorted({owner[:2] for line in lines for owner in line.owners}, key=lambda owner: sort_key(owner[1]))
    found = [
        Filter(
            "subject", gettext_lazy("Priekšmets"), [(name, name) for name in subjects],
            lambda rows, name: kept(rows, lambda line: line.course.subject == name),
        ),
        Filter(
            "class", gettext_lazy("Klase"), [(name, name) for name in classes],
            lambda rows, name: kept(rows, lambda line: line.course.name == name), none=gettext_lazy("visas"),
        ),
    ]  # fmt: skip
    if several:
        owns: Callable[[Sequence[Any], str], list[Any]] = lambda rows, key: kept(  # noqa: E731
            rows, lambda line: any(owner.public_id == key for owner in line.owners)
        )
        found.append(Filter("teacher", gettext_lazy("Skolotājs"), teachers, owns))
    return found


def span_filter() -> Filter:
    """The term, or the whole year: which of them is read is the view's to say."""
    return Filter(
        "span",
        gettext_lazy("Laiks"),
        [("year", gettext_lazy("viss gads"))],
        lambda rows, _: rows,
        none=gettext_lazy("semestris"),
    )


def _search(text: Callable[..., str]) -> Callable[[Sequence[Any], str], list[Any]]:
    return lambda rows, query: kept(rows, lambda line: search_key(query) in search_key(text(line)))


def kept(rows: Iterable[Any], holds: Callable[[Any], bool]) -> list[Any]:
    return [row for row in rows if holds(row)]


def _day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}."
