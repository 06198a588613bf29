"""Nobody steps into the name under which somebody else has spoken (A8, decision 15)."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.db import connections
from django.test import Client

from tests.factories.comments import a_comment, a_commenter
from tests.factories.people import actor_of, arranging
from tests.factories.portal import a_post
from tests.factories.small_school import SmallSchool
from tests.support.database import OwnDatabase
from zvans.audit.models import Change
from zvans.lib.dates import now
from zvans.portal.actions.comments import withdraw_comment
from zvans.portal.models import Comment, Edition, Post


def a_post_of_today() -> Post:
    return a_post("Zvans skan", at=now() - timedelta(hours=1))


def test_the_own_name_is_kept_as_a_chosen_one(client: Client, school: SmallSchool) -> None:
    """Written without marks, apart, or with digits for letters, it is the same."""
    a_comment(a_post_of_today(), of=a_commenter("Jānis", "Bērziņš"))
    school.sign_in(client, "mother")
    tried = ["Janis Berzins", "Jānis.Bērziņš", "Jānis-Bērziņš", "JanisBerzins", "J4nis B3rzins", "Jānis Kļaviņš"]
    assert [client.post("/comments/name/", {"display_name": name}).status_code for name in tried] == [422] * 5 + [302]
    assert Comment.objects.get().name_key == "janisberzins"


def test_names_from_before_are_folded_without_a_trace(fresh_database: OwnDatabase) -> None:
    """By the migration, as the owner: no history, no new edition; afterwards the triggers are back."""
    account = a_commenter("Jānis", "Bērziņš")
    comment = a_comment(a_post_of_today(), of=account)
    with arranging():
        Comment.objects.update(name_key="")
    before = (Change.objects.count(), Edition.objects.get().number)
    with connections["owner"].schema_editor() as editor:
        import_module("zvans.portal.migrations.0003_fold_names_of_comments").fill_keys(apps, editor)
    assert Comment.objects.get().name_key == "janisberzins"
    assert (Change.objects.count(), Edition.objects.get().number) == before
    withdraw_comment(comment=comment, by=actor_of(account))
    assert (Change.objects.count(), Edition.objects.get().number) == (before[0] + 1, before[1] + 1)
