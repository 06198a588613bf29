"""Which edition of the portal is shown now: kept pages hang on it."""

from django.db import connection

from zvans.lib.dates import now

# A scheduled post changes what is shown without any write: the newest moment that has come is a part of the edition.
_NOW_SHOWN = """
SELECT coalesce((SELECT number FROM portal_edition WHERE id = 1), 0),
    (SELECT extract(epoch FROM max(published_at)) FROM portal_post WHERE state = 'published' AND published_at <= %s)
"""


def edition_now() -> str:
    """By the clock that `PostQuerySet.published` goes by: a page that is made anew for a moment that has come shows what has come."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW_SHOWN, [now()])
        number, newest = cursor.fetchone()
    return f"{number}-{newest or 0}"
