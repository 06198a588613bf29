"""A school's own ways of marking: kinds of work with their weights, and the scale of percent. What held on a day goes on holding for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.models import Lesson, PercentScale, WorkKind
from zvans.journal.policies import check_bounds, check_kind_unused, check_kind_unused_after
from zvans.lib.dates import today
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, RefusedValues, stamp_of
from zvans.lib.text import search_key
from zvans.schools.actions.naming import locked, tidy
from zvans.schools.models import School, SchoolYear
from zvans.schools.models.dated import current

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KindValues:
    """What is entered about a kind of work."""

    name: str
    short_name: str
    weight: Decimal = Decimal(1)
    is_formative: bool = False


def kind_stamp(kind: WorkKind) -> str:
    return stamp_of(kind.name, kind.short_name, f"{kind.weight:.2f}", kind.is_formative, kind.starts_on, kind.ends_on)


def usual_kinds() -> list[KindValues]:
    """What a school without kinds of work may begin with; it is proposed, never entered by itself."""
    return [
        KindValues("pārbaudes darbs", "p.d.", Decimal(2)),
        KindValues("darbs stundā", "d.st.", Decimal(1)),
        KindValues("mājas darbs", "m.d.", Decimal("0.5")),
        KindValues("formatīvs vērtējums", "form.", Decimal(1), is_formative=True),
    ]


def add_kind(*, school: School, values: KindValues, starts_on: date, by: Actor) -> WorkKind:
    """A kind of work from a day on. Refused (`RefusedValues`) where the school has one of that name then."""
    with recorded("add_work_kind", by=by, schools=[school.pk], about=school):
        School.objects.select_for_update().get(pk=school.pk)
        return _new_kind(school.pk, values, starts_on)


def add_usual_kinds(*, school: School, starts_on: date, by: Actor) -> None:
    """The proposed kinds, those of a name that the school has already left out."""
    with recorded("add_usual_work_kinds", by=by, schools=[school.pk], about=school):
        School.objects.select_for_update().get(pk=school.pk)
        names = {search_key(name) for name in WorkKind.objects.filter(school=school).values_list("name", flat=True)}
        for values in usual_kinds():
            if search_key(values.name) not in names:
                _new_kind(school.pk, values, starts_on)


def change_kind(*, kind: WorkKind, values: KindValues, starts_on: date, stamp: str, by: Actor) -> WorkKind:
    """Another name at once; another weight, or formative otherwise, from a day on: the means of lessons before it stay.

    Lessons of that day and later go over to the new weight. `stamp` is that of the kind somebody saw (`kind_stamp`).
    """
    with recorded("change_work_kind", by=by, schools=[kind.school_id], about=kind):
        now = locked(WorkKind.objects.filter(school=kind.school_id), kind)
        _check_unchanged(now, stamp)
        counts_as_before = (now.weight, now.is_formative) == (values.weight, values.is_formative)
        if counts_as_before or starts_on <= now.starts_on:
            return _altered(now, values)
        _check_open(now, starts_on)
        if now.ends_on is not None and starts_on > now.ends_on:
            raise NotAcceptable("starts_on", _("Šis veids beidzas agrāk. Izvēlieties dienu, kurā tas vēl ir."))
        ends_on, now.ends_on = now.ends_on, starts_on - _DAY
        now.save(update_fields=["ends_on"])
        later = _new_kind(now.school_id, values, starts_on, ends_on)
        _lessons_from(now, starts_on).update(
            work_kind=later, is_formative=later.is_formative, revision=F("revision") + 1
        )
        return later


def end_kind(*, kind: WorkKind, ends_on: date, stamp: str, by: Actor) -> None:
    """Nobody chooses it after a day. Raises `NotAcceptable` where a later lesson has it, or where it begins later."""
    with recorded("end_work_kind", by=by, schools=[kind.school_id], about=kind, ends_on=ends_on.isoformat()):
        now = locked(WorkKind.objects.filter(school=kind.school_id), kind)
        _check_unchanged(now, stamp)
        if ends_on < now.starts_on:
            raise NotAcceptable("ends_on", _("Šis veids tad vēl nebija sācies. Izvēlieties vēlāku dienu."))
        check_kind_unused_after(_lessons_from(now, ends_on + _DAY).count())
        now.ends_on = ends_on
        now.save(update_fields=["ends_on"])


def remove_kind(*, kind: WorkKind, by: Actor) -> None:
    """Only one that no lesson has: a slip."""
    with recorded("remove_work_kind", by=by, schools=[kind.school_id], about=kind):
        now = locked(WorkKind.objects.filter(school=kind.school_id), kind)
        check_kind_unused(_lessons_from(now, now.starts_on).count())
        now.delete()


def set_scale(*, school: School, bounds: Sequence[Decimal | None], starts_on: date, by: Actor) -> PercentScale:
    """From a day on a percent becomes points by these lowest percents of 10, 9, … 1; marks given already keep what they came to.

    Another scale entered for the same day takes the place of the first. Raises `RefusedValues` at `bound_10` … `bound_1`.
    """
    checked = check_bounds(bounds)
    with recorded("set_percent_scale", by=by, schools=[school.pk], about=school, starts_on=starts_on.isoformat()):
        School.objects.select_for_update().get(pk=school.pk)
        ours = PercentScale.objects.filter(school=school)
        following = ours.filter(starts_on__gt=starts_on).order_by("starts_on").first()
        ours.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lt=starts_on).update(
            ends_on=starts_on - _DAY
        )
        ends_on = following.starts_on - _DAY if following else None
        scale, _is_new = ours.update_or_create(
            starts_on=starts_on, defaults={"school": school, "bounds": checked, "ends_on": ends_on}
        )
    return scale


def _new_kind(school: int, values: KindValues, starts_on: date, ends_on: date | None = None) -> WorkKind:
    name, short_name = tidy(values.name), tidy(values.short_name)
    _check_free(WorkKind.objects.filter(school=school).exclude(ends_on__lt=starts_on), name)
    return WorkKind.objects.create(
        school_id=school, name=name, short_name=short_name, weight=values.weight,
        is_formative=values.is_formative, starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip


def _altered(now: WorkKind, values: KindValues) -> WorkKind:
    now.name, now.short_name = tidy(values.name), tidy(values.short_name)
    _check_free(WorkKind.objects.filter(current(now.starts_on), school=now.school_id).exclude(pk=now.pk), now.name)
    if (now.weight, now.is_formative) != (values.weight, values.is_formative):
        _check_open(now, now.starts_on)
    if now.is_formative != values.is_formative:
        Lesson.objects.filter(work_kind=now).update(is_formative=values.is_formative, revision=F("revision") + 1)
    now.weight, now.is_formative = values.weight, values.is_formative
    now.save()
    return now


def _check_free(rows: QuerySet[WorkKind], name: str) -> None:
    taken = [row for row in rows.values_list("name", flat=True) if search_key(row) == search_key(name)]
    if taken:
        raise RefusedValues(name=_("«%(name)s» jau ir. Izvēlieties citu nosaukumu.") % {"name": taken[0]})


def _check_open(kind: WorkKind, starts_on: date) -> None:
    """A closed year's means stay: no lesson of one goes over to another weight."""
    years = _lessons_from(kind, starts_on).values("year")
    closed = SchoolYear.objects.filter(school=kind.school_id, pk__in=years, closed_on__lte=today()).first()
    if closed is not None:
        said = _("Mācību gads %(year)s ir slēgts, tajā svaru vairs nevar mainīt. Izvēlieties vēlāku dienu.")
        raise NotAcceptable("starts_on", said % {"year": closed.name})


def _lessons_from(kind: WorkKind, day: date) -> QuerySet[Lesson]:
    return Lesson.objects.filter(school=kind.school_id, work_kind=kind, on__gte=day)


def _check_unchanged(now: WorkKind, stamp: str) -> None:
    if stamp != kind_stamp(now):
        said = _(
            "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir: %(name)s (%(short)s), svars "
            "%(weight)s. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."
        )
        is_now = {"name": now.name, "short": now.short_name, "weight": f"{now.weight.normalize():f}".replace(".", ",")}
        raise ChangedMeanwhile(kind_stamp(now), **{"": said % is_now})
