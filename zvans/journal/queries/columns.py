"""What a teacher chooses from for a column of one's own, and for moving what stands in a wrong one."""

from dataclasses import dataclass
from datetime import date, timedelta

from zvans.journal.queries.cells import Cell, cell_at, cells_of
from zvans.journal.queries.grid import Column, ask_columns
from zvans.journal.queries.journal import Member, ask_members
from zvans.journal.queries.lesson import LessonPage
from zvans.lib.database.compiled import together
from zvans.lib.dates import today
from zvans.timetable.queries.plan import LessonKey

OUTSIDE = 99  # the number of a lesson outside of the day's lessons: it has none, and stands after them all
_AROUND = timedelta(days=45)


def columns_near(page: LessonPage) -> list[Column]:
    """Lessons of the journal to which entries of this one may go: held, within six weeks, the nearest days in order."""
    found = ask_columns(page.course, page.key.on - _AROUND, min(page.key.on + _AROUND, today()))()
    return [column for column in found if column.key != page.key and not column.is_cancelled]


@dataclass(frozen=True, slots=True)
class Move:
    """What of a pupil's cell would go to the other lesson: `text`, and `there` what stands there already; `stays` says why it stays."""

    pupil_id: int
    name: str
    text: str
    there: str
    belongs: bool

    @property
    def goes(self) -> bool:
        return self.belongs and not self.there


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells of two lessons of one journal, pupil by pupil."""

    moves: tuple[Move, ...]
    source: dict[int, Cell]
    target: dict[int, Cell]


def move_plan(page: LessonPage, target: LessonKey, target_id: int | None) -> Plan:
    """What would move from a lesson to another one of its journal. Three statements."""
    days = sorted([page.key.on, target.on])
    with together():
        asked = ask_members(page.course.pk, days[0], days[1])
    cells, members = cells_of(page.course.pk, days[0], days[1]), asked()
    source = {member.pupil_id: cell_at(cells, member.pupil_id, page.lesson_id) for member in members}
    there = {member.pupil_id: cell_at(cells, member.pupil_id, target_id) for member in members}
    moves = [_move(member, source, there, target.on) for member in members if source[member.pupil_id].text]
    return Plan(tuple(moves), source, there)


def _move(member: Member, source: dict[int, Cell], there: dict[int, Cell], on: date) -> Move:
    key = member.pupil_id
    return Move(key, member.name, source[key].text, there[key].text, member.belongs_on(on))
