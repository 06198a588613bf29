"""One's own pages: rights, record, who looked at a child, reports (B11, C2, C3, C5)."""

from django.test import Client

from tests.factories.people import make_person, sign_in
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from tests.web.access.families import give_code, members
from zvans.audit.actions import recorded
from zvans.credentials.actions.issuing import issue_letters
from zvans.credentials.queries.members import class_for
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.oversight.models import Report
from zvans.schools.actions.families import add_guardian
from zvans.schools.actions.people import correct_people
from zvans.schools.actions.readings import record_reading


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
            record_reading("read_pupil", of=[pupil.pk], school=school.school, by=school.actor(who))
    sign_in(client, school.accounts["mother"])
    assert client.get("/account/children/").headers["Location"] == f"/account/children/{pupil.public_id}/"
    page = page_of(client, f"/account/children/{pupil.public_id}/")
    assert sorted(row[1:] for row in rows(page)) == [
        ["Pēteris Krūmiņš", "Alfas vidusskola", "skatīja skolēna lapu"], ["Sanita Eglīte", "Alfas vidusskola", "skatīja skolēna lapu"],
    ]  # fmt: skip


def told(school: SmallSchool, by: str = "pupil") -> list[str]:
    """What the family reads: everything that is done, in the order of the alphabet."""
    child, client = school.class_9b.pupils[0], Client()
    sign_in(client, school.accounts[by])
    return sorted(row[3] for row in rows(page_of(client, f"/account/children/{child.public_id}/")))


def test_every_page_of_a_child_is_on_record_once_a_day(school: SmallSchool, client: Client) -> None:
    """C2: whoever reads the edit page or the file has read the child's data, whether or not the first page was opened."""
    child, mother = school.class_9b.pupils[0], school.accounts["mother"].person
    pages = ("edit/", "file/", "code/", "move/", "leave/", "guardians/add/", f"guardians/{mother.public_id}/")
    sign_in(client, school.accounts["superuser"])
    asked = [f"/school/alfa/pupils/{child.public_id}/{rest}" for rest in pages]
    asked += [
        f"/school/alfa/people/{child.public_id}/same/",
        f"/access/{school.class_9b.group.public_id}/{child.public_id}/",
    ]
    for address in (*asked, *asked):
        assert client.get(address).status_code == 200, address
    assert told(school) == [
        "salīdzināja ar citu ierakstu", "skatīja atbildīgās personas lapu", "skatīja personas datus", "skatīja personas kodu",
        "skatīja personas lietu", "skatīja skolēna lapu", "skatīja ģimenes paroles lapu",
    ]  # fmt: skip
    assert (
        client.get(asked[0], REMOTE_ADDR="127.0.0.9").status_code,
        told(school).count("skatīja personas datus"),
    ) == (200, 2)


def test_files_and_letters_with_a_child_are_on_record_with_the_child(school: SmallSchool, client: Client) -> None:
    """C2: a list on the screen is not; of another class's file and another child's letter nothing is told."""
    child = school.class_9b.pupils[0]
    give_code(child)
    found = members(school)
    with in_sight_of([school.school.pk]):
        place = class_for(school.actor("class_teacher"), school.class_9b.group.public_id)
        assert place is not None
        issue_letters(place=place, members=[found["Anna"]], by=school.actor("class_teacher"))
    sign_in(client, school.accounts["superuser"])
    for address in ("pupils/", "pupils/?as=csv", "pupils/?as=xlsx", "pupils/codes/", "pupils/codes/?as=csv"):
        assert client.get(f"/school/alfa/{address}").status_code == 200
    assert told(school) == [
        "izsniedza ģimenei paroli vēstulē", "lejupielādēja sarakstu ar skolēna datiem", "skatīja personas kodu", "skatīja personas kodu",
    ]  # fmt: skip
    own = [row[1] for row in rows(page_of(client, "/account/record/"))]
    assert sorted(own) == [*3 * ["lejupielādēja sarakstu"], *2 * ["skatīja personas kodus"]]
    assert client.get("/school/alfa/pupils/?q=nav&as=csv").status_code == 200
    assert told(school).count("lejupielādēja sarakstu ar skolēna datiem") == 1


def test_what_a_school_changes_around_a_child_is_told(school: SmallSchool, client: Client) -> None:
    """C2, C8: who answers for the child and how far they see, their contacts, and what an import writes, of this child alone."""
    child, mother = school.class_9b.pupils[0], school.accounts["mother"].person
    sign_in(client, school.accounts["superuser"])
    tie = f"/school/alfa/pupils/{child.public_id}/guardians/{mother.public_id}/"
    contacts = {
        "given_name": "Anna",
        "family_name": "Ābola",
        "phone": "20000009",
        "email": "",
        "revision": mother.revision,
    }
    assert client.post(tie, {"kind": "mother", "access": "none"}).status_code == 302
    assert client.post(f"{tie}contacts/", contacts).status_code == 302
    assert told(school) == ["laboja atbildīgās personas datus", "mainīja atbildīgās personas tiesības"]
    assert (
        client.post(f"{tie}end/", {"on": "23.11.2026"}).status_code == 302
    )  # by the database's clock she was one no more before
    child.refresh_from_db()
    child.phone = "+37120000001"
    with in_sight_of([school.school.pk]), recorded("import_people", by=school.actor("superuser"), about=school.school):
        correct_people(people=[child], fields=["phone"], by=school.actor("superuser"), school=school.school)
        father = make_person("Juris", "Ābols")
        add_guardian(pupil=child, guardian=father, kind="father", starts_on=today(), by=school.actor("superuser"))
    assert told(school) == [
        "beidza atbildīgās personas tiesības", "laboja cilvēku datus", "mainīja atbildīgās personas tiesības",
        "pievienoja atbildīgās personas",
    ]  # fmt: skip
    sign_in(client, school.accounts["other_mother"])
    other = school.class_9b.pupils[1].public_id
    assert page_of(client, f"/account/children/{other}/").all("tbody") == []


def test_as_many_statements_for_one_look_as_for_three(school: SmallSchool, client: Client) -> None:
    pupil = school.class_9b.pupils[0]
    sign_in(client, school.accounts["mother"])

    def look(who: str) -> None:
        with in_sight_of([school.school.pk]):
            record_reading("read_pupil", of=[pupil.pk], school=school.school, by=school.actor(who))

    look("head")
    address = f"/account/children/{pupil.public_id}/"
    one = statements_of(client, address)
    look("superuser")
    look("class_teacher")
    assert statements_of(client, address) == one


def test_everybody_reads_what_they_have_done(school: SmallSchool, client: Client) -> None:
    with in_sight_of([school.school.pk]):
        record_reading("read_pupil", of=[school.class_9b.pupils[0].pk], school=school.school, by=school.actor("head"))
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
        ("Kas esat bērnam", "mamma, kopš 01.01.2020."), ("Ko drīkstat", "redzēt un rakstīt"), ("Kur mācās", "9.b, Alfas vidusskola"),
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
        record_reading("read_pupil", of=[pupil.pk], school=school.school, by=school.actor("head"))
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
