"""One's own pages: rights, record, who looked at a child, reports (B11, C2, C3, C5)."""

from django.test import Client

from tests.factories.people import sign_in
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.lib.database.sight import in_sight_of
from zvans.oversight.models import Report
from zvans.schools.actions.personal_data import record_reading


def page_of(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return read(answer.content)


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.one("tbody").all("tr")]


def test_a_family_sees_who_has_looked_at_its_child(school: SmallSchool, client: Client) -> None:
    pupil = school.class_9b.pupils[0]
    for who in ("head", "superuser"):
        with in_sight_of([school.school.pk]):
            record_reading(pupil=pupil, school=school.school, by=school.actor(who))
    sign_in(client, school.accounts["mother"])
    assert client.get("/account/children/").headers["Location"] == f"/account/children/{pupil.public_id}/"
    page = page_of(client, f"/account/children/{pupil.public_id}/")
    assert sorted(row[1:] for row in rows(page)) == [
        ["Pēteris Krūmiņš", "Alfas vidusskola", "skatīja skolēna lapu"], ["Sanita Eglīte", "Alfas vidusskola", "skatīja skolēna lapu"],
    ]  # fmt: skip


def test_as_many_statements_for_one_look_as_for_three(school: SmallSchool, client: Client) -> None:
    pupil = school.class_9b.pupils[0]
    sign_in(client, school.accounts["mother"])

    def look(who: str) -> None:
        with in_sight_of([school.school.pk]):
            record_reading(pupil=pupil, school=school.school, by=school.actor(who))

    look("head")
    address = f"/account/children/{pupil.public_id}/"
    one = statements_of(client, address)
    look("superuser")
    look("class_teacher")
    assert statements_of(client, address) == one


def test_everybody_reads_what_they_have_done(school: SmallSchool, client: Client) -> None:
    with in_sight_of([school.school.pk]):
        record_reading(pupil=school.class_9b.pupils[0], school=school.school, by=school.actor("head"))
    sign_in(client, school.accounts["head"])
    shown = [row[1:] for row in rows(page_of(client, "/account/record/"))]
    assert shown == [["skatīja skolēna lapu", "darbinieks", ""]]
    sign_in(client, school.accounts["teacher"])
    assert page_of(client, "/account/record/").all("tbody") == []


def test_a_teacher_reads_what_they_may_and_by_what(school: SmallSchool, client: Client) -> None:
    sign_in(client, school.accounts["teacher"])
    text = page_of(client, "/account/").one("main").text
    assert "skolotājs" in text
    assert "Matemātika, 9.b" in text
    assert "Vēsture" not in text
    sign_in(client, school.accounts["head"])
    assert "lasīt visus žurnālus" in page_of(client, "/account/").one("main").text


def test_a_mother_reads_by_which_tie_she_sees_whom(school: SmallSchool, client: Client) -> None:
    sign_in(client, school.accounts["mother"])
    facts = [
        (t.text, d.text)
        for t, d in zip(*(page_of(client, "/account/").one("main").all(n) for n in ("dt", "dd")), strict=True)
    ]
    assert facts == [
        ("Kas esat bērnam", "mamma, kopš 01.01.2020."), ("Ko drīkstat", "redz un raksta"), ("Kur mācās", "9.b, Alfas vidusskola"),
        ("Alfas vidusskola", "skola vēl nav norādījusi, kam jautāt"),
    ]  # fmt: skip


def test_a_report_reaches_the_school_with_its_page_and_no_more(school: SmallSchool, client: Client) -> None:
    sign_in(client, school.accounts["mother"])
    came = {"HTTP_REFERER": "http://testserver/week/?on=2026-11-23&child=abc", "HTTP_USER_AGENT": "Firefox"}
    form = read(client.get("/account/report/", **came).content)
    hidden = next(field.attributes["value"] for field in form.all("input") if field.attributes.get("name") == "page")
    sent = client.post(
        "/account/report/", {"school": "alfa", "text": "Neredzu atzīmes", "page": hidden}, HTTP_USER_AGENT="Firefox"
    )  # fmt: skip
    assert (sent.status_code, sent.headers["Location"]) == (302, "/account/report/?done=sent")
    with inside(school.made):
        report = Report.objects.get()
    assert (report.person, report.role, report.kind, report.text) == (
        school.accounts["mother"].person, "mother", "wrong", "Neredzu atzīmes",
    )  # fmt: skip
    assert report.context == {"page": "/week/", "browser": "Firefox"}


def test_an_empty_report_is_asked_for_again(school: SmallSchool, client: Client) -> None:
    sign_in(client, school.accounts["mother"])
    answer = client.post("/account/report/", {"school": "alfa", "text": ""})
    assert answer.status_code == 422
    assert "Uzrakstiet, kas nav kārtībā" in answer.content.decode()


def test_a_report_to_a_school_that_is_not_ones_own_is_refused(school: SmallSchool, client: Client) -> None:
    sign_in(client, school.accounts["mother"])
    assert client.post("/account/report/", {"school": "beta", "text": "Sveiki"}).status_code == 422
    with in_sight_of(None):
        assert Report.objects.count() == 0


def test_both_lists_are_taken_as_files_and_that_is_on_record(school: SmallSchool, client: Client) -> None:
    """S71."""
    pupil = school.class_9b.pupils[0]
    with in_sight_of([school.school.pk]):
        record_reading(pupil=pupil, school=school.school, by=school.actor("head"))
    sign_in(client, school.accounts["mother"])
    looks = client.get(f"/account/children/{pupil.public_id}/?as=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1:] for line in looks] == [
        ["Kas", "Skola", "Kas darīts"], ["Pēteris Krūmiņš", "Alfas vidusskola", "skatīja skolēna lapu"],
    ]  # fmt: skip
    own = client.get("/account/record/?as=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in own] == [
        "Kas darīts",
        "lejupielādēja darbību žurnālu",
        "lejupielādēja darbību žurnālu",
    ]
