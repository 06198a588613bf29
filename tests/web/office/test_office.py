"""Pages of those who hold an office: each opens its own and no other (B14, C2, C5)."""

import pytest
from django.test import Client

from tests.factories.people import make_account, make_person, sign_in
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from zvans.accounts.enums import Office
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.oversight.actions.reports import hand_report_on, report_wrong
from zvans.oversight.models import Report
from zvans.schools.actions.readings import record_reading

ADDRESSES = (
    "/office/",
    "/office/record/",
    "/office/record/people/{person}/",
    "/office/reports/",
    "/office/reports/{report}/",
    "/office/schools/",
    "/office/municipalities/",
)
OPENS = {Office.SECURITY: "ooo----", Office.SUPPORT: "o--oo--", Office.MINISTRY: "o-----o"}


def hold(client: Client, *offices: str) -> None:
    sign_in(client, make_account(make_person("Olga", "Ozola"), offices=list(offices)))


FIREFOX = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def handed(school: SmallSchool) -> Report:
    report = report_wrong(
        school=school.school, text="Nevar atvērt", context={"browser": FIREFOX}, by=school.actor("mother")
    )
    with in_sight_of([school.school.pk]):
        hand_report_on(report=Report.objects.get(pk=report.pk), by=school.actor("head"))
    return report


@pytest.mark.parametrize("office", list(Office))
def test_an_office_opens_its_own_pages_only(
    office: Office, school: SmallSchool, handed: Report, client: Client
) -> None:
    hold(client, office)
    places = {"person": school.class_9b.pupils[0].public_id, "report": handed.public_id}
    found = [client.get(address.format(**places)).status_code for address in ADDRESSES]
    assert found == [{"o": 200, "-": 404}[sign] for sign in OPENS.get(office, "o------")]


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.one("tbody").all("tr")]


def test_the_officer_finds_what_was_done_to_a_child_and_is_recorded(school: SmallSchool, client: Client) -> None:
    pupil = school.class_9b.pupils[0]
    with in_sight_of([school.school.pk]):
        record_reading("read_pupil", of=[pupil.pk], school=school.school, by=school.actor("head"))
    hold(client, "security")
    page = read(client.get(f"/office/record/people/{pupil.public_id}/").content)
    assert [row[1:4] for row in rows(page)] == [
        ["Ozola Olga", "darbinieks", "meklēja darbību žurnālā"], ["Krūmiņš Pēteris", "darbinieks", "skatīja skolēna lapu"],
    ]  # fmt: skip
    all_read = rows(read(client.get("/office/record/?act=read_pupil").content))
    assert [row[4] for row in all_read] == [pupil.register_name]
    assert list(Action.objects.filter(name="search_record").values_list("object_id", flat=True)) == [pupil.pk, None]


def test_the_record_is_narrowed_by_act_role_and_network(school: SmallSchool, client: Client) -> None:
    Action.objects.create(name="sign_in", role="mother", address="10.1.2.3")
    Action.objects.create(name="sign_in_refused", role="", address="10.1.9.9")
    hold(client, "security")

    def shown(asked: str) -> list[str]:
        page = read(client.get(f"/office/record/?{asked}").content)
        return sorted(row[3] for row in rows(page)) if page.all("tbody") else []

    assert shown("q=10.1.") == ["neizdevās pieslēgties", "pieslēdzās"]
    assert shown("q=10.1.2") == ["pieslēdzās"]
    assert shown("act=sign_in_refused") == ["neizdevās pieslēgties"]
    assert shown("role=mother") == ["pieslēdzās"]


def test_the_support_answers_without_seeing_who_asks(school: SmallSchool, handed: Report, client: Client) -> None:
    hold(client, "support")
    page = client.get(f"/office/reports/{handed.public_id}/").content.decode()
    assert ("Alfas vidusskola" in page, "Firefox, Ubuntu" in page, FIREFOX in page) == (True, True, True)
    assert school.accounts["mother"].person.family_name not in page
    assert client.post(f"/office/reports/{handed.public_id}/", {"answer": "Salabots."}).status_code == 302
    with in_sight_of([school.school.pk]):
        assert Report.objects.get().answer == "Salabots."


def test_lists_of_offices_are_taken_as_files_and_that_is_on_record(
    school: SmallSchool, handed: Report, client: Client
) -> None:
    """S71."""
    hold(client, "security", "support")
    acts = client.get("/office/record/?as=csv&act=answer_report").content.decode("utf-8-sig").splitlines()
    assert acts == ["Kad;Kas;Loma;Kas darīts;Ar ko;No kurienes"]
    reports = client.get("/office/reports/?as=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1:] for line in reports] == [
        ["Skola", "Loma", "Par ko", "Stāvoklis"], ["Alfas vidusskola", "mamma", "kaut kas nav kārtībā", "saņemts"],
    ]  # fmt: skip
    kept = Action.objects.filter(name__in=["search_record", "export_list"]).values_list("name", "details")
    assert sorted(kept) == [("export_list", {"what": "reports", "rows": 1}), ("search_record", {})]
