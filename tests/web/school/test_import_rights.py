"""A file does nothing that its importer may not do by hand, and writes into no closed year (D4, C3)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.schools.oneroster import delta, package
from tests.support.jobs import do_jobs
from tests.web.school.importing import JANIS, Desk, everything
from tests.web.school.staff_pages import clerk
from zvans.lib.database.sight import in_sight_of
from zvans.schools.enums import Permission
from zvans.schools.models import Position, SchoolYear

TIMETABLE = Path(__file__).parents[2] / "timetable" / "data" / "ozolkalna.xml"
CLOSED = "Šis mācību gads ir slēgts, to var tikai lasīt."
LACKS = "Šim amatam ir tiesības, kuru Jums nav, tāpēc ne dot, ne noņemt to nevarat."
CLERK = (Permission.SET_UP, Permission.PEOPLE, Permission.STAFF)


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def close_year(school: SmallSchool) -> None:
    with inside(school.made):
        SchoolYear.objects.filter(pk=school.made.year.pk).update(closed_on=MONDAY)


def roster(tmp_path: Path) -> bytes:
    return package(tmp_path, ("school,ozolkalna,", "school,alfa,")).read_bytes()


def content_of(kind: str, tmp_path: Path) -> bytes:
    if kind == "people":
        return "\n".join(("veids;vārds;uzvārds;personas kods;klase", JANIS)).encode()
    return TIMETABLE.read_bytes() if kind == "timetable" else roster(tmp_path)


@pytest.mark.parametrize("kind", ["people", "timetable", "oneroster"])
def test_no_file_goes_into_a_closed_year(kind: str, desk: Desk, school: SmallSchool, tmp_path: Path) -> None:
    close_year(school)
    before = everything()
    address = desk.hand_in_bytes(content_of(kind, tmp_path), kind=kind, name="fails", starts_on="2026-11-23")
    do_jobs()
    assert (desk.said(address), everything()) == (CLOSED, before)


@pytest.mark.parametrize("kind", ["people", "timetable", "oneroster"])
def test_a_year_that_was_closed_after_the_preview(kind: str, desk: Desk, school: SmallSchool, tmp_path: Path) -> None:
    address = desk.hand_in_bytes(content_of(kind, tmp_path), kind=kind, name="fails", starts_on="2026-11-23")
    do_jobs()
    close_year(school)
    before = everything()
    assert desk.confirm(address) == 302
    do_jobs()
    assert (desk.said(address), everything()) == (CLOSED, before)


def refused(desk: Desk, address: str) -> list[str]:
    """The reasons of refused rows, as the page says them."""
    has_some = desk.counts(address)["kopā"][4] != "0"
    return [row[-1] for row in desk.rows(f"{address}?outcome=refused")] if has_some else []


def heads(school: SmallSchool) -> int:
    with in_sight_of([school.school.pk]):
        return Position.objects.filter(kind="head", ends_on=None).count()


def test_a_package_makes_nobody_head_for_who_may_not_read_all_journals(
    desk: Desk, school: SmallSchool, client: Client, tmp_path: Path
) -> None:
    """The rule of hiring by hand (`can_give`); the teachers and pupils of the package come in."""
    clerk(client, school, *CLERK)
    before = heads(school)
    address = desk.hand_in_bytes(roster(tmp_path), kind="oneroster", name="pakotne.zip")
    do_jobs()
    assert refused(desk, address) == [LACKS]
    desk.confirm(address)
    do_jobs()
    assert desk.said(address) == "Ierakstīts. Zemāk redzams, kas izdarīts."
    assert heads(school) == before


def test_who_has_lost_a_right_after_the_preview_gives_it_no_more(
    desk: Desk, school: SmallSchool, client: Client, tmp_path: Path
) -> None:
    employment = clerk(client, school, *Permission)
    before = heads(school)
    address = desk.hand_in_bytes(roster(tmp_path), kind="oneroster", name="pakotne.zip")
    do_jobs()
    assert refused(desk, address) == []
    desk.confirm(address)
    with inside(school.made):
        Position.objects.filter(employment=employment).update(permissions=list(CLERK))
    do_jobs()
    assert desk.said(address).startswith("Kopš apskates skolā kaut kas ir mainījies.")
    assert refused(desk, address) == [LACKS]
    assert heads(school) == before


def test_a_package_takes_the_position_of_nobody_who_may_do_more(
    desk: Desk, school: SmallSchool, client: Client, tmp_path: Path
) -> None:
    address = desk.hand_in_bytes(roster(tmp_path), kind="oneroster", name="pakotne.zip")
    do_jobs()
    desk.confirm(address)
    do_jobs()
    before = heads(school)
    clerk(client, school, *CLERK)
    gone = delta(tmp_path, {"roles": ["r5,tobedeleted,,s2,primary,principal,,,o1,"]}).read_bytes()
    address = desk.hand_in_bytes(gone, kind="oneroster", name="pakotne.zip")
    do_jobs()
    assert refused(desk, address) == [LACKS]
    assert desk.confirm(address) == 409  # nothing else is in it
    do_jobs()
    assert heads(school) == before
