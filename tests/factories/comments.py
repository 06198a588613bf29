"""Comments as people write them, and moderators."""

from typing import Any

from tests.factories.people import actor_of, make_account, make_person
from zvans.accounts.enums import Office, Role
from zvans.accounts.models import Account
from zvans.portal.actions.comments import post_comment
from zvans.portal.models import Comment, Post


def a_commenter(given: str = "Anna", family: str = "Zariņa") -> Account:
    return make_account(make_person(given, family), role=Role.MOTHER)


def a_comment(post: Post, text: str = "Labi teikts", *, of: Account | None = None) -> Comment:
    return post_comment(post=post, text=text, by=actor_of(of or a_commenter()))


def a_moderator(given: str = "Māra", **fields: Any) -> Account:
    return make_account(make_person(given, "Moderē"), role=Role.OFFICER, offices=[Office.MODERATOR], **fields)
