"""Which edition of the portal is shown now: kept pages hang on it."""

from django.db import connection

# A scheduled post changes what is shown without any write: the newest moment that has come is a part of the edition.
_NOW_SHOWN = """
SELECT coalesce((SELECT number FROM portal_edition WHERE id = 1), 0),
    (SELECT extract(epoch FROM max(published_at)) FROM portal_post WHERE state = 'published' AND published_at <= now())
"""


def edition_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_NOW_SHOWN)
        number, newest = cursor.fetchone()
    return f"{number}-{newest or 0}"
