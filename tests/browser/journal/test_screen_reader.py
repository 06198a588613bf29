"""What a screen reader is given: Chromium's own tree of the grid (WCAG 4.1.2, 4.1.3)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.test_keys import press, saved
from tests.browser.journal.test_saving import colleague_types
from tests.factories.small_school import SmallSchool

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]


def tree(page: Page) -> dict[str, Any]:
    """Chromium's accessibility nodes by id."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    return {node["nodeId"]: node for node in nodes}


def said(node: dict[str, Any]) -> tuple[str, str]:
    return node["role"]["value"], node.get("name", {}).get("value", "")


def prop(node: dict[str, Any], name: str) -> Any:
    return next((p["value"].get("value") for p in node["properties"] if p["name"] == name), None)


def focused(nodes: dict[str, Any]) -> dict[str, Any]:
    """The innermost node that has the focus: not the page."""
    return next(n for n in nodes.values() if n["role"]["value"] == "textbox" and prop(n, "focused"))


def above(nodes: dict[str, Any], node: dict[str, Any], role: str) -> dict[str, Any]:
    while node["role"]["value"] != role:
        node = nodes[node["parentId"]]
    return node


def test_a_cell_is_announced_with_pupil_lesson_state_and_reason(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "11", "Enter")
    expect(page.locator(".cell-note")).to_be_visible()
    press(page, "ArrowUp")
    nodes = tree(page)
    field = focused(nodes)
    assert said(field) == ("textbox", "Ābola Līga, 23.11. P 3")
    assert prop(field, "invalid") == "true"
    assert field["description"]["value"].startswith("Nav pieņemts. Te var rakstīt 1–10")
    row = above(nodes, field, "row")
    inside = [nodes[child]["role"]["value"] for child in row["childIds"] if child in nodes]
    assert (inside[0], set(inside[1:])) == ("rowheader", {"gridcell"})
    assert said(nodes[row["childIds"][0]]) == ("rowheader", "1 Ābola Līga")
    assert [prop(nodes[child], "readonly") for child in row["childIds"][-2:]] == [True, True]
    table = above(nodes, field, "grid")
    assert said(table) == ("grid", "Matemātika 9.b")
    heads = [said(n) for n in nodes.values() if n["role"]["value"] == "columnheader"]
    assert (heads[0], ("columnheader", "23.11. P 3") in heads) == (("columnheader", "Skolēns"), True)


def test_saving_is_spoken_of_without_chatter(grid: Grid, school: SmallSchool) -> None:
    """«Saved» once one pauses; what was refused, and what another wrote, as it comes."""
    page = grid()
    voice = page.locator("#save-voice")
    press(page, "7", "Enter", "8", "Enter")
    saved(page)
    assert voice.inner_text() == ""
    expect(voice).to_have_text("Viss saglabāts")
    colleague_types(school, "5", was="7", mark=1)
    press(page, "Control+Home", "6", "Enter")
    expect(voice).to_have_text("1 ieraksts jālabo")
    note = page.locator(".cell-note[role=status]")
    expect(note).to_contain_text("Tikmēr kāds cits te ierakstīja «5».")
    press(page, "ArrowUp")
    field = focused(tree(page))
    assert (said(field)[1], prop(field, "invalid")) == ("Ābola Līga, 23.11. P 3", "true")
    assert "Tikmēr kāds cits te ierakstīja «5»." in field["description"]["value"]
    press(page, "Enter")
    expect(page.get_by_role("button", name="Rakstīt manu «6»")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("td input")).to_be_focused()
