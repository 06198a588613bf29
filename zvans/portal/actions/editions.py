"""Making a new edition where no trigger does: what tickets say publicly is a small part of them."""

from django.db import connection

from zvans.portal.models.edition import NEXT_EDITION


def begin_edition() -> None:
    """Kept pages are made again. Part of the action that has changed what they show."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_EDITION)
