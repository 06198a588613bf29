from collections.abc import Collection
from dataclasses import dataclass

from zvans.accounts.models import CodeGenerator, PersonalCode, RecoveryCode, SignInName
from zvans.accounts.personal_code import keyed_hash, keyed_hashes, keys


@dataclass(frozen=True, slots=True)
class Aging:
    """What older keys are still needed for. `codes` and `apps` can be brought under the newest; `names` that people have chosen and
    `recovery` codes can't, and may be of any of the keys: nothing tells.
    """

    codes: int
    apps: int
    names: int
    recovery: int


def missing_keys() -> list[str]:
    """Ids of the keys that what is stored needs and this installation does not have: with them missing, nobody can sign in."""
    used = {
        key
        for model in (PersonalCode, CodeGenerator)
        for key in model.objects.values_list("key_id", flat=True).distinct()
    }
    return sorted(used - set(keys()))


def under_older_keys() -> Aging:
    newest = next(iter(keys()))
    return Aging(
        PersonalCode.objects.exclude(key_id=newest).count(),
        CodeGenerator.objects.exclude(key_id=newest).count(),
        SignInName.objects.filter(is_chosen=True).count(),
        RecoveryCode.objects.filter(used_at=None).count(),
    )


def kept_hashes(codes: Collection[str]) -> dict[str, bytes]:
    """By what each code (eleven digits) is found here: under the key that it is kept under, or under the newest where nobody has it yet."""
    code_of = {hashed: code for code in codes for hashed in keyed_hashes(code)}
    rows = PersonalCode.objects.filter(keyed_hash__in=list(code_of)).values_list("keyed_hash", flat=True)
    return {code: keyed_hash(code) for code in codes} | {code_of[bytes(row)]: bytes(row) for row in rows}
