"""Adverts of the portal: off unless switched on, labelled, counted without cookies, never behind the doors (A10)."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.factories.people import make_account, make_person, sign_in
from tests.factories.portal import a_post
from tests.factories.small_school import SmallSchool
from tests.repo.test_sources import ROOT, tracked
from tests.support.page import Element, read
from zvans.audit.models import Action
from zvans.portal.models import Advert, AdvertDay, Picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_noon")]

TEMPLATES = ROOT / "zvans" / "web" / "templates"
HERE = {"Sec-Fetch-Site": "same-origin"}


def a_picture(width: int = 600, height: int = 300) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (width, height), "navy").save(written, "PNG")
    return SimpleUploadedFile("attels.png", written.getvalue(), "image/png")


def told(**facts: Any) -> dict[str, Any]:
    return {
        "advertiser": "Muzejs", "slot": "home", "section": "", "picture_alt": "Muzejs aicina", "link": "https://muzejs.example/x",
        "starts_on": "2026-11-20", "ends_on": "2026-11-30", "picture": a_picture(), "stamp": "",
    } | facts  # fmt: skip


@pytest.fixture
def on(settings: LazySettings, tmp_path: Any) -> None:
    settings.ADVERTS, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def editor(client: Client, on: None) -> Client:
    sign_in(client, make_account(make_person("Edīte", "Rudzīte"), offices=["editor"]))
    return client


def aside(client: Client, address: str) -> list[Element]:
    return read(client.get(address).content).all("aside", "advert")


def test_an_editor_adds_an_advert_that_readers_see_follow_and_no_cookie_knows(editor: Client, client: Client) -> None:
    added = editor.post("/editing/adverts/new/", told())
    advert = Advert.objects.get()
    assert (added.status_code, added["Location"]) == (302, f"/editing/adverts/{advert.public_id}/?done=added")
    reader = Client()
    (shown,) = aside(reader, "/")
    assert shown.one("p").text == "Reklāma"
    link, image = shown.one("a").attributes, shown.one("img").attributes
    assert (link["href"], link["rel"]) == (f"/adverts/{advert.public_id}/", "sponsored noopener")
    assert (image["alt"], image["src"].startswith(f"/pictures/{advert.picture.public_id}/"), image["width"]) == (
        "Muzejs aicina", True, "600",
    )  # fmt: skip
    seen = shown.attributes["data-seen"]
    answers = [
        reader.post(seen, headers=HERE),
        reader.post(seen, headers={"Sec-Fetch-Site": "cross-site"}),
        reader.post(seen),
    ]
    followed = reader.get(link["href"])
    assert [a.status_code for a in answers] == [204] * 3
    assert (followed.status_code, followed["Location"], dict(reader.cookies)) == (302, "https://muzejs.example/x", {})
    day = AdvertDay.objects.get()
    assert (str(day.on), day.seen, day.followed) == ("2026-11-23", 1, 1)
    page = read(editor.get(f"/editing/adverts/{advert.public_id}/").content)
    assert [c.text for c in page.one("tbody").one("tr").children if isinstance(c, Element)] == ["23.11.2026.", "1", "1"]
    assert "redzama" in read(editor.get("/editing/adverts/").content).one("tbody").text
    assert sorted(Action.objects.values_list("name", flat=True)) == ["add_advert", "keep_picture"]
    taken = [
        editor.get(f"/editing/adverts/{one}?as=csv").content.decode("utf-8-sig") for one in ("", f"{advert.public_id}/")
    ]
    assert [text.splitlines()[1] for text in taken] == [
        "Muzejs;sākumlapa;;20.11.2026.;30.11.2026.;redzama;1;1", "23.11.2026.;1;1",
    ]  # fmt: skip
    kept = Action.objects.filter(name="export_list").order_by("pk").values_list("details", flat=True)
    assert list(kept) == [{"what": "adverts", "rows": 1}, {"what": "advert_days", "rows": 1}]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"link": "javascript:alert(1)"}, "link"), ({"link": "muzejs.example"}, "link"), ({"picture": ""}, "picture"),
        ({"picture": SimpleUploadedFile("x.png", b"nothing")}, "picture"), ({"picture_alt": ""}, "picture_alt"),
        ({"ends_on": "2026-11-01"}, "ends_on"), ({"slot": "dienasgrāmata"}, "slot"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(editor: Client, wrong: dict[str, Any], field: str) -> None:
    answer = editor.post("/editing/adverts/new/", told(**wrong))
    errors = [
        e.attributes["id"] for e in read(answer.content).all("ul") if e.attributes.get("id", "").endswith("_error")
    ]
    assert (answer.status_code, errors) == (422, [f"id_{field}_error"])
    assert (Advert.objects.count(), Picture.objects.count()) == (0, 0)


def test_the_second_of_two_editors_is_told(editor: Client) -> None:
    editor.post("/editing/adverts/new/", told())
    address = f"/editing/adverts/{Advert.objects.get().public_id}/"
    changed = told(stamp=1, advertiser="Teātris", picture="")
    assert editor.post(address, changed).status_code == 302
    late = editor.post(address, changed | {"advertiser": "Kino"})
    assert (late.status_code, "Tikmēr kāds ir ierakstījis: Teātris" in late.text) == (422, True)
    stamp = next(f.attributes["value"] for f in read(late.content).all("input") if f.attributes.get("name") == "stamp")
    assert editor.post(address, changed | {"advertiser": "Kino", "stamp": stamp}).status_code == 302
    assert Advert.objects.get().advertiser == "Kino"


def test_an_advert_stands_in_its_place_on_its_days_until_it_is_switched_off(
    editor: Client, settings: LazySettings
) -> None:
    settings.EDITION_SECONDS = 0
    post = a_post("Zvans", section="money")
    editor.post("/editing/adverts/new/", told(slot="section", section="money"))
    advert = Advert.objects.get()
    pages = ("/", "/portal/money/", "/portal/news/", f"/post/{post.public_id}/zvans/")
    assert [len(aside(Client(), page)) for page in pages] == [0, 1, 0, 0]
    address = f"/editing/adverts/{advert.public_id}/"
    editor.post(address, told(stamp=1, slot="post", section="money", picture=""))
    assert [len(aside(Client(), page)) for page in pages] == [0, 0, 0, 1]
    editor.post(address, told(stamp=2, slot="post", starts_on="2026-11-24", picture=""))
    assert [len(aside(Client(), page)) for page in pages] == [0] * 4
    editor.post(address, told(stamp=3, slot="post", picture=""))
    assert editor.post(f"{address}switch/", {"on": "0"})["Location"] == f"{address}?done=off"
    assert [len(aside(Client(), page)) for page in pages] == [0] * 4
    assert Client().get(f"/adverts/{advert.public_id}/").status_code == 404
    editor.post(f"{address}switch/", {"on": "1"})
    assert [len(aside(Client(), page)) for page in pages] == [0, 0, 0, 1]


def test_where_adverts_are_off_there_is_nothing_of_them(editor: Client, settings: LazySettings) -> None:
    editor.post("/editing/adverts/new/", told())
    key = Advert.objects.get().public_id
    settings.ADVERTS = False
    page = Client().get("/").text
    assert ("advert" in page.replace("/advertising/", ""), "portal-advert.js" in page) == (False, False)
    found = [editor.get(f"/editing/adverts/{part}").status_code for part in ("", "new/", f"{key}/")]
    found += [editor.post(f"/editing/adverts/{key}/switch/").status_code, Client().get(f"/adverts/{key}/").status_code]
    assert found == [404] * 5
    assert Client().post(f"/adverts/{key}/seen/", headers=HERE).status_code == 204
    assert AdvertDay.objects.count() == 0
    assert "Šajā portālā reklāmu nav. Tās ir izslēgtas." in Client().get("/advertising/").text
    settings.ADVERTS = True
    assert "Šajā portālā reklāmu nav." not in Client().get("/advertising/").text


def test_no_page_behind_the_doors_has_a_place_for_one(school: SmallSchool, client: Client, on: None) -> None:
    """By its sources, and with an advert there is: what is signed in shows none."""
    holds = {
        str(path.relative_to(TEMPLATES))
        for path in tracked("zvans/web/templates/*.html")
        if re.search(r"{% advert |_advert\.html|adverts:(seen|follow)|portal-advert", path.read_text(encoding="utf-8"))
    }
    assert holds == {"public/_advert.html", "public/home.html", "public/section.html", "public/post.html"}
    for persona, address in (("mother", "/home/"), ("teacher", "/today/"), ("pupil", "/home/"), ("head", "/today/")):
        school.sign_in(client, persona)
        assert "advert" not in client.get(address, follow=True).text
