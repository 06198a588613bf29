"""Positions by hand: given, changed and ended one by one, with what they let their holder do."""

from collections.abc import Collection
from datetime import date
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind
from zvans.schools.models import Employment, Position
from zvans.schools.policies import (
    check_employee_unchanged,
    check_ends_after,
    check_ends_within,
    check_position_free,
    check_superuser_stays,
    check_works_on,
)
from zvans.schools.queries.staff import state_of


def give_post(
    *,
    employment: Employment,
    kind: str,
    title: str,
    permissions: Collection[Permission],
    starts_on: date,
    state: str,
    by: Actor,
) -> None:
    """Give an employee a position from a day on, until the employment ends. `permissions` come beside those of its kind.

    `state` is what the writer saw (`state_of`). Raises `NotAllowedNow` where it is another by now, `NotAcceptable` for a position
    that is held already and for a day outside the employment.
    """
    extra = sorted(frozenset(permissions) - PERMISSIONS[PositionKind(kind)])
    school = employment.school_id
    with recorded("give_position", by=by, schools=[school], about=employment, kind=kind, permissions=extra):
        now = locked(employment, state)
        check_works_on(now, starts_on, field="starts_on")
        check_position_free(now, kind, starts_on)
        changes = Changes()
        changes.add(
            Position(
                school_id=school, employment=now, kind=kind, title=title, permissions=extra, starts_on=starts_on,
                ends_on=now.ends_on,
            )
        )  # fmt: skip
        changes.write()
        _refresh(now)


def change_post(*, position: Position, title: str, permissions: Collection[Permission], state: str, by: Actor) -> None:
    """What a position is called and lets its holder do, from now on; what was before stays in the record."""
    extra = sorted(frozenset(permissions) - PERMISSIONS[PositionKind(position.kind)])
    details: dict[str, Any] = {"position": position.pk, "before": position.permissions, "after": extra}
    with recorded("change_position", by=by, schools=[position.school_id], about=position.employment, **details):
        now = locked(position.employment, state)
        changes = Changes()
        changes.alter(position, title=title, permissions=extra)
        changes.write()
        _refresh(now)


def end_post(*, position: Position, ends_on: date, state: str, by: Actor) -> None:
    """The last day of a position. Raises `NotAllowedNow` where the school would be left without a superuser."""
    details: dict[str, Any] = {"position": position.pk, "ends_on": ends_on.isoformat()}
    with recorded("end_position", by=by, schools=[position.school_id], about=position.employment, **details):
        now = locked(position.employment, state)
        check_ends_after(position.starts_on, ends_on)
        check_ends_within(now, ends_on)
        check_superuser_stays([position], ends_on)
        changes = Changes()
        changes.alter(position, ends_on=ends_on)
        changes.write()
        _refresh(now)


def locked(employment: Employment, state: str) -> Employment:
    """The employee as they stand, held until the action is done. Raises `NotAllowedNow` where somebody was quicker."""
    rows = Employment.objects.select_for_update(of=("self",)).select_related("person")
    now = rows.get(pk=employment.pk)
    check_employee_unchanged(state_of(now), state)
    return now


def _refresh(employment: Employment) -> None:
    if employment.person_id is not None:
        refresh_accounts([employment.person_id])
