"""Who sees whom in the diary (B11, C3)."""

from datetime import date

import pytest

from tests.factories.families import ENDED, Families
from tests.factories.people import actor_of, arranging
from tests.factories.school import MONDAY, inside, make_class
from zvans.audit.actions import recorded
from zvans.diary.queries.children import Child, children_of
from zvans.schools.models import Enrolment, Guardianship


def seen_by(families: Families, persona: str, on: date = MONDAY) -> list[str]:
    actor = families.actor(persona)
    with recorded("look", by=actor):
        return [f"{child.given_name} {child.class_name}" for child in children_of(actor, on)]


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("pupil", ["Elza 9.b"]),
        ("brother", ["Kārlis 2.a"]),
        ("mother", ["Elza 9.b", "Kārlis 2.a"]),
        ("father", ["Elza 9.b"]),
        ("guardian", ["Elza 9.b"]),
        ("classmates_mother", ["Līga 9.b"]),
        ("other_mother", ["Jānis 9.a"]),
        ("stranger", ["Līga 2.a"]),
        ("former_father", []),
        ("former_pupil", []),
        ("former_pupils_mother", []),
        ("teacher", []),
    ],
)
def test_each_sees_the_own_children(families: Families, persona: str, seen: list[str]) -> None:
    assert seen_by(families, persona) == seen


def test_a_child_comes_with_its_class_and_school(families: Families) -> None:
    with recorded("look", by=families.actor("mother")):
        _, second = children_of(families.actor("mother"), MONDAY)
    assert second == Child(
        order=1,
        person_id=families.karlis.pk,
        public_id=families.karlis.public_id,
        given_name="Kārlis",
        family_name="Zvirgzdiņš",
        class_name="2.a",
        school_id=families.beta.school.pk,
        school="Betas pamatskola",
    )


def test_ties_hold_to_their_last_day(families: Families) -> None:
    """C3: the other guardian's tie, which goes on, opens nothing for the one whose has ended."""
    assert seen_by(families, "former_father", ENDED) == ["Elza 9.b"]
    assert seen_by(families, "former_pupil", ENDED) == ["Aigars 9.b"]


def test_a_tie_that_has_not_begun_opens_nothing(families: Families) -> None:
    father = families.accounts["father"].person
    with arranging():
        Guardianship.objects.filter(guardian=father).update(starts_on=date(2026, 11, 24))
    assert seen_by(families, "father") == []


def test_who_changes_class_that_day_is_seen_once_in_the_new_one(families: Families) -> None:
    with inside(families.alfa):
        Enrolment.objects.filter(pupil=families.elza).update(ends_on=MONDAY)
    new = make_class(families.alfa, "9.c", pupils=0)
    with inside(families.alfa):
        Enrolment.objects.create(
            school=families.alfa.school, class_group=new.group, pupil=families.elza, starts_on=MONDAY
        )
    assert seen_by(families, "father") == ["Elza 9.c"]


def test_a_school_that_the_account_does_not_have_stays_closed(families: Families) -> None:
    """The second net: an account that was never given the school sees no row of it."""
    families.accounts["mother"].school_ids = [families.alfa.school.pk]
    actor = actor_of(families.accounts["mother"])
    with recorded("look", by=actor):
        assert [child.given_name for child in children_of(actor, MONDAY)] == ["Elza"]
