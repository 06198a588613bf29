"""A plan in the making: what the file says, the dates it holds for, and what has been found to be done so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zvans.schools.actions.changes import Changes
from zvans.schools.imports.importer import Importer
from zvans.schools.imports.report import Report
from zvans.schools.models import Employment
from zvans.timetable.imports.contents import Contents
from zvans.timetable.imports.frame import Frame


@dataclass(frozen=True)
class Draft:
    contents: Contents
    frame: Frame
    choices: Mapping[tuple[str, str], int | None]  # what doubts were answered with, now and before
    changes: Changes = field(default_factory=Changes)
    report: Report = field(default_factory=Report)
    importer: Importer = field(default_factory=Importer)

    def may_appoint(self, teacher: Employment) -> bool:
        return teacher.person_id is None or teacher.person_id != self.importer.not_teacher
