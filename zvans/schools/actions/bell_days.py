"""Days that ring by another schedule than the usual one."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow, RefusedValues
from zvans.schools.models import BellDay, BellSchedule, SchoolYear
from zvans.schools.policies import check_year_open


def ring_otherwise(*, schedule: BellSchedule, starts_on: date, ends_on: date, by: Actor) -> BellDay:
    """Let the days from `starts_on` to `ends_on`, both included, ring by a schedule. Refused where another one is chosen for them."""
    school = schedule.school_id
    with recorded("ring_otherwise", by=by, schools=[school], about=schedule, starts_on=starts_on.isoformat()):
        list(BellSchedule.objects.select_for_update().filter(school=school))  # two at once can't choose for one day
        _check_days(school, starts_on, ends_on)
        return BellDay.objects.create(school_id=school, schedule=schedule, starts_on=starts_on, ends_on=ends_on)


def _check_days(school: int, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise RefusedValues(ends_on=_("Pēdējā diena ir pirms pirmās. Ierakstiet vēlāku datumu."))
    year = SchoolYear.objects.filter(school=school, starts_on__lte=starts_on, ends_on__gte=starts_on).first()
    if year is None:
        raise RefusedValues(starts_on=_("Šī diena nav nevienā mācību gadā. Ierakstiet mācību gada dienu."))
    check_year_open(year)
    if ends_on > year.ends_on:
        said = _("%(year)s mācību gads beidzas %(day)s Ierakstiet agrāku datumu.")
        raise RefusedValues(ends_on=said % {"year": year.name, "day": f"{year.ends_on:%d.%m.%Y.}"})
    taken = _chosen(school, starts_on, ends_on)
    if taken is not None:
        said = _("Šajās dienās jau zvana «%(name)s» (no %(first)s). Vispirms noņemiet to.")
        raise RefusedValues(starts_on=said % {"name": taken.schedule.name, "first": f"{taken.starts_on:%d.%m.%Y.}"})


def _chosen(school: int, starts_on: date, ends_on: date) -> BellDay | None:
    rows = BellDay.objects.filter(school=school, starts_on__lte=ends_on).exclude(ends_on__lt=starts_on)
    return rows.select_related("schedule").order_by("starts_on").first()


def ring_usually_again(*, day: BellDay, by: Actor) -> None:
    """Give days back to the usual bells. Those that are over rang as they rang: only the ones to come go."""
    on = today()
    with recorded("ring_usually_again", by=by, schools=[day.school_id], about=day):
        now = BellDay.objects.select_for_update().filter(school=day.school_id, pk=day.pk).first()
        if now is None:
            return
        if now.ends_on is not None and now.ends_on < on:
            raise NotAllowedNow(_("Šīs dienas jau ir pagājušas, tāpēc to zvanus vairs nevar mainīt."))
        if now.starts_on >= on:
            now.delete()
        else:
            now.ends_on = on - timedelta(days=1)
            now.save(update_fields=["ends_on"])


def keep_what_rang(usual: BellSchedule) -> list[BellDay]:
    """The days of the year, until yesterday, on which the usual bells rang: written down before others become the usual ones."""
    school, last = usual.school_id, today() - timedelta(days=1)
    year = SchoolYear.objects.filter(school=school, starts_on__lte=last, ends_on__gte=last).first()
    if year is None:
        return []
    chosen = BellDay.objects.filter(school=school, starts_on__lte=last).exclude(ends_on__lt=year.starts_on)
    first, rang = year.starts_on, []
    for day in chosen.order_by("starts_on"):
        if first < day.starts_on:
            rang.append((first, day.starts_on - timedelta(days=1)))
        first = max(first, (day.ends_on or last) + timedelta(days=1))
    if first <= last:
        rang.append((first, last))
    return [BellDay(school_id=school, schedule=usual, starts_on=start, ends_on=end) for start, end in rang]
