"""The rows of a report of an import: sorted, found and taken as a file, of what the figures chose (D1–D5, S71)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.statements import statements_of
from tests.web.school.importing import BAD, JANIS, MOTHER, TEACHER, Desk
from tests.web.school.test_imports import with_right
from zvans.audit.models import Action
from zvans.schools.enums import Permission

LINES = [
    "skolēns;Zane;Zīle;320000-00001;9.b;;;",
    "skolēns;Anna;Cielava;320000-00002;9.b;;;",
    "skolēns;Rita;Čiekure;320000-00003;9.b;;;",
]
PUPILS = "?outcome=created&kind=pupil"


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def handed_in(desk: Desk, *lines: str) -> str:
    address = desk.hand_in(*lines)
    do_jobs()
    return address


def names(desk: Desk, address: str) -> list[str]:
    return [name for row in desk.rows(address) for name in ("Cielava", "Čiekure", "Zīle") if name in row[2]]


def test_the_rows_stand_as_in_the_file_and_are_sorted_in_latvian(desk: Desk) -> None:
    address = f"{handed_in(desk, *LINES)}{PUPILS}"
    assert names(desk, address) == ["Zīle", "Cielava", "Čiekure"]
    assert names(desk, f"{address}&sort=-row") == ["Čiekure", "Cielava", "Zīle"]
    turned = names(desk, f"{address}&sort=-name")
    assert (names(desk, f"{address}&sort=name"), turned) == (turned[::-1], turned)
    sorts = desk.look(address).one("table", "import-rows").one("thead").links()
    assert sorts[-1] == ("Nosaukums", f"{PUPILS}&sort=name#rows")


def test_found_among_those_that_the_figures_chose(desk: Desk) -> None:
    address = f"{handed_in(desk, *LINES, BAD)}{PUPILS}"
    assert names(desk, f"{address}&q=CIEKUR") == ["Čiekure"]
    assert "Nekas nav atrasts" in [e.text for e in desk.look(f"{address}&q=Slikts").all("h2")]
    form = desk.look(address).one("form", "listing-tools")
    fields = {e.attributes["name"]: e.attributes["value"] for e in form.all("input")}
    assert fields == {"outcome": "created", "kind": "pupil", "q": ""}
    whole = desk.look(f"{address}&q=CIEKUR").one("form", "listing-tools").links()
    assert whole == [("Visi", f"{PUPILS}#rows")]


def test_what_was_refused_goes_back_to_who_made_the_file(desk: Desk) -> None:
    """The whole of what is looked at, as a file, on record."""
    address = handed_in(desk, *LINES, BAD)
    links = desk.look(address).one("p", "listing-files").links()
    assert links == [(form.upper(), f"?outcome=refused&as={form}#rows") for form in ("csv", "xlsx")]
    answer = desk.client.get(f"{address}?outcome=refused&as=csv")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Rinda;Kas;Nosaukums;Kāpēc", "5;skolēni;Kods Slikts;Personas kods nav derīgs.",
    ]  # fmt: skip
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''nepie%C5%86emti.csv"
    assert desk.client.get(f"{address}{PUPILS}&as=xlsx").content[:2] == b"PK"
    kept = Action.objects.filter(name="export_list").order_by("pk").values_list("details", flat=True)
    assert list(kept) == [{"what": "import", "rows": 1}, {"what": "import", "rows": 3}]


def test_nobody_takes_rows_that_they_may_not_read(desk: Desk, school: SmallSchool, client: Client) -> None:
    """Of somebody else's file leaves only what one may read of it."""
    address = handed_in(desk, JANIS, MOTHER, TEACHER)
    with_right(school, "teacher", Permission.STAFF)
    school.sign_in(client, "teacher")
    taken = client.get(f"{address}?outcome=created&as=csv").content.decode("utf-8-sig").splitlines()
    assert taken == ["Rinda;Kas;Nosaukums", "4;darbinieki;Zīle Zane"]


def test_as_many_statements_for_three_as_for_one(desk: Desk) -> None:
    one, three = handed_in(desk, LINES[0]), handed_in(desk, *LINES)
    assert statements_of(desk.client, one) == statements_of(desk.client, three)
