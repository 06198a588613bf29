"""Making a new edition where no trigger does: what tickets say publicly is a small part of them."""

from django.db import connection

_NEXT = """
INSERT INTO portal_edition (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = portal_edition.number + 1
"""


def begin_edition() -> None:
    """Kept pages are made again. Part of the action that has changed what they show."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
