"""A picture is everybody's for as long as something that everybody may read shows it; what nothing shows goes in time (A6, A10)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.test import Client

from tests.factories.people import make_account, make_person, sign_in
from tests.factories.portal import a_draft, a_picture, a_post
from tests.support.statements import statements_of
from zvans.accounts.enums import Role
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now, today
from zvans.portal.actions.posts import change_post, withdraw_post
from zvans.portal.models import Advert, Picture, Post
from zvans.portal.queries.pictures import PREVIEW, picture_file
from zvans.portal.tasks import sweep_pictures
from zvans.web.public.addresses import picture_address

pytestmark = pytest.mark.django_db

EDITORS = Actor.system("editors")


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def asked(client: Client, picture: Picture) -> tuple[int, str]:
    answer = client.get(picture_address(picture, "480.webp"))
    return answer.status_code, answer["Cache-Control"]


PUBLIC, CLOSED, OWN = (200, "public, max-age=86400"), (404, "no-store"), (200, "private, no-store")


def an_advert(picture: Picture, *, days: int = 0) -> Advert:
    until = today() + timedelta(days=days)
    told = {"advertiser": "Muzejs", "slot": "home", "picture_alt": "Muzejs aicina", "link": "https://muzejs.example/"}
    with recorded("add_advert", by=EDITORS, schools=[]):
        return Advert.objects.create(picture=picture, starts_on=until - timedelta(days=9), ends_on=until, **told)


def test_it_is_everybodys_while_a_published_post_shows_it(client: Client) -> None:
    picture, other = a_picture(), a_picture("teal")
    post = a_draft(picture=picture, picture_alt="Zils.")
    later = a_post("Rīt", at=now() + timedelta(days=1), picture=other, picture_alt="Zaļš.")
    assert (asked(client, picture), asked(client, other), later.is_scheduled) == (CLOSED, CLOSED, True)
    post = a_post(picture=picture, picture_alt="Zils.")
    assert (asked(client, picture), statements_of(client, picture_address(picture))) == (PUBLIC, 1)
    post = change_post(post=post, facts={"picture": other}, seen=post.revision, by=EDITORS)
    assert (asked(client, picture), asked(client, other)) == (CLOSED, PUBLIC)
    withdraw_post(post=post, by=EDITORS)
    assert [asked(client, one) for one in (picture, other)] == [CLOSED, CLOSED]
    names = [PREVIEW, f"{'9' * 400}.webp", "480.jpg", "٤٨٠.webp"]
    assert [client.get(f"/pictures/{other.public_id}/{name}").status_code for name in names] == [404] * 4


def test_what_names_no_file_is_not_looked_for(client: Client) -> None:
    picture = a_picture()
    a_post(picture=picture, picture_alt="Zils.")
    names = ["0480.webp", f"1{'0' * 400}.webp", "481.webp", "480.webp"]
    answers = [client.get(f"/pictures/{picture.public_id}/{name}").status_code for name in names]
    assert answers == [404, 404, 404, 200]


def test_it_is_everybodys_while_an_advert_may_be_seen(client: Client, settings: LazySettings) -> None:
    settings.ADVERTS = True
    seen, over = a_picture(), a_picture("teal")
    an_advert(seen)
    an_advert(over, days=-1)
    assert (asked(client, seen), asked(client, over)) == (PUBLIC, CLOSED)
    settings.ADVERTS = False
    assert asked(client, seen) == CLOSED


def test_what_is_not_out_is_for_editors_and_the_operator(client: Client) -> None:
    picture = a_picture()
    post = a_draft(picture=picture, picture_alt="Zils.")
    editor = make_account(make_person("Edīte", "Ezeriņa"), offices=["editor"])
    operator = make_account(make_person("Oto", "Ozols"), role=Role.OPERATOR)
    moderator = make_account(make_person("Maija", "Mūrniece"), offices=["moderator"])
    owing = make_account(make_person("Ella", "Eglīte"), offices=["editor"], terms_version=0)
    found = []
    for account in (editor, operator, moderator, owing):
        sign_in(client, account)
        found.append(asked(client, picture))
    assert found == [OWN, OWN, CLOSED, CLOSED]
    sign_in(client, editor)
    assert picture_address(picture, "480.webp") in client.get(f"/editing/{post.public_id}/preview/").text


def old(picture: Picture, *, days: int = 91) -> Picture:
    with recorded("keep_picture", by=EDITORS, schools=[]):
        Picture.objects.filter(pk=picture.pk).update(created_at=now() - timedelta(days=days))
    return picture


def files_of(picture: Picture) -> list[str]:
    return sorted(default_storage.listdir(picture_file(picture.public_id, ""))[1])


def test_at_night_what_nothing_shows_for_long_goes_with_its_files() -> None:
    """What an editor has replaced lately can still be brought back."""
    left, young, replaced, shown, advertised = [old(a_picture(), days=days) for days in (91, 89, 91, 91, 91)]
    post = a_draft(picture=replaced, picture_alt="Zils.")
    change_post(post=post, facts={"picture": shown}, seen=post.revision, by=EDITORS)
    an_advert(advertised, days=-400)
    files = files_of(shown)
    sweep_pictures(timestamp=0)
    sweep_pictures(timestamp=0)
    assert [*Picture.objects.order_by("pk")] == [young, replaced, shown, advertised]
    assert [files_of(one) for one in (left, young, replaced, shown, advertised)] == [[], *[files] * 4]
    assert [action.details for action in Action.objects.filter(name="sweep_pictures")] == [{"pictures": 1}]
    assert Post.objects.get().picture == shown
