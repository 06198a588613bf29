"""The bell schedules of a school."""

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, RefusedValues
from zvans.schools.actions.bell_days import keep_what_rang
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.naming import check_free, one_of_a_name, tidy
from zvans.schools.actions.rings import Entered, check_rings, in_words, shortened
from zvans.schools.models import BellPeriod, BellSchedule, School
from zvans.schools.policies import check_bells_removable
from zvans.schools.queries.bells import Bells, Ring, bells_now


def add_bells(*, school: School, name: str, entered: Sequence[Entered], by: Actor) -> BellSchedule:
    """A schedule more. A school's first is its usual one. Refused (`RefusedValues`) at the field `starts_3`, `ends_3` or `name`."""
    name, schedules = tidy(name), BellSchedule.objects.filter(school=school)
    rings = check_rings(entered)
    with one_of_a_name(name), recorded("add_bells", by=by, schools=[school.pk], about=school):
        check_free(schedules, name)
        schedule = BellSchedule(school=school, name=name, is_default=not schedules.filter(is_default=True).exists())
        changes = Changes()
        changes.add(schedule)
        changes.add(*(_period(schedule, ring) for ring in rings))
        changes.write()
    return schedule


def change_bells(
    *, schedule: BellSchedule, name: str, entered: Sequence[Entered], stamp: str, by: Actor
) -> BellSchedule:
    """Give a schedule another name or other times. `stamp` is that of the schedule somebody saw (`Bells.stamp`)."""
    name, rings = tidy(name), check_rings(entered)
    with one_of_a_name(name), recorded("change_bells", by=by, schools=[schedule.school_id], about=schedule):
        now = _as_it_stands(schedule)
        _check_unchanged(now, name, rings, stamp)
        check_free(BellSchedule.objects.filter(school=schedule.school_id), name, but=schedule.pk)
        changes = Changes()
        if now.schedule.name != name:
            changes.alter(now.schedule, name=name)
        _ring_at(changes, now.schedule, rings)
        changes.write()
    return now.schedule


def copy_shortened(*, schedule: BellSchedule, name: str, minutes: int, by: Actor) -> BellSchedule:
    """A copy of a schedule with lessons of `minutes` minutes and the breaks as they are; the first lesson begins when it always does."""
    with recorded("copy_shortened_bells", by=by, schools=[schedule.school_id], about=schedule, minutes=minutes):
        rings = shortened(_as_it_stands(schedule).rings, minutes)
        return add_bells(school=schedule.school, name=name, entered=[Entered(*ring) for ring in rings], by=by)


def ring_usually(*, schedule: BellSchedule, by: Actor) -> None:
    """Make a schedule the usual one from today on, in the place of whichever was: days that are over keep the bells that rang."""
    with recorded("ring_usually", by=by, schools=[schedule.school_id], about=schedule):
        list(BellSchedule.objects.select_for_update().filter(school=schedule.school_id))
        now = _as_it_stands(schedule).schedule
        changes = Changes()
        for usual in BellSchedule.objects.filter(school=schedule.school_id, is_default=True).exclude(pk=now.pk):
            changes.alter(usual, is_default=False)
            changes.add(*keep_what_rang(usual))
        changes.write()
        now.is_default = True
        now.save(update_fields=["is_default"])


def remove_bells(*, schedule: BellSchedule, by: Actor) -> None:
    """Only a schedule by which no day rings."""
    with recorded("remove_bells", by=by, schools=[schedule.school_id], about=schedule):
        now = _as_it_stands(schedule).schedule
        check_bells_removable(now)
        now.delete()


def _as_it_stands(schedule: BellSchedule) -> Bells:
    now = bells_now(schedule)
    if now is None:
        raise RefusedValues(**{"": _("Kamēr Jūs labojāt, kāds cits to noņēma. Atveriet sarakstu vēlreiz.")})
    return now


def _period(schedule: BellSchedule, ring: Ring) -> BellPeriod:
    return BellPeriod(school_id=schedule.school_id, schedule=schedule, **ring._asdict())


def _ring_at(changes: Changes, schedule: BellSchedule, rings: Sequence[Ring]) -> None:
    held = {period.number: period for period in BellPeriod.objects.filter(schedule=schedule)}
    wanted = {ring.number: ring for ring in rings}
    changes.remove(period for number, period in held.items() if number not in wanted)
    for number, ring in wanted.items():
        if number not in held:
            changes.add(_period(schedule, ring))
        elif (held[number].starts_at, held[number].ends_at) != (ring.starts_at, ring.ends_at):
            changes.alter(held[number], starts_at=ring.starts_at, ends_at=ring.ends_at)


def _check_unchanged(now: Bells, name: str, rings: Sequence[Ring], stamp: str) -> None:
    """Refuse to overwrite what somebody else changed since `stamp`; each field says what stands there now."""
    if stamp == now.stamp:
        return
    said = {"": _("Kamēr Jūs labojāt, kāds cits mainīja šos zvanus. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.")}
    if now.schedule.name != name:
        said["name"] = _("Tagad te ir «%(now)s».") % {"now": now.schedule.name}
    mine, theirs = {ring.number: ring for ring in rings}, {ring.number: ring for ring in now.rings}
    for number in sorted(mine.keys() | theirs.keys()):
        if mine.get(number) != theirs.get(number):
            said[f"starts_{number}"] = _is_now(theirs.get(number))
    raise ChangedMeanwhile(now.stamp, **said)


def _is_now(ring: Ring | None) -> str:
    if ring is None:
        return _("Tagad te nav stundas.")
    return _("Tagad te ir %(starts)s–%(ends)s.") % {"starts": _clock(ring.starts_at), "ends": _clock(ring.ends_at)}


def _clock(at: time) -> str:
    return in_words(at)
