"""Bell schedules (D2): several of them, lesson numbers from 0, shortened days, days on which another one rings."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.support.statements import statements_of
from zvans.audit.models import Action
from zvans.schools.models import BellDay, BellPeriod, BellSchedule
from zvans.timetable.queries.plan import bells_of

BELLS = "/school/alfa/bells/"


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def usual(school: SmallSchool) -> BellSchedule:
    with inside(school.made):
        return BellSchedule.objects.get(school=school.school, is_default=True)


def another(school: SmallSchool, name: str = "Īsās", *periods: tuple[int, str, str], of: Any = None) -> BellSchedule:
    made = of or school.made
    with inside(made):
        schedule = BellSchedule.objects.create(school=made.school, name=name)
        for number, start, end in periods or [(1, "08:30", "09:00"), (2, "09:10", "09:40")]:
            BellPeriod.objects.create(
                school=made.school, schedule=schedule, number=number, starts_at=time.fromisoformat(start), ends_at=time.fromisoformat(end)
            )  # fmt: skip
    return schedule


def rings(school: SmallSchool, schedule: int) -> list[tuple[int, str, str]]:
    with inside(school.made):
        rows = BellPeriod.objects.filter(schedule=schedule).order_by("number")
        return [(p.number, f"{p.starts_at:%H:%M}", f"{p.ends_at:%H:%M}") for p in rows]


def form(name: str = "Īsās", *lessons: tuple[int, str, str], **more: str) -> dict[str, str]:
    filled = {"name": name}
    for number, start, end in lessons:
        filled[f"starts_{number}"], filled[f"ends_{number}"] = start, end
    return filled | more


def errors(response: Any) -> dict[str, str]:
    """What stands at each field, by the field's id; at "" what is said of the form as a whole."""
    assert response.status_code == 422
    page = read(response.content)
    at = {
        e.attributes["id"].removeprefix("id_").removesuffix("_error"): e.text
        for e in page.all("ul")
        if "id" in e.attributes
    }
    whole = [e.text for e in page.all("p", "error")]
    return at | ({"": whole[0]} if whole else {})


def stamp_on(client: Client, address: str) -> str:
    page = read(client.get(address).content)
    return next(e.attributes["value"] for e in page.all("input") if e.attributes.get("name") == "stamp")


def test_a_second_schedule_is_added(superuser: Client, school: SmallSchool) -> None:
    lessons = [(0, "07:55", "08:25"), (1, "08:30", "09:00"), (3, "9.10", "9.40")]
    answer = superuser.post(f"{BELLS}new/", form(" Saīsinātās   stundas", *lessons))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{BELLS}?done=added")
    with inside(school.made):
        added = BellSchedule.objects.get(name="Saīsinātās stundas")
    assert (added.is_default, rings(school, added.pk)) == (False, [*lessons[:2], (3, "09:10", "09:40")])
    page = read(superuser.get(f"{BELLS}?done=added").content)
    assert page.one("p", "done-line").text == "Zvani ir pievienoti."
    assert [e.text for e in page.all("ol", "rings")[1].all("li")] == ["0. 7.55–8.25", "1. 8.30–9.00", "3. 9.10–9.40"]


def test_the_first_schedule_is_the_usual_one(superuser: Client, school: SmallSchool) -> None:
    with inside(school.made):
        usual_one = BellSchedule.objects.get(school=school.school)
        usual_one.delete()
    proposed = read(superuser.get(f"{BELLS}new/").content)
    filled = {e.attributes["name"]: e.attributes["value"] for e in proposed.all("input") if "value" in e.attributes}
    assert (filled["name"], filled["starts_1"], filled["ends_1"], "starts_9" in filled) == (
        "Parastās dienas", "08:30", "09:10", False,
    )  # fmt: skip
    assert superuser.post(f"{BELLS}new/", filled).status_code == 302
    assert (usual(school).name, len(rings(school, usual(school).pk))) == ("Parastās dienas", 9)


@pytest.mark.parametrize(
    ("lessons", "said"),
    [
        ([(1, "08:30", "09:10"), (2, "09:00", "09:40")],
         {"starts_2": "Šī stunda sākas, kad 1. stunda vēl nav beigusies. Tā beidzas 9.10."}),
        ([(1, "08:30", "09:10"), (2, "07:30", "08:10")],
         {"starts_2": "Šī stunda sākas pirms 1. stundas. Stundām jābūt pēc kārtas."}),
        ([(1, "09:10", "08:30")], {"ends_1": "Stunda beidzas, pirms tā sākas (9.10). Ierakstiet vēlāku laiku."}),
        ([(1, "08:30", "08:30")], {"ends_1": "Stunda beidzas, pirms tā sākas (8.30). Ierakstiet vēlāku laiku."}),
        ([(0, "08:30", "")], {"ends_0": "Ierakstiet arī, kad stunda beidzas."}),
        ([(12, "", "18:30")], {"starts_12": "Ierakstiet arī, kad stunda sākas."}),
        ([(1, "25:30", "26:10")], {"starts_1": "Ierakstiet laiku tā: 08:30.", "ends_1": "Ierakstiet laiku tā: 08:30."}),
        ([], {"": "Ierakstiet vismaz vienu stundu."}),
        ([(1, "08:30", "09:10"), (2, "09:00", "09:40"), (3, "10:00", "")],
         {"starts_2": "Šī stunda sākas, kad 1. stunda vēl nav beigusies. Tā beidzas 9.10.",
          "ends_3": "Ierakstiet arī, kad stunda beidzas."}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(
    superuser: Client, school: SmallSchool, lessons: list[tuple[int, str, str]], said: dict[str, str]
) -> None:
    """Overlapping lessons, lessons out of order, a lesson that ends before it starts; what was typed stays."""
    before = usual(school)
    for address, sent in (
        (f"{BELLS}new/", form("Īsās", *lessons)),
        (f"{BELLS}{before.pk}/", form("Īsās", *lessons, stamp=stamp_on(superuser, f"{BELLS}{before.pk}/"))),
    ):
        answer = superuser.post(address, sent)
        assert errors(answer) == said
        typed = {e.attributes["name"]: e.attributes.get("value", "") for e in read(answer.content).all("input")}
        assert {name: typed[name] for name in sent} == sent
    with inside(school.made):
        assert BellSchedule.objects.filter(school=school.school).count() == 1
    assert (usual(school).name, len(rings(school, before.pk))) == ("Parastais", 9)


def test_a_name_is_given_once(superuser: Client, school: SmallSchool) -> None:
    answer = superuser.post(f"{BELLS}new/", form("parastais", (1, "08:30", "09:00")))
    assert errors(answer) == {"name": "«Parastais» jau ir. Izvēlieties citu nosaukumu."}


def test_times_are_changed_one_lesson_goes_another_comes(superuser: Client, school: SmallSchool) -> None:
    schedule = another(school)
    address = f"{BELLS}{schedule.pk}/"
    sent = form("Īsās", (1, "08:40", "09:10"), (3, "09:20", "09:50"), stamp=stamp_on(superuser, address))
    assert superuser.post(address, sent).status_code == 302
    assert rings(school, schedule.pk) == [(1, "08:40", "09:10"), (3, "09:20", "09:50")]


def test_the_second_of_two_who_change_it_sees_both(superuser: Client, school: SmallSchool) -> None:
    schedule = another(school)
    address = f"{BELLS}{schedule.pk}/"
    stamp = stamp_on(superuser, address)
    superuser.post(address, form("Īsās", (1, "08:40", "09:10"), stamp=stamp))
    mine = form("Īsās", (1, "08:50", "09:20"), (2, "09:30", "10:00"), stamp=stamp)
    second = superuser.post(address, mine)
    assert errors(second) == {
        "": "Kamēr Jūs labojāt, kāds cits mainīja šos zvanus. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.",
        "starts_1": "Tagad te ir 8.40–9.10.", "starts_2": "Tagad te nav stundas.",
    }  # fmt: skip
    assert rings(school, schedule.pk) == [(1, "08:40", "09:10")]
    new_stamp = next(
        e.attributes["value"] for e in read(second.content).all("input") if e.attributes.get("name") == "stamp"
    )
    assert superuser.post(address, mine | {"stamp": new_stamp}).status_code == 302
    assert rings(school, schedule.pk) == [(1, "08:50", "09:20"), (2, "09:30", "10:00")]


def test_what_was_removed_meanwhile_is_not_found(superuser: Client, school: SmallSchool) -> None:
    schedule = another(school)
    address = f"{BELLS}{schedule.pk}/"
    sent = form("Īsās", (1, "08:40", "09:10"), stamp=stamp_on(superuser, address))
    assert superuser.post(f"{address}remove/").status_code == 302
    assert superuser.post(address, sent).status_code == 404


def test_a_shortened_copy_keeps_the_breaks(superuser: Client, school: SmallSchool) -> None:
    schedule = another(
        school,
        "Divas maiņas",
        (0, "07:40", "08:20"),
        (1, "08:30", "09:10"),
        (2, "09:20", "10:00"),
        (3, "10:30", "11:10"),
    )
    answer = superuser.post(f"{BELLS}{schedule.pk}/shorten/", {"short-minutes": "30", "short-name": "Īsās"})
    with inside(school.made):
        made = BellSchedule.objects.get(name="Īsās")
    assert answer.headers["Location"] == f"{BELLS}{made.pk}/?done=shortened"
    assert rings(school, made.pk) == [
        (0, "07:50", "08:20"), (1, "08:30", "09:00"), (2, "09:10", "09:40"), (3, "10:10", "10:40"),
    ]  # fmt: skip
    assert len(rings(school, schedule.pk)) == 4
    names = Action.objects.filter(name__in=["copy_shortened_bells", "add_bells"]).order_by("id")
    assert [(a.name, a.cause_id is None) for a in names] == [("copy_shortened_bells", True), ("add_bells", False)]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("5", {"short-minutes": "Pārliecinieties, ka šī vērtība ir lielāka vai vienāda ar 10."}),
        ("", {"short-minutes": "Ierakstiet, cik minūšu ir stunda."}),
        ("120", {"short-minutes": "Tik garas stundas vienā dienā nesanāk. Ierakstiet mazāk minūšu."}),
    ],
)
def test_a_length_that_makes_no_day_is_refused(
    superuser: Client, school: SmallSchool, minutes: str, said: dict[str, str]
) -> None:
    address = f"{BELLS}{usual(school).pk}/shorten/"
    assert errors(superuser.post(address, {"short-minutes": minutes, "short-name": "Īsās"})).keys() == said.keys()
    with inside(school.made):
        assert BellSchedule.objects.filter(school=school.school).count() == 1


def test_days_ring_by_another_schedule_and_the_timetable_follows(superuser: Client, school: SmallSchool) -> None:
    schedule = another(school)
    sent = {"bells": str(schedule.pk), "starts_on": "2026-11-24", "ends_on": ""}
    assert superuser.post(f"{BELLS}days/", sent).status_code == 302
    with inside(school.made):
        bells = bells_of([school.school.pk], MONDAY, date(2026, 11, 29))
    assert [bells.times(school.school.pk, date(2026, 11, d), 2) for d in (23, 24, 25)] == [
        (time(9, 30), time(10, 10)), (time(9, 10), time(9, 40)), (time(9, 30), time(10, 10)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-08-31", "", {"starts_on": "Šī diena nav nevienā mācību gadā. Ierakstiet mācību gada dienu."}),
        ("2027-05-31", "2027-06-02", {"ends_on": "2026/27 mācību gads beidzas 31.05.2027. Ierakstiet agrāku datumu."}),
        ("2026-12-10", "2026-12-09", {"ends_on": "Pēdējā diena ir pirms pirmās. Ierakstiet vēlāku datumu."}),
        (
            "2026-12-01",
            "2026-12-20",
            {"starts_on": "Šajās dienās jau zvana «Īsās» (no 18.12.2026.). Vispirms noņemiet to."},
        ),
        ("rīt", "", {"starts_on": "Ierakstiet datumu tā: 23.11.2026."}),
        ("", "", {"starts_on": "Ierakstiet datumu."}),
    ],
)
def test_days_that_can_not_be_chosen(
    superuser: Client, school: SmallSchool, first: str, last: str, said: dict[str, str]
) -> None:
    schedule = another(school)
    with inside(school.made):
        day = date(2026, 12, 18)
        BellDay.objects.create(school=school.school, schedule=schedule, starts_on=day, ends_on=day)
    answer = superuser.post(f"{BELLS}days/", {"bells": str(schedule.pk), "starts_on": first, "ends_on": last})
    assert errors(answer) == said
    with inside(school.made):
        assert BellDay.objects.count() == 1


def test_another_schools_bells_can_not_be_chosen(superuser: Client, school: SmallSchool) -> None:
    foreign = another(school, "Svešie", of=school.other)
    another(school)
    sent = {"bells": str(foreign.pk), "starts_on": "2026-11-24", "ends_on": ""}
    assert superuser.post(f"{BELLS}days/", sent).status_code == 422
    found = [
        superuser.get(f"{BELLS}{foreign.pk}/").status_code,
        *(superuser.post(f"{BELLS}{foreign.pk}/{what}").status_code for what in ("", "shorten/", "usual/", "remove/")),
    ]
    assert found == [404] * 5


@pytest.mark.parametrize(
    ("first", "last", "status", "left"),
    [
        (date(2026, 11, 24), date(2026, 11, 27), 302, []),
        (date(2026, 11, 20), date(2026, 11, 27), 302, [(date(2026, 11, 20), date(2026, 11, 22))]),
        (date(2026, 11, 19), date(2026, 11, 20), 409, [(date(2026, 11, 19), date(2026, 11, 20))]),
    ],
)
def test_only_days_to_come_ring_as_usual_again(
    superuser: Client, school: SmallSchool, first: date, last: date, status: int, left: list[tuple[date, date]]
) -> None:
    """A fact with dates ends; days that are over rang as they rang."""
    schedule = another(school)
    with inside(school.made):
        day = BellDay.objects.create(school=school.school, schedule=schedule, starts_on=first, ends_on=last)
    assert superuser.post(f"{BELLS}days/{day.pk}/remove/").status_code == status
    with inside(school.made):
        assert list(BellDay.objects.values_list("starts_on", "ends_on")) == left


def test_one_schedule_is_the_usual_one(superuser: Client, school: SmallSchool) -> None:
    before, schedule = usual(school), another(school)
    assert superuser.post(f"{BELLS}{schedule.pk}/usual/").headers["Location"] == f"{BELLS}?done=usual"
    assert usual(school).pk == schedule.pk
    assert superuser.post(f"{BELLS}{before.pk}/usual/").status_code == 302
    assert usual(school).pk == before.pk


def test_days_that_are_over_keep_the_bells_that_rang(superuser: Client, school: SmallSchool) -> None:
    """From today on other bells are the usual ones; yesterday's lessons were when they were."""
    before, schedule = usual(school), another(school)
    shortened = date(2026, 10, 30)
    with inside(school.made):
        BellDay.objects.create(school=school.school, schedule=schedule, starts_on=shortened, ends_on=shortened)
    assert superuser.post(f"{BELLS}{schedule.pk}/usual/").status_code == 302
    with inside(school.made):
        bells = bells_of([school.school.pk], date(2026, 9, 1), date(2026, 12, 1))
        kept = BellDay.objects.filter(schedule=before).order_by("starts_on").values_list("starts_on", "ends_on")
        assert list(kept) == [
            (date(2026, 9, 1), date(2026, 10, 29)), (date(2026, 10, 31), date(2026, 11, 22)),
        ]  # fmt: skip
    days = [date(2026, 9, 1), shortened, date(2026, 11, 22), MONDAY]
    assert [bells.times(school.school.pk, day, 2) for day in days] == [
        (time(9, 30), time(10, 10)), (time(9, 10), time(9, 40)), (time(9, 30), time(10, 10)), (time(9, 10), time(9, 40)),
    ]  # fmt: skip


def test_the_usual_bells_and_those_that_rang_stay(superuser: Client, school: SmallSchool) -> None:
    schedule = another(school)
    assert superuser.post(f"{BELLS}{usual(school).pk}/remove/").status_code == 409
    with inside(school.made):
        BellDay.objects.create(school=school.school, schedule=schedule, starts_on=MONDAY, ends_on=MONDAY)
    assert superuser.post(f"{BELLS}{schedule.pk}/remove/").status_code == 409
    with inside(school.made):
        assert BellSchedule.objects.filter(school=school.school).count() == 2


def test_more_schedules_cost_no_more(superuser: Client, school: SmallSchool) -> None:
    one = statements_of(superuser, BELLS)
    for name in ("A", "B", "C"):
        schedule = another(school, name)
        with inside(school.made):
            BellDay.objects.create(school=school.school, schedule=schedule, starts_on=MONDAY, ends_on=MONDAY)
    assert statements_of(superuser, BELLS) == one
