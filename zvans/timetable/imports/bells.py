"""The bell times of a file: they become the school's default when it has none; a school that has its own keeps them."""

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import BellPeriod, BellSchedule
from zvans.timetable.imports.draft import Draft

DEFAULT_NAME = "Parastās dienas"


def plan_bells(draft: Draft) -> None:
    school, periods = draft.frame.school, draft.contents.periods
    schedule = BellSchedule.objects.filter(school=school, is_default=True).first()
    if schedule is None:
        if periods:
            _ring(draft)
        return
    own = {p.number: (p.starts_at, p.ends_at) for p in BellPeriod.objects.filter(schedule=schedule)}
    for period in periods:
        if period.number in own:
            draft.report.say(Outcome.UNCHANGED, Kind.BELL, str(period.number), period.row)
    named = {period.number for period in periods}
    draft.report.leave(Kind.BELL, (str(number) for number in sorted(own.keys() - named)))
    differing = [str(p.number) for p in periods if own.get(p.number) != (p.starts_at, p.ends_at)]
    if differing:
        draft.report.note("bells_differ", _("Skolai ir savi zvanu laiki. Šīm stundām failā ir citi."), differing)


def _ring(draft: Draft) -> None:
    school = draft.frame.school
    schedule = BellSchedule(school=school, name=DEFAULT_NAME, is_default=True)
    draft.changes.add(schedule)
    for period in draft.contents.periods:
        draft.changes.add(
            BellPeriod(
                school=school,
                schedule=schedule,
                number=period.number,
                starts_at=period.starts_at,
                ends_at=period.ends_at,
            )
        )
        draft.report.say(Outcome.CREATED, Kind.BELL, str(period.number), period.row)
