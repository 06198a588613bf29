"""What an account is told (B6, B12): on its pages, and by e-mail where the person has an address."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from tests.factories.people import actor_of, make_account, make_person, make_session
from tests.support.jobs import do_jobs
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.accounts.queries.sessions import actor_for
from zvans.audit.models import Action
from zvans.notifications.actions.notices import see_notices, tell
from zvans.notifications.enums import NoticeKind
from zvans.notifications.models import Notice
from zvans.notifications.words import advice, said

pytestmark = pytest.mark.django_db


def mother(**fields: Any) -> Account:
    return make_account(make_person("Anna", "Liepa", **fields), role=Role.MOTHER)


def test_what_happened_is_told_by_email_without_what_opens_anything() -> None:
    account = mother(email="anna@pasts.example")
    tell(account, NoticeKind.NEW_DEVICE, device="Firefox, Windows")
    assert do_jobs() == ["email_notice"]
    [letter] = mail.outbox
    notice = Notice.objects.get()
    assert (letter.to, letter.from_email, letter.subject) == (
        ["anna@pasts.example"], settings.SUPPORT_EMAIL, "zvans: Jūsu kontā pieslēdzās no jaunas ierīces",
    )  # fmt: skip
    first, when, *rest = letter.body.split("\n\n")
    assert (first, rest) == (
        "Jūsu kontā pieslēdzās no jaunas ierīces: Firefox, Windows.",
        [
            "Ja tas nebijāt Jūs, nomainiet paroli un pastāstiet skolai.",
            f"To pašu redzēsiet, kad pieslēgsieties: {settings.ADDRESS}",
            f"Uz šo vēstuli nav jāatbild. Atbalsts: {settings.SUPPORT_EMAIL}\n",
        ],
    )
    assert str(notice.created_at.year) in when


def test_who_has_no_email_finds_it_on_the_pages_only() -> None:
    tell(mother(), NoticeKind.PASSWORD_CHANGED)
    assert (do_jobs(), mail.outbox, Notice.objects.count()) == ([], [], 1)


def test_an_address_that_has_gone_meanwhile_gets_nothing() -> None:
    account = mother(email="anna@pasts.example")
    notice = tell(account, NoticeKind.PASSWORD_CHANGED)
    notice.delete()
    assert (do_jobs(), mail.outbox) == (["email_notice"], [])


def test_packages_below_tell_by_the_name_of_a_job() -> None:
    account = mother()
    app.configure_task("tell_account").defer(account_id=account.pk, kind="new_device", details={"device": "Safari"})
    assert do_jobs() == ["tell_account"]
    assert list(Notice.objects.values_list("account", "kind", "details")) == [
        (account.pk, "new_device", {"device": "Safari"})
    ]


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_has_a_sentence(kind: NoticeKind) -> None:
    assert said(kind, {}) == said(kind, {"secret": "k7mq-9xfd"})  # what is not known as a fact is not told
    assert said(kind, {"school": "Alfas skola"}) == said(kind, {}).removesuffix(".") + ": Alfas skola."
    assert said(kind, {"school": "Alfas vsk."}) == said(kind, {}).removesuffix(".") + ": Alfas vsk."
    assert advice(kind) == advice(kind).strip()


def test_one_sees_the_own_ones_only() -> None:
    """C3: somebody else's stays unseen, whatever number is sent."""
    account, other = mother(), make_account(make_person())
    first, second = tell(account, NoticeKind.PASSWORD_CHANGED), tell(account, NoticeKind.NEW_DEVICE)
    foreign = tell(other, NoticeKind.PASSWORD_CHANGED)
    see_notices([first.pk, foreign.pk], by=actor_of(account))
    assert set(Notice.objects.filter(seen_at=None)) == {second, foreign}
    assert Action.objects.filter(name="see_notices").count() == 1


def test_the_session_brings_those_not_seen_in_its_own_statement() -> None:
    account = mother()
    token = make_session(account)
    first, second, third = (tell(account, NoticeKind.NEW_DEVICE, device=name) for name in ("Firefox", "Safari", "Edge"))
    tell(make_account(make_person()), NoticeKind.NEW_DEVICE)
    see_notices([second.pk], by=actor_of(account))
    with CaptureQueriesContext(connection) as caught:
        actor = actor_for(token, "127.0.0.1")
    assert actor is not None
    assert sorted(json.loads(row)["id"] for row in actor.notices) == [first.pk, third.pk]
    assert len(caught) == 1
