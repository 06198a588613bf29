"""Bringing what is kept under an older key under the newest (B13)."""

from collections.abc import Sequence

from django.db import connection, transaction

from zvans.accounts.models import CodeGenerator, PersonalCode, SignInName
from zvans.accounts.personal_code import decrypted, encrypted, keyed_hash, keys
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

_CHUNK = 500
_RENAME = f"""
WITH asked (old, new) AS (SELECT * FROM unnest(%s::bytea[], %s::bytea[]))
UPDATE {SignInName._meta.db_table} n SET name_hash = asked.new FROM asked
WHERE n.name_hash = asked.old AND NOT n.is_chosen
    AND NOT EXISTS (SELECT FROM {SignInName._meta.db_table} o WHERE (o.account_id, o.door, o.name_hash) = (n.account_id, n.door, asked.new))
"""  # noqa: S608


def rehash(*, by: Actor) -> int:
    """Encrypt personal codes and secrets of apps anew, and find codes and the names made of them by the newest key. Says how many.

    It may stop anywhere and be begun again. Usernames that people have chosen, and recovery codes, are known to nobody but them: they stay
    as they are, and are found by the older key as long as it is there.
    """
    newest, moved = next(iter(keys())), 0
    while chunk := list(PersonalCode.objects.exclude(key_id=newest).order_by("pk")[:_CHUNK]):
        with transaction.atomic(), recorded("rehash", by=by, schools=[], codes=len(chunk)):
            _rehash_codes(chunk)
        moved += len(chunk)
    apps = list(CodeGenerator.objects.exclude(key_id=newest))
    if apps:
        with transaction.atomic(), recorded("rehash", by=by, schools=[], apps=len(apps)):
            for app in apps:
                _encrypt_app(app)
    return moved + len(apps)


def _rehash_codes(codes: Sequence[PersonalCode]) -> None:
    """A code and the names made of it together: at no moment do they differ."""
    old, new = [], []
    for code in codes:
        digits = decrypted(code.key_id, bytes(code.encrypted))
        old.append(bytes(code.keyed_hash))
        code.keyed_hash, (code.key_id, code.encrypted) = keyed_hash(digits), encrypted(digits)
        new.append(bytes(code.keyed_hash))
    PersonalCode.objects.bulk_update(codes, ["keyed_hash", "key_id", "encrypted"])
    with connection.cursor() as cursor:
        cursor.execute(_RENAME, [old, new])
    SignInName.objects.filter(name_hash__in=old, is_chosen=False).delete()  # whose account has the new name already


def _encrypt_app(app: CodeGenerator) -> None:
    """Only where it is still the one that was read: its person may be setting up another."""
    key_id, kept = encrypted(decrypted(app.key_id, bytes(app.secret)))
    CodeGenerator.objects.filter(pk=app.pk, secret=app.secret).update(key_id=key_id, secret=kept)
