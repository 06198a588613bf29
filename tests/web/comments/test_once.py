"""The same words sent twice are said once, also by two requests at the same time (A8, C7)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.factories.comments import a_comment, a_commenter
from tests.factories.portal import a_post
from tests.support.database import OwnDatabase
from zvans.lib.dates import now
from zvans.lib.policy import TooOften
from zvans.portal.models import Comment


@pytest.mark.django_db
def test_what_is_said_again_does_not_count() -> None:
    """Six may be said: the second press of the button is none of them, and is answered even when there are no more."""
    account, post = a_commenter(), a_post("Zvans skan", at=now() - timedelta(hours=1))
    for number in range(6):
        first = a_comment(post, f"Doma {number}", of=account)
        assert a_comment(post, f"Doma {number}", of=account) == first
    with pytest.raises(TooOften):
        a_comment(post, "Vēl viena", of=account)
    assert Comment.objects.count() == 6


def test_two_at_once_say_it_once(fresh_database: OwnDatabase) -> None:
    account, post = a_commenter(), a_post("Zvans skan", at=now() - timedelta(hours=1))
    together = Barrier(4)

    def press(number: int) -> int:
        try:
            together.wait(timeout=10)
            return a_comment(post, f"Doma {number // 4}", of=account).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fingers:
        said = list(fingers.map(press, range(16)))
    assert [len(set(said[start : start + 4])) for start in (0, 4, 8, 12)] == [1] * 4
    assert Comment.objects.count() == 4
