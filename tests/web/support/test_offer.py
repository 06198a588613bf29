"""A provider offers a trip without signing in (A7, C7)."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.support.page import read
from tests.web.support.visiting import send
from zvans.accounts.actions.allowances import take
from zvans.audit.models import Action
from zvans.portal.limits import OFFER_TRIP
from zvans.portal.models import Picture, Post, Trip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_noon")]

PAGE = "/excursions/offer/"
TYPED = {
    "title": "Uz bāku", "language": "lv", "lead": "Jūra un gaisma.", "text": "Kāpjam <b>augšā</b>.\nSkatāmies.\n\nNākam lejā.",
    "place": "Zvanupe", "region": "vidzeme", "topic": "nature", "from_grade": "1", "to_grade": "9", "price_cents": "3,50",
    "contact_name": "Bāka", "phone": "20 000 000", "email": "baka@example.lv", "website": "https://baka.example", "map_url": "",
    "offered_by": "Biedrība", "offered_email": "es@example.lv",
}  # fmt: skip


@pytest.fixture(autouse=True)
def pictures_here(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_picture() -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (400, 300), "navy").save(written, "PNG")
    return SimpleUploadedFile("baka.png", written.getvalue(), "image/png")


def test_an_offer_waits_for_the_editors_as_plain_text(client: Client) -> None:
    form = client.get(PAGE)
    assert (form.status_code, form["Cache-Control"]) == (200, "no-store")
    answer = send(client, PAGE, **TYPED, picture=a_picture(), picture_alt="Bāka krastā")
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?done=sent")
    assert "Redaktors to izlasīs un uz Jūsu e-pastu pateiks" in client.get(answer["Location"]).text
    post, trip = Post.objects.get(), Trip.objects.get()
    assert (post.section, post.state, post.title, post.lead, post.written_by_id) == (
        "excursions", "offered", "Uz bāku", "Jūra un gaisma.", None,
    )  # fmt: skip
    assert post.body == "<p>Kāpjam &lt;b&gt;augšā&lt;/b&gt;.<br>Skatāmies.</p><p>Nākam lejā.</p>"
    assert (post.picture, post.picture_alt) == (Picture.objects.get(), "Bāka krastā")
    assert (trip.place, trip.price_cents, trip.phone, trip.offered_by, trip.offered_email) == (
        "Zvanupe", 350, "+37120000000", "Biedrība", "es@example.lv",
    )  # fmt: skip
    assert next((a.name, a.role, a.details) for a in Action.objects.order_by("pk")) == (
        "offer_trip", "visitor", {"suspect": False},
    )  # fmt: skip
    assert "Uz bāku" not in client.get("/portal/excursions/").text


def test_personal_codes_are_not_kept(client: Client) -> None:
    """B13."""
    words = ("title", "lead", "text", "place", "contact_name", "offered_by")
    coded = {field: f"{TYPED[field]} 010190\x01-12345" for field in words}
    assert send(client, PAGE, **TYPED | coded).status_code == 302
    post, trip = Post.objects.get(), Trip.objects.get()
    kept = [post.title, post.lead, post.body, trip.place, trip.contact_name, trip.offered_by]
    assert [part.count("xxxxxx-xxxxx") for part in kept] == [1] * 6
    assert "12345" not in "".join(kept)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"text": "Rakstiet uz www.baka.example"}, ["text"]), ({"lead": "https://baka.example"}, ["lead"]),
        ({"offered_email": ""}, ["offered_email"]), ({"title": ""}, ["title"]), ({"region": "mēness"}, ["region"]),
        ({"from_grade": "9", "to_grade": "1"}, ["to_grade"]), ({"website": "javascript:alert(1)"}, ["website"]),
        ({"picture": SimpleUploadedFile("x.png", b"nothing"), "picture_alt": "x"}, ["picture"]),
        ({"picture": a_picture()}, ["picture_alt"]), ({"price_cents": "daudz"}, ["price_cents"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(client: Client, wrong: dict[str, Any], fields: list[str]) -> None:
    answer = send(client, PAGE, **TYPED | wrong)
    page = read(answer.content).one("main")
    errors = [e.attributes["id"] for e in page.all("ul") if e.attributes.get("id", "").endswith("_error")]
    assert (answer.status_code, errors) == (422, [f"id_{field}_error" for field in fields])
    assert (Post.objects.count(), Picture.objects.count()) == (0, 0)
    assert "Zvanupe" in answer.text


def test_a_region_is_asked_for_by_its_name(client: Client) -> None:
    answer = send(client, PAGE, **TYPED | {"region": ""})
    errors = {e.attributes.get("id"): e.text.strip() for e in read(answer.content).one("main").all("ul")}
    assert (answer.status_code, errors["id_region_error"]) == (422, "Izvēlieties reģionu.")


def test_programs_are_put_aside_and_one_source_offers_so_much(client: Client) -> None:
    assert send(client, PAGE, after=1, **TYPED).status_code == 422
    assert send(client, PAGE, **TYPED, homepage="x").status_code == 302
    assert Post.objects.get().state == "refused"
    while not take([(OFFER_TRIP, "127.0.0.1")]):
        pass
    assert send(client, PAGE, **TYPED).status_code == 429
    assert Post.objects.count() == 1
