"""The people of the demo one can sign in as (issue: «the demo country»)."""

import re
from dataclasses import FrozenInstanceError, fields

import pytest

from zvans.demo.personas import PERSONAS, Persona


def test_a_persona_is_printed_with_exactly_these_fields() -> None:
    names = [field.name for field in fields(Persona)]
    assert names == ["name", "role", "door", "username", "password", "school", "start_url"]
    with pytest.raises(FrozenInstanceError):
        PERSONAS[0].name = "Cits"  # type: ignore[misc]


def test_everybody_who_was_promised_is_there() -> None:
    assert [(persona.role, persona.door) for persona in PERSONAS] == [
        ("matemātikas skolotāja", "staff"),
        ("9.b klases audzinātāja", "staff"),
        ("direktore", "staff"),
        ("virslietotājs", "staff"),
        ("9. klases skolniece", "family"),
        ("2. klases skolnieks", "family"),
        ("mamma", "family"),
        ("tētis", "family"),
        ("cita skolēna mamma", "family"),
        ("cita atbildīgā persona, bērni divās skolās", "family"),
        ("mamma, kas pieslēdzas pirmo reizi", "family"),
        ("mākslas skolotāja", "staff"),
        ("mamma, kas ir arī skolotāja", "family"),
        ("citas skolas skolotājs", "staff"),
        ("bijušais ķīmijas skolotājs", "staff"),
        ("sistēmas uzturētājs", "staff"),
        ("drošības uzraudze", "staff"),
        ("lietotāju atbalsts", "staff"),
        ("pašvaldības speciāliste", "staff"),
        ("portāla redaktore", "staff"),
        ("portāla moderators", "staff"),
    ]


def test_family_signs_in_with_the_pupils_code_and_staff_with_their_own() -> None:
    """B2, B3: the password alone tells pupil, mother and father apart."""
    by_role = {persona.role: persona for persona in PERSONAS}
    family = [by_role[role] for role in ("9. klases skolniece", "mamma", "tētis")]
    assert len({persona.username for persona in family}) == 1
    staff = [persona.username for persona in PERSONAS if persona.door == "staff"]
    assert len(set(staff)) == len(staff)


def test_passwords_are_phrases_of_their_own_and_easy_to_type() -> None:
    passwords = [persona.password for persona in PERSONAS]
    assert len(set(passwords)) == len(passwords)
    assert [password for password in passwords if not re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", password)] == []


def test_usernames_and_start_pages() -> None:
    for persona in PERSONAS:
        assert re.fullmatch(r"3[2-9]\d{4}-\d{5}", persona.username)
        places = {"staff": "/today/", "family": "/home/"}
        own = "/operator/" if persona.role == "sistēmas uzturētājs" else "/office/"  # those without a school
        assert persona.start_url == (places[persona.door] if persona.school else own)


def test_who_is_both_has_two_accounts() -> None:
    """B4."""
    doors = [(persona.door, persona.username) for persona in PERSONAS if persona.name == "Zane Freiberga"]
    assert [door for door, _ in doors] == ["staff", "family"]
    assert doors[0][1] != doors[1][1]
