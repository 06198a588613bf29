"""What importing a timetable file would do to a school: everything is decided here, and nothing is written."""

from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.changes import Changes
from zvans.schools.enums import ImportKind
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import Importer
from zvans.schools.imports.report import Report
from zvans.schools.models import School
from zvans.schools.queries.imports import choices_of
from zvans.timetable.imports.bells import plan_bells
from zvans.timetable.imports.catalogue import Catalogue, catalogue_of
from zvans.timetable.imports.contents import Contents, LessonEntry
from zvans.timetable.imports.courses import courses_of
from zvans.timetable.imports.draft import Draft
from zvans.timetable.imports.frame import frame_for
from zvans.timetable.imports.timetables import plan_timetables


def plan_import(contents: Contents, school: School, dates: Dates, importer: Importer) -> Draft:
    """The school's rows are in sight. Raises `NotAllowedNow` where the file and the school's year don't go together."""
    changes, report = Changes(), Report(lines=list(contents.refused))
    choices = choices_of(school, ImportKind.TIMETABLE)
    draft = Draft(contents, frame_for(school, dates, changes, report), choices, changes, report, importer)
    report.expect(contents.size)
    plan_bells(draft)
    report.advance(len(contents.periods))
    catalogue = catalogue_of(draft)
    courses = courses_of(draft, catalogue)
    report.advance(len(contents.lessons))
    plan_timetables(draft, courses, catalogue.rooms)
    report.advance(len(contents.cards))
    _note_weeks(draft)
    _note_incomplete(draft, catalogue)
    return draft


def _note_weeks(draft: Draft) -> None:
    """Where lessons alternate, the file does not say which week is the first: the reader is told which one we take (D4)."""
    contents = draft.contents
    whole = (1 << contents.weeks_in_cycle) - 1
    if all(card.weeks == whole for card in contents.cards):
        return
    said = _(
        "Stundas failā atkārtojas ik pēc %(weeks)s nedēļām. Pirmā ir nedēļa, kurā sākas mācību gads "
        "(%(day)s); tālāk nedēļas mijas pēc kalendāra, arī brīvlaikos."
    )
    values = {"weeks": contents.weeks_in_cycle, "day": f"{draft.frame.year.starts_on:%d.%m.%Y.}"}
    draft.report.note("weeks_alternate", said % values)


def _note_incomplete(draft: Draft, catalogue: Catalogue) -> None:
    """What was kept though something is missing in it."""
    contents, report = draft.contents, draft.report
    placed = {card.lesson_key for card in contents.cards}
    notes = [
        ("unplaced_lesson", _("Stundas, kas nav ieliktas sarakstā: paliek kā žurnāli bez laika."),
         _named([lesson for lesson in contents.lessons if lesson.key not in placed])),
        ("lesson_without_teacher", _("Stundas bez skolotāja: paliek kā žurnāli bez skolotāja."),
         _named([lesson for lesson in contents.lessons if not lesson.teacher_keys])),
        ("lesson_without_class", _("Stundas bez klases: tās redz tikai skolotājs."),
         _named([lesson for lesson in contents.lessons if not lesson.class_keys and not lesson.group_keys])),
        ("teacher_without_person", _("Skolotāji, kuri neatbilst nevienam skolas darbiniekam: sarakstā paliek ar vārdu."),
         sorted({row.name for row in catalogue.teachers.values() if row.person_id is None})),
    ]  # fmt: skip
    for code, text, names in notes:
        if names:
            report.note(code, text, names)


def _named(lessons: list[LessonEntry]) -> list[str]:
    return [f"{lesson.row}: {lesson.name}" for lesson in lessons]
