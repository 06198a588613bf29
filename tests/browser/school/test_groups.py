"""A class of thirty is parted into groups by keyboard (D2, K2)."""

from typing import Any

import pytest

from tests.browser.journal.conftest import Desk
from tests.browser.journal.test_look import faults
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from zvans.schools.models import StudyGroup, StudyGroupMember

pytestmark = pytest.mark.browser


@pytest.fixture
def address(school: SmallSchool) -> str:
    own: dict[str, Any] = {"school": school.school, "year": school.made.year, "class_group": school.class_9b.group}
    with inside(school.made):
        first = StudyGroup.objects.create(name="1. grupa", division="1", **own)
        StudyGroup.objects.create(name="2. grupa", division="1", **own)
    return f"/school/alfa/groups/{school.class_9b.group.public_id}/{first.pk}/"


def sizes(school: SmallSchool) -> dict[str, int]:
    with inside(school.made):
        names = list(StudyGroupMember.objects.filter(group__division="1").values_list("group__name", flat=True))
    return {name: names.count(name) for name in sorted(set(names))}


def test_thirty_pupils_in_few_keys(desk: Desk, school: SmallSchool, address: str) -> None:
    page = desk(address, "superuser")
    page.locator(".seats tbody [type=radio]:checked").first.focus()
    for _ in range(9):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("2")
    assert page.locator(".seats thead output").all_inner_texts() == ["0", "10", "20"]
    page.keyboard.press("ArrowDown")
    for _ in range(19):
        page.keyboard.press("1")
    page.keyboard.press("0")
    page.keyboard.press("9")
    assert page.locator(".seats thead output").all_inner_texts() == ["19", "10", "1"]
    page.keyboard.press("1")
    page.get_by_role("button", name="Saglabāt").click()
    page.locator(".state.done", has_text="Mainīti skolēni: 30").wait_for()
    assert sizes(school) == {"1. grupa": 20, "2. grupa": 10}


def test_by_alphabet_in_two_presses_without_a_script(desk: Desk, school: SmallSchool, address: str) -> None:
    page = desk(address, "superuser", java_script_enabled=False)
    page.get_by_role("link", name="Vienādās daļās pēc alfabēta").click()
    page.get_by_role("button", name="Saglabāt").click()
    assert page.locator(".state.done").inner_text() == "Saglabāts. Mainīti skolēni: 30"
    assert sizes(school) == {"1. grupa": 15, "2. grupa": 15}


@pytest.mark.parametrize(("theme", "width", "touch", "least"), [("dark", 360, True, 44), ("light", 1280, False, 24)])
def test_axe_finds_nothing_and_everything_can_be_hit(
    desk: Desk,
    site: str,
    address: str,
    theme: str,
    width: int,
    touch: bool,
    least: int,
) -> None:
    page = desk("/school/alfa/groups/", "superuser", width=width, theme=theme, touch=touch, is_mobile=touch)
    wrong = {}
    for place in ("/school/alfa/groups/", address, f"{address}?propose=sexes", "/school/alfa/groups/new/"):
        page.goto(site + place)
        if found := faults(page, width, least):
            wrong[place] = found
    assert wrong == {}
