"""At 18 the pupil is asked who goes on seeing the diary (C8)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.families import Families
from tests.factories.people import arranging, make_guardian, make_ready
from tests.support.jobs import do_jobs
from tests.web.access.families import give_code
from zvans.accounts.models import Person
from zvans.accounts.personal_code import hyphenated
from zvans.audit.actor import Actor
from zvans.diary.queries.children import children_of
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAcceptable
from zvans.notifications.models import Notice
from zvans.schools.actions.adults import tell_of_age
from zvans.schools.actions.families import Ward, add_guardian_by_hand, change_guardian, end_guardian
from zvans.schools.actions.merging import merge_people_anywhere
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.people.run import run_people_import
from zvans.schools.models import Guardianship

BIRTHDAY = "2026-11-25 09:00 +0200"
WORKER = Actor.system("worker")
PAGE = reverse("account:who_sees")


@pytest.fixture
def families(families_of_two_schools: Families, db: None) -> Families:
    with arranging():
        Person.objects.filter(pk=families_of_two_schools.elza.pk).update(born_on=date(2008, 11, 25))
    return families_of_two_schools


def seen_by(families: Families, persona: str, on: date = date(2026, 11, 25)) -> list[str]:
    return [child.given_name for child in _children(families, persona, on)]


def _children(families: Families, persona: str, on: date) -> tuple[Any, ...]:
    with in_sight_of([families.alfa.school.pk, families.beta.school.pk]):
        return children_of(families.actor(persona), on)


def ties(families: Families, persona: str) -> list[tuple[Any, ...]]:
    rows = Guardianship.objects.filter(pupil=families.elza, guardian=families.accounts[persona].person)
    return list(rows.order_by("starts_on").values_list("access", "starts_on", "ends_on", "chosen_on"))


def say(client: Client, families: Families, *personas: str) -> int:
    families.sign_in(client, "pupil")
    sees = [families.accounts[persona].person.public_id for persona in personas]
    return client.post(PAGE, {"sees": sees}).status_code


def test_on_the_birthday_the_pupil_is_told_and_nothing_changes(client: Client, families: Families) -> None:
    make_ready(families.accounts["pupil"], "trīs zaļi āboli")
    with time_machine.travel("2026-11-24 09:00 +0200", tick=False):
        assert (tell_of_age(by=WORKER), say(client, families, "mother")) == (0, 409)
    with time_machine.travel(BIRTHDAY, tick=False):
        assert tell_of_age(by=WORKER) == 1
        do_jobs()
        assert list(Notice.objects.values_list("account", "kind")) == [(families.accounts["pupil"].pk, "of_age")]
        assert [seen_by(families, who) for who in ("father", "guardian")] == [["Elza"], ["Elza"]]


def test_the_pupil_is_asked_at_each_sign_in_until_answering(client: Client, families: Families, settings: Any) -> None:
    settings.SESSION_HOURS = 1_000_000  # sessions end by the database's clock, which no test moves
    code = give_code(families.elza)
    make_ready(families.accounts["pupil"], "trīs zaļi āboli")
    typed = {"username": code, "password": "trīs zaļi āboli"}
    with time_machine.travel(BIRTHDAY, tick=False):
        for _ in range(2):
            assert Client().post(reverse("sign_in:family"), typed)["Location"] == f"{PAGE}?next=%2Fhome%2F"
        assert say(client, families, "mother", "father", "guardian") == 302
        assert Client().post(reverse("sign_in:family"), typed)["Location"] == "/home/"


def test_what_the_pupil_says_holds_from_today(client: Client, families: Families) -> None:
    """The past stays as it was; who is let out is told, in whatever school; the mother's other child stays hers."""
    before = ties(families, "father")
    with time_machine.travel(BIRTHDAY, tick=False):
        assert say(client, families, "guardian") == 302
        do_jobs()
        assert [seen_by(families, who) for who in ("mother", "father", "guardian")] == [["Kārlis"], [], ["Elza"]]
        today, yesterday = date(2026, 11, 25), date(2026, 11, 24)
        [(access, starts_on, _, _)] = before
        assert ties(families, "father") == [
            (access, starts_on, yesterday, None),
            ("none", today, None, today),
        ]
        told = Notice.objects.order_by("account").values_list("account", "kind", "details")
        fact = {"child": "Elza Zvirgzdiņa"}
        wanted = sorted(families.accounts[who].pk for who in ("mother", "father"))
        assert list(told) == [(key, "access_changed", fact) for key in wanted]
        assert say(client, families, "father", "guardian") == 302
        assert seen_by(families, "father") == ["Elza"]
        assert ties(families, "father")[1:] == [("read", today, None, today)]


def test_a_school_gives_no_more_than_the_pupil_lets(client: Client, families: Families) -> None:
    with time_machine.travel(BIRTHDAY, tick=False):
        say(client, families, "guardian")
        tie = Guardianship.objects.get(pupil=families.elza, guardian=families.accounts["father"].person, ends_on=None)
        with pytest.raises(NotAcceptable, match="pilngadīgs"):
            change_guardian(guardianship=tie, kind="father", access="full", school=families.alfa.school, by=WORKER)
        change_guardian(guardianship=tie, kind="guardian", access="none", school=families.alfa.school, by=WORKER)
        end_guardian(guardianship=tie, last_day=date(2026, 11, 25), school=families.alfa.school, by=WORKER)
    with time_machine.travel("2026-12-01 09:00 +0200", tick=False):
        again = Ward(families.elza, tie.guardian, "father", access="full")
        with pytest.raises(NotAcceptable, match="pilngadīgs"):
            add_guardian_by_hand(ward=again, school=families.alfa.school, starts_on=date(2026, 12, 1), by=WORKER)


def test_nor_by_a_file_or_a_second_record(client: Client, families: Families, tmp_path: Path) -> None:
    """Ended and imported again the father sees what Elza said; so he does where the school makes one of him and a namesake."""
    father, school = families.accounts["father"].person, families.alfa.school
    code, own = hyphenated(give_code(families.elza)), hyphenated(give_code(father))
    with time_machine.travel(BIRTHDAY, tick=False):
        say(client, families, "guardian")
        [tie] = Guardianship.objects.filter(pupil=families.elza, guardian=father, ends_on=None)
        end_guardian(guardianship=tie, last_day=date(2026, 11, 25), school=school, by=WORKER)
    file = tmp_path / "people.csv"
    row = f"tēvs;{father.given_name};{father.family_name};{own};{code}"
    file.write_text(f"veids;vārds;uzvārds;personas kods;skolēna kods\n{row}\n")
    with time_machine.travel("2026-11-26 09:00 +0200", tick=False):
        run_people_import(file, school=school, dates=Dates(), by=WORKER, apply=True)
        [tie] = Guardianship.objects.filter(pupil=families.elza, guardian=father, ends_on=None)
        assert (tie.access, tie.starts_on, tie.chosen_on) == ("none", date(2026, 11, 26), date(2026, 11, 25))
        with pytest.raises(NotAcceptable, match="pilngadīgs"):
            change_guardian(guardianship=tie, kind="father", access="full", school=school, by=WORKER)
        twin = make_guardian(families.elza, "father", father.given_name, father.family_name)
        merge_people_anywhere(kept=twin, gone=father, by=WORKER)
    [tie] = Guardianship.objects.filter(pupil=families.elza, guardian=twin, ends_on=None)
    assert (tie.access, tie.chosen_on) == ("none", date(2026, 11, 25))


def test_a_guardian_without_access_is_not_asked_about(client: Client, families: Families) -> None:
    """What a court or the school has closed, the pupil's tick does not open."""
    with arranging():
        Guardianship.objects.filter(guardian=families.accounts["father"].person).update(access="none")
    with time_machine.travel(BIRTHDAY, tick=False):
        families.sign_in(client, "pupil")
        assert families.accounts["father"].person.public_id not in client.get(PAGE).content.decode()
        say(client, families, "mother", "father", "guardian")
        assert seen_by(families, "father") == []
