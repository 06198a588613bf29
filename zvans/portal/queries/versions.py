"""The versions of a post: who changed what and when, from what the triggers kept (A6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from zvans.accounts.models import Person
from zvans.audit.models import Action, Change
from zvans.portal.models import Post, Trip

_POST, _TRIP = Post._meta.db_table, Trip._meta.db_table
_ON_A_PAGE = 20
# Fields that say nothing to a reader of the history.
_OURS = {
    "id",
    "public_id",
    "search",
    "search_title",
    "revision",
    "created_at",
    "changed_at",
    "written_by_id",
    "post_id",
}
_STATE = {"state", "published_at", "pin"}  # which bringing a version back leaves as it is
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` is the name of a column; `of_trip` where it is one of what the catalogue says."""

    field: str
    before: Any
    after: Any
    of_trip: bool


@dataclass(frozen=True, slots=True)
class Version:
    """What one action made of a post. `who` is empty for the program itself; `how` is the name of the action."""

    action_id: int
    at: datetime
    who: str
    how: str
    differences: Sequence[Difference]
    has_text: bool  # whether it changed what bringing it back would bring back


def versions_of(post: Post, page: str | int = 1) -> tuple[list[Version], Page]:
    """One page of them, the newest first. Six statements."""
    found = _actions(post).get_page(page)
    actions = Action.objects.in_bulk(list(found.object_list))
    people = Person.objects.in_bulk({a.person_id for a in actions.values() if a.person_id})
    changes: dict[int, list[Change]] = {}
    for change in _changes(post).filter(action_id__in=list(found.object_list)).order_by("pk"):
        changes.setdefault(change.action_id, []).append(change)
    return [_version(key, changes[key], actions.get(key), people) for key in found.object_list], found


def post_as_after(post: Post, action_id: int) -> tuple[Row, Row | None] | None:
    """The columns of the post, and of its trip if it had one, as an action left them; nothing where it did not touch the post."""
    of_post = _last(Change.objects.filter(table=_POST, row_id=post.pk, action_id=action_id))
    if of_post is None:
        return None
    trips = Trip.objects.filter(post=post).values("pk")
    of_trip = _last(Change.objects.filter(table=_TRIP, row_id__in=trips, action_id__lte=action_id))
    return of_post, of_trip


def post_at_revision(post: Post, revision: int) -> tuple[Row, Row | None] | None:
    """The same as they were under a revision of the post."""
    own = Change.objects.filter(table=_POST, row_id=post.pk, after__revision=revision)
    action_id = own.order_by("-pk").values_list("action_id", flat=True).first()
    return post_as_after(post, action_id) if action_id is not None else None


def _last(changes: Any) -> Row | None:
    change = changes.exclude(after=None).order_by("-pk").first()
    return change.after if change else None


def _changes(post: Post) -> Any:
    own = Change.objects.filter(table=_POST, row_id=post.pk)
    trip = Trip.objects.filter(post=post).values_list("pk", flat=True).first()
    return own if trip is None else own | Change.objects.filter(table=_TRIP, row_id=trip)


def _actions(post: Post) -> Paginator:
    return Paginator(_changes(post).order_by("-action_id").values_list("action_id", flat=True).distinct(), _ON_A_PAGE)


def _version(key: int, changes: Sequence[Change], action: Action | None, people: Mapping[int, Person]) -> Version:
    person = people.get(action.person_id or 0) if action else None
    differences = [d for table in (_POST, _TRIP) for d in _differences([c for c in changes if c.table == table])]
    has_text = any(change.table == _POST for change in changes) and any(d.field not in _STATE for d in differences)
    who, how = f"{person.given_name} {person.family_name}" if person else "", action.name if action else ""
    return Version(key, changes[-1].at, who, how, differences, has_text)


def _differences(changes: Sequence[Change]) -> Iterator[Difference]:
    """Between the row before the first and after the last of an action's writes to it."""
    if not changes:
        return
    before, after = changes[0].before or {}, changes[-1].after or {}
    for field in after:
        was, now = before.get(field), after[field]
        if field not in _OURS and (was or None) != (now or None):
            yield Difference(field, was, now, changes[0].table == _TRIP)
