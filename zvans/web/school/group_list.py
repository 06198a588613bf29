"""The list of what is parted into groups: classes, and groups that belong to no class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from zvans.lib.text import search_key
from zvans.schools.queries.group_proposals import is_of_girls_and_boys
from zvans.schools.queries.groups import Division, OwnGroup
from zvans.web.shared.listing import Column, Filter, Listing, State, Text

if TYPE_CHECKING:
    from zvans.schools.models import School

_LONGEST = 200  # all classes are divided at once: a school's divisions stand on one page
_NO_CLASS = 99  # after every grade


@dataclass(frozen=True, slots=True)
class Parted:
    """A division of a class, or a group of several classes. `state`: none, some, all are in a group; «» where there is nobody to part."""

    at: str
    class_name: str
    groups: str
    pupils: int
    left: int
    state: str
    place: tuple[int, str, str, str]
    to_divide: str = ""  # the division's key where it can be divided together with others
    by_sex: bool = False


def parted(school: "School", divisions: Sequence[Division], own: Sequence[OwnGroup]) -> list[Parted]:
    return [*(_of_class(school, division) for division in divisions), *(_of_several(school, group) for group in own)]


def _of_class(school: "School", division: Division) -> Parted:
    of, first = division.class_group, division.groups[0]
    names = [g.name if division.is_untouched else f"{g.name} ({size})" for g, size in division.sizes]
    path = {"school": school.code, "class_group": of.public_id, "group": division.key}
    can = division.is_untouched and bool(division.pupils) and len(division.groups) > 1
    return Parted(
        at=reverse("school:division", kwargs=path),
        class_name=of.name,
        groups=", ".join(names),
        pupils=len(division.pupils),
        left=len(division.left),
        state=_state(division),
        place=(of.grade or 0, of.sort_key, division.name, first.sort_key),
        to_divide=str(division.key) if can else "",
        by_sex=is_of_girls_and_boys(division),
    )


def _state(division: Division) -> str:
    if not division.pupils:
        return ""
    if division.is_untouched:
        return "none"
    return "some" if division.left else "all"


def _of_several(school: "School", own: OwnGroup) -> Parted:
    at = reverse("school:own_group", kwargs={"school": school.code, "own_group": own.group.pk})
    state = "all" if own.size else ""
    place = (_NO_CLASS, "", "", own.group.sort_key)
    return Parted(at, _("vairākas klases"), own.group.name, own.size, 0, state, place)


_STATES = {"none": State("missing", "open"), "some": State("missing", "half"), "all": State("done", "tick")}


def _left(row: Parted) -> Text | int:
    said: dict[str, Text | int] = {"none": _("neviens nav sadalīts"), "all": _("visi sadalīti"), "some": row.left}
    return said.get(row.state) or (_("klasē nav skolēnu") if row.place[0] < _NO_CLASS else _("grupā nav skolēnu"))


def _named(rows: Sequence[Parted], text: str) -> list[Parted]:
    wanted = search_key(text)
    return [row for row in rows if wanted in search_key(f"{row.class_name} {row.groups}")]


def listing(rows: Sequence[Parted]) -> Listing:
    columns = [
        Column("class", _("Klase"), lambda row: row.class_name, ("place",), link=lambda row: row.at, is_name=True),
        Column("groups", _("Grupas"), lambda row: row.groups, link=lambda row: row.at),
        Column("pupils", _("Skolēni"), lambda row: row.pupils, ("pupils",), kind="number"),
        Column(
            "left", _("Nevienā grupā"), _left, ("left",), state=lambda row: _STATES.get(row.state, State("", "info"))
        ),
    ]
    divide = Column(
        "division", _("Sadalīt"), lambda row: _("meitenes un zēni") if row.by_sex else _("pēc alfabēta"),
        tick=lambda row: row.to_divide,
    )  # fmt: skip
    states = [("none", _("neviens nav sadalīts")), ("some", _("daļa nav sadalīta")), ("all", _("visi sadalīti"))]
    return Listing(
        name=_("Grupas"),
        columns=[*columns, divide] if any(row.to_divide for row in rows) else columns,
        search=_named,
        filters=[Filter("state", _("Stāvoklis"), states, lambda rows, key: [row for row in rows if row.state == key])],
        size=_LONGEST,
    )
