import json

import pytest

from tests.support.shared_data import shared_file
from zvans.accounts.personal_code import (
    InvalidPersonalCode,
    decrypted,
    encrypted,
    hyphenated,
    keyed_hash,
    normalised,
)


def vectors(kind: str) -> list[str]:
    return list(json.loads(shared_file("personal-codes-lv.json").read_text())[kind])


def is_valid(code: str) -> bool:
    try:
        return bool(normalised(code))
    except InvalidPersonalCode:
        return False


@pytest.mark.parametrize("kind", ["valid_legacy", "valid_new_checksummed", "residue10_cases_accept_check_0"])
def test_real_codes_are_accepted(kind: str) -> None:
    assert [code for code in vectors(kind) if not is_valid(code)] == []


def test_new_codes_have_no_check_digit_in_law() -> None:
    assert [code for code in vectors("format_only_no_checksum_in_law") if not is_valid(code)] == []


def test_what_is_no_code_is_refused() -> None:
    """Codes of the new kind are refused by form only: the law knows no check digit for them."""
    invalid = [code for code in vectors("invalid") if code.replace("-", "")[:2] not in {"32", "33"} or len(code) > 12]
    assert [code for code in invalid if is_valid(code)] == []


@pytest.mark.parametrize(
    "typed", ["32073120١١٥", "３２0731-20115", "320731\x00-20115", "320731-20115\u200b", "320731--20115", "320731-2011"]
)
def test_digits_of_other_scripts_and_what_can_not_be_seen_are_no_code(typed: str) -> None:
    """Each would be a second name for one person, found by another hash."""
    assert not is_valid(typed)


@pytest.mark.parametrize("typed", ["320731-20115", "32073120115", " 320731 - 20115 ", "320731 20115"])
def test_hyphen_and_spaces_are_optional(typed: str) -> None:
    """B2, S16."""
    assert normalised(typed) == "32073120115"
    assert hyphenated(normalised(typed)) == "320731-20115"


def test_a_code_is_kept_encrypted_and_found_by_a_keyed_hash() -> None:
    key_id, kept = encrypted("32073120115")
    assert decrypted(key_id, kept) == "32073120115"
    assert b"32073120115" not in kept
    assert encrypted("32073120115")[1] != kept
    assert keyed_hash("32073120115") == keyed_hash("32073120115") != keyed_hash("32073120116")
