"""Writing, changing and publishing posts on the editors' pages (A6)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localtime
from PIL import Image

from tests.factories.portal import a_draft, a_post, a_trip
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.accounts.models import Account
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.portal.actions.posts import change_post
from zvans.portal.models import Picture, Post

FORM = {"section": "news", "language": "lv", "audience": "parents", "title": "Jauna grāmata", "has_comments": "on"}
TRIP = {
    "section": "excursions", "place": "Zvanupe", "region": "vidzeme", "topic": "nature", "from_grade": "0", "to_grade": "4",
    "price_cents": "3,50",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (640, 400), "teal").save(written, "PNG")
    return written.getvalue()


def brought(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("attels.png", content, "image/png")


def errors(page: Element) -> dict[str, list[str]]:
    """By the field below which they stand."""
    lists = [ul for ul in page.all("ul") if ul.attributes.get("id", "").endswith("_error")]
    return {ul.attributes["id"][3:-6]: [item.text for item in ul.all("li")] for ul in lists}


def test_a_post_is_written_changed_and_published(desk: Client, editor: Account) -> None:
    answer = desk.post("/editing/new/", FORM | {"body": "Pirmā rinda.\n\nOtrā <b>rinda</b>.", "author": "Jānis Liepa"})
    post = Post.objects.get()
    assert answer.headers["Location"] == f"/editing/{post.public_id}/?done=written"
    assert (post.title, post.audience, post.body, post.author, post.written_by_id, post.state) == (
        "Jauna grāmata", "parents", "<p>Pirmā rinda.</p><p>Otrā <strong>rinda</strong>.</p>", "Jānis Liepa", editor.person_id, "draft",
    )  # fmt: skip
    address = f"/editing/{post.public_id}/"
    desk.post(f"{address}write/", FORM | {"title": "Cita grāmata", "body": post.body, "stamp": "1"})
    assert desk.post(f"{address}publish/").headers["Location"] == f"{address}?done=published"
    post.refresh_from_db()
    assert (post.title, post.is_visible, desk.get(f"/post/{post.public_id}/{post.slug}/").status_code) == (
        "Cita grāmata", True, 200,
    )  # fmt: skip
    undone = read(desk.get(desk.post(f"{address}withdraw/").headers["Location"]).content).one("div", "done-line")
    assert (undone.one("span").text, undone.one("form").attributes["action"]) == (
        "Raksts ir noņemts no portāla.",
        f"{address}publish/",
    )
    assert desk.get(f"/post/{post.public_id}/").status_code == 410
    assert desk.post(f"{address}withdraw/").status_code == 409
    done = [*Action.objects.order_by("pk").values_list("name", flat=True)]
    assert done == ["write_post", "change_post", "publish_post", "withdraw_post"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"title": " "}, {"title": ["Ierakstiet virsrakstu."]}),
        ({"source_url": "javascript:alert(1)"}, {"source_url": ["Ierakstiet visu adresi, piemēram, https://www.piemers.lv/lapa."]}),
        ({"source_url": "ftp://a.lv/x"}, {"source_url": ["Ierakstiet visu adresi, piemēram, https://www.piemers.lv/lapa."]}),
        (TRIP | {"from_grade": "9", "to_grade": "4"}, {"to_grade": ["Pēdējā klase nevar būt pirms pirmās."]}),
        (TRIP | {"price_cents": "trīs"}, {"price_cents": ["Ierakstiet cenu tā: 3,50. Ja ekskursija ir bez maksas, ierakstiet 0."]}),
        (TRIP | {"place": ""}, {"place": ["Ierakstiet, kur tas ir."]}),
        ({"translation_of": "Nekas tāds"}, {"translation_of": ["Tāda raksta otrā valodā nav. Ielīmējiet tā adresi."]}),
        ({"price_cents": "trīs"}, {}),  # of trips only
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(
    desk: Client, told: dict[str, str], expected: dict[str, list[str]]
) -> None:
    answer = desk.post("/editing/new/", FORM | {"lead": "Mans ievads"} | told)
    if not expected:
        assert answer.status_code == 302
        return
    page = read(answer.content)
    assert (answer.status_code, errors(page), Post.objects.count()) == (422, expected, 0)
    assert [area.text for area in page.all("textarea") if area.attributes["name"] == "lead"] == ["Mans ievads"]


def test_a_trip_has_its_facts(desk: Client) -> None:
    desk.post("/editing/new/", FORM | TRIP | {"phone": "20 000 000", "website": "https://www.baka.lv"})
    trip = Post.objects.get().trip
    assert (trip.place, trip.from_grade, trip.to_grade, trip.price_cents, trip.phone) == (
        "Zvanupe",
        0,
        4,
        350,
        "+37120000000",
    )
    page = read(desk.get(f"/editing/{trip.post.public_id}/write/").content)
    assert [i.attributes["value"] for i in page.all("input") if i.attributes.get("name") == "price_cents"] == ["3,50"]


def test_the_pair_in_the_other_language_is_found_by_title_and_by_address(desk: Client) -> None:
    english = a_draft("A new book", language="en")
    a_draft("A new bell", language="en")
    ambiguous = read(desk.post("/editing/new/", FORM | {"translation_of": "a new"}).content)
    assert len(errors(ambiguous)["translation_of"]) == 3
    for number, text in enumerate(["a new BOOK", f"https://zvans.lv/post/{english.public_id}/a-new-book/"]):
        desk.post("/editing/new/", FORM | {"title": f"Grāmata {number}", "translation_of": text})
        assert Post.objects.get(title=f"Grāmata {number}").translation_of == english


def test_the_second_of_two_editors_is_told_and_loses_nothing(desk: Client, by_editor: Any) -> None:
    post = a_draft("Viens", lead="Ievads", body="<p>Teksts</p>")
    change_post(post=post, facts={"title": "Divi"}, seen=1, by=by_editor)
    sent = FORM | {"title": "Trīs", "lead": "Mans ievads", "body": "<p>Mans teksts</p>", "stamp": "1"}
    page = read((answer := desk.post(f"/editing/{post.public_id}/write/", sent)).content)
    assert (answer.status_code, errors(page)) == (422, {"title": ["Tikmēr kāds ir ierakstījis: Divi"]})
    kept = {e.attributes["name"]: e.text for e in page.all("textarea")}
    assert (kept["lead"], kept["body"]) == ("Mans ievads", "<p>Mans teksts</p>")
    (stamp,) = [i.attributes["value"] for i in page.all("input") if i.attributes.get("name") == "stamp"]
    assert desk.post(f"/editing/{post.public_id}/write/", sent | {"stamp": stamp}).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.lead, post.body) == ("Trīs", "Mans ievads", "<p>Mans teksts</p>")


def test_what_only_one_of_them_touched_is_told_to_nobody(desk: Client, by_editor: Any) -> None:
    """The trip of the other editor: a place; of this one: a price. And a change of both to the same is no conflict."""
    post = a_trip("Uz bāku", place="Zvanupe", price_cents=350)
    change_post(post=post, facts={"audience": "parents"}, trip={"place": "Cēsis"}, seen=2, by=by_editor)
    sent = FORM | TRIP | {"title": "Uz bāku", "price_cents": "4,50", "from_grade": "1", "to_grade": "9", "stamp": "2"}
    page = read(desk.post(f"/editing/{post.public_id}/write/", sent | {"body": post.body, "lead": post.lead}).content)
    assert errors(page) == {"place": ["Tikmēr kāds ir ierakstījis: Cēsis"]}


def test_a_picture_is_kept_whatever_else_is_wrong_and_needs_its_description(desk: Client) -> None:
    page = read(desk.post("/editing/new/", FORM | {"title": "", "picture_file": brought(a_picture())}).content)
    assert errors(page) == {
        "title": ["Ierakstiet virsrakstu."], "picture_alt": ["Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."],
    }  # fmt: skip
    picture = Picture.objects.get()
    sent = FORM | {"picture": picture.public_id, "picture_alt": "Zils laukums"}
    desk.post("/editing/new/", sent)
    post = Post.objects.get()
    assert (post.picture, post.picture_alt) == (picture, "Zils laukums")
    desk.post(f"/editing/{post.public_id}/write/", sent | {"picture_removed": "on", "stamp": "1"})
    post.refresh_from_db()
    assert (post.picture, post.picture_alt) == (None, "")


def _large() -> bytes:
    return b"\x89PNG" + bytes(21 * 1024 * 1024)


def _huge() -> bytes:
    """100 megapixels in a few kilobytes."""
    written = BytesIO()
    Image.new("1", (10_000, 10_000)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_large, "Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB."),
        (
            _huge,
            "Attēlā ir pārāk daudz megapikseļu: 100. Pieņemam ne vairāk kā 24. Samaziniet attēlu un pievienojiet vēlreiz.",
        ),
        (lambda: b"MZ not a picture", "Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF."),
    ],
)
def test_a_picture_that_is_refused_takes_nothing_along(desk: Client, content: Any, reason: str) -> None:
    bytes_sent = content()
    answer = desk.post("/editing/new/", FORM | {"lead": "Mans ievads", "picture_file": brought(bytes_sent)})
    page = read(answer.content)
    assert (answer.status_code, errors(page)) == (422, {"picture_file": [reason]})
    assert [area.text for area in page.all("textarea") if area.attributes["name"] == "lead"] == ["Mans ievads"]
    by_script = desk.post("/editing/pictures/", {"picture_file": brought(bytes_sent)})
    assert (by_script.status_code, by_script.json(), Picture.objects.count()) == (422, {"error": reason}, 0)


def test_a_script_sends_a_picture_by_itself(desk: Client) -> None:
    told = desk.post("/editing/pictures/", {"picture_file": brought(a_picture())}).json()
    picture = Picture.objects.get()
    assert told == {"picture": picture.public_id, "address": f"/pictures/{picture.public_id}/480.webp"}
    assert desk.get(told["address"]).status_code == 200


def test_a_moment_to_come_is_of_riga_and_one_gone_by_is_refused(desk: Client) -> None:
    post = a_draft()
    wanted = localtime(now() + timedelta(days=2)).replace(hour=8, minute=30, second=0, microsecond=0)
    address = f"/editing/{post.public_id}/"
    answer = desk.post(f"{address}schedule/", {"on": f"{wanted:%Y-%m-%d}", "time": "08:30"})
    post.refresh_from_db()
    assert (answer.status_code, localtime(post.published_at), post.is_scheduled) == (302, wanted, True)
    refused = desk.post(f"{address}schedule/", {"on": "2020-01-01", "time": "08:30"})
    assert (refused.status_code, read(refused.content).one("p", "error").text) == (
        422, "Šis brīdis jau ir pagājis. Izvēlieties vēlāku vai publicējiet tūlīt.",
    )  # fmt: skip
    desk.post(f"{address}publish/")
    post.refresh_from_db()
    assert post.is_visible


def test_a_draft_is_thrown_away_by_who_began_it_and_nobody_else(desk: Client, by_editor: Any) -> None:
    """Asked once more, with what stands there now before the eyes, recorded; what refers to it stays."""
    own, anothers, published = a_draft("Mans", by=by_editor), a_draft("Cita"), a_post("Lasa", by=by_editor)
    english = a_draft("Mine", language="en", translation_of=own)
    address = f"/editing/{own.public_id}/throw-away/"
    assert ("Dzēst melnrakstu", address) in read(desk.get(f"/editing/{own.public_id}/").content).links()
    for other, status in ((anothers, 404), (published, 409)):
        assert "throw-away" not in desk.get(f"/editing/{other.public_id}/").text
        assert desk.post(f"/editing/{other.public_id}/throw-away/", {"seen": other.revision}).status_code == status
    assert [desk.post(address, {"seen": seen}).status_code for seen in ("0", "")] == [409, 409]
    (seen,) = [
        field.attributes["value"]
        for field in read(desk.get(address).content).all("input")
        if field.attributes["name"] == "seen"
    ]
    answer = desk.post(address, {"seen": seen})
    assert answer.headers["Location"] == "/editing/?done=thrown_away"
    assert "Melnraksts ir dzēsts." in desk.get(answer.headers["Location"]).text
    assert [*Post.objects.order_by("pk")] == [anothers, published, english]
    assert [desk.get(page).status_code for page in (address, f"/editing/{own.public_id}/")] == [404, 404]
    assert [*Action.objects.filter(name="throw_away_draft").values_list("object_id", flat=True)] == [own.pk]


def test_what_lacks_something_says_so_and_is_not_published(desk: Client) -> None:
    post = a_draft(body="")
    answer = desk.post(f"/editing/{post.public_id}/publish/")
    assert (answer.status_code, read(answer.content).one("p", "notice").text) == (409, "Rakstam vēl nav teksta.")
    assert not Post.objects.get().is_visible


def test_what_is_published_keeps_what_it_must_have(desk: Client) -> None:
    post = a_post(body="<p>Teksts</p>")
    page = read((answer := desk.post(f"/editing/{post.public_id}/write/", FORM | {"body": "", "stamp": "2"})).content)
    assert (answer.status_code, errors(page), Post.objects.get().body) == (
        422, {"body": ["Rakstam vēl nav teksta."]}, "<p>Teksts</p>",
    )  # fmt: skip


def test_a_draft_is_looked_at_as_readers_will_see_it(desk: Client) -> None:
    post = a_draft("Melnraksts", body="<p>Garais teksts</p>")
    answer = desk.get(f"/editing/{post.public_id}/preview/")
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    page = read(answer.content)
    assert (page.one("h1").text, "Garais teksts" in page.text, page.one("p", "banner").text[:16]) == (
        "Melnraksts", True, "Priekšskatījums.",
    )  # fmt: skip
    assert ("robots", "noindex") in [(m.attributes.get("name"), m.attributes.get("content")) for m in page.all("meta")]


def titles(page: Element) -> list[str]:
    return [head.text for head in page.all("th") if head.attributes.get("scope") == "row"]


def test_all_posts_are_listed_narrowed_sorted_and_taken_as_a_file(desk: Client) -> None:
    a_draft("Zīle", audience="parents")
    a_post("Čiekurs", language="en", at=now() + timedelta(days=1))
    one = statements_of(desk, "/editing/")
    a_post("Cielava", section="money")
    a_trip("Žubīte")
    assert statements_of(desk, "/editing/") == one

    def found(query: str) -> list[str]:
        return titles(read(desk.get(f"/editing/?{query}").content))

    assert found("") == ["Žubīte", "Cielava", "Čiekurs", "Zīle"]
    assert found("sort=title") == ["Cielava", "Čiekurs", "Zīle", "Žubīte"]
    narrowed = [
        found(q)
        for q in (
            "q=ciek",
            "state=scheduled",
            "state=published&sort=title",
            "section=money",
            "language=en",
            "audience=parents",
        )
    ]
    assert narrowed == [["Čiekurs"], ["Čiekurs"], ["Cielava", "Žubīte"], ["Cielava"], ["Čiekurs"], ["Zīle"]]
    taken = desk.get("/editing/?as=csv&section=money").content.decode("utf-8-sig").splitlines()
    assert (taken[0], taken[1].split(";")[0]) == (
        "Virsraksts;Sadaļa;Stāvoklis;Publicēts;Mainīts;Valoda;Kam;Lasījumi",
        "Cielava",
    )
    assert Action.objects.get(name="export_list").details == {"what": "posts", "rows": 1}
