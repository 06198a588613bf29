"""How a class may be parted: proposals that nobody has to take. Each is pupil → group; who is not in it is left where they are."""

from collections.abc import Callable
from datetime import date

from zvans.accounts.enums import Sex
from zvans.lib.text import search_key
from zvans.schools.models import StudyGroup, StudyGroupMember
from zvans.schools.queries.groups import Division

Seats = dict[int, int]

# How schools call the groups of girls and of boys, by the first letters.
_CALLED = {Sex.FEMALE: ("meit", "siev", "girl"), Sex.MALE: ("zen", "puis", "vir", "boy")}


def by_alphabet(division: Division) -> Seats:
    """Equal parts of the class list; the first ones have one more where it does not come out even."""
    share, more = divmod(len(division.pupils), len(division.groups))
    found: Seats = {}
    start = 0
    for place, group in enumerate(division.groups):
        end = start + share + (place < more)
        found |= {pupil.pk: group.pk for pupil in division.pupils[start:end]}
        start = end
    return found


def by_sex(division: Division) -> Seats:
    """Girls and boys, by what the groups are called, else girls first. Nobody's sex is guessed."""
    groups = groups_by_sex(division)
    return {pupil.pk: groups[pupil.sex].pk for pupil in division.pupils if pupil.sex in groups}


def without_sex(division: Division) -> list[str]:
    """Who can't be put among girls or boys, by the name in the register."""
    return [pupil.register_name for pupil in division.pupils if not pupil.sex]


def groups_by_sex(division: Division) -> dict[str, StudyGroup]:
    if len(division.groups) != 2:
        return {}
    first, second = division.groups
    is_turned = _is_called(first, Sex.MALE) or _is_called(second, Sex.FEMALE)
    girls, boys = (second, first) if is_turned else (first, second)
    return {Sex.FEMALE: girls, Sex.MALE: boys}


def is_of_girls_and_boys(division: Division) -> bool:
    """Whether the names of the groups say so."""
    return len(division.groups) == 2 and any(_is_called(group, sex) for group in division.groups for sex in Sex)


def _is_called(group: StudyGroup, sex: str) -> bool:
    return search_key(group.name).startswith(_CALLED[Sex(sex)])


def as_last_year(division: Division) -> Seats:
    """The pupils as they were in groups of the same names and the same division the year before, in whatever class. One statement."""
    year = division.class_group.year
    names = {group.name: group.pk for group in division.groups}
    rows = StudyGroupMember.objects.filter(
        school=year.school_id, group__division=division.name, group__name__in=names, group__is_whole_class=False,
        group__year__starts_on__lt=year.starts_on, pupil__in=division.pupils,
    )  # fmt: skip
    found: dict[int, tuple[date, int]] = {}
    for row in rows.order_by("group__year__starts_on", "starts_on", "pk").select_related("group"):
        found[row.pupil_id] = row.starts_on, names[row.group.name]
    return {pupil: group for pupil, (_, group) in found.items()}


def for_division(division: Division) -> Seats:
    """What fits by the names of the groups: girls and boys, else equal parts of the list."""
    return by_sex(division) if is_of_girls_and_boys(division) else by_alphabet(division)


PROPOSALS: dict[str, Callable[[Division], Seats]] = {
    "halves": by_alphabet,
    "sexes": by_sex,
    "last-year": as_last_year,
    "clear": lambda division: {},
}
