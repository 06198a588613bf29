"""Every guarded address × every kind of person × method → status (C3).

`.` not signed in: led to a door, and back · `-` not there for this person (404) · `x` seen, but not allowed (403) · `o` answered (200)
· `>` done, and led on (302) · `!` the form again (422) · `#` the state of things forbids it (409). Methods that no row names are refused
(405). A new address without a row here fails.
"""

from collections.abc import Sequence
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from tests.factories.people import sign_in
from tests.factories.school import make_employee, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.repo.test_views import VIEWS

PERSONAS = (
    "teacher", "other_teacher", "class_teacher", "head", "deputy", "superuser", "former_teacher", "dismissed", "stranger",
    "foreign_head", "pupil", "mother", "guardian", "other_mother", "former_guardian", "former_pupil", "stranger_mother", "operator",
    "anonymous",
)  # fmt: skip
STATUS = {".": 302, "-": 404, "x": 403, "o": 200, ">": 302, "!": 422, "#": 409}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

# staff: teacher of the course, other teacher, class teacher, head, deputy, superuser · former teacher, dismissed · two of another school
# families: pupil, mother, guardian, classmate's mother · former guardian, former pupil · stranger's mother      operator · nobody
TABLE = """
sign_in:out            POST   >>>>>> >> >>   >>>> >> >   >.
sign_in:password       GET    >>>>>> >> >>   >>>> >> >   >.
sign_in:password       POST   >>>>>> >> >>   >>>> >> >   >.
sign_in:terms          GET    >>>>>> >> >>   >>>> >> >   >.
sign_in:terms          POST   >>>>>> >> >>   >>>> >> >   >.

notices:show           GET    oooooo oo oo   oooo oo o   o.
notices:seen           POST   >>>>>> >> >>   >>>> >> >   >.

journal:today          GET    oooooo oo oo   ---- -- -   o.
journal:day            GET    oooooo oo oo   ---- -- -   o.
journal:owed           GET    oo>>>> oo o>   ---- -- -   o.
journal:owed_class     GET    --oooo -- --   ---- -- -   -.
journal:owed_school    GET    xxxooo x- --   ---- -- -   -.
journal:owed_entries   GET    xxxooo x- --   ---- -- -   -.
journal:late           GET    xxxooo x- --   ---- -- -   -.
journal:grid           GET    o-oooo -- --   ---- -- -   -.
journal:column_new     GET    o-xxxx -- --   ---- -- -   -.
journal:column_new     POST   !-xxxx -- --   ---- -- -   -.
journal:undo           POST   >----- -- --   ---- -- -   -.
journal:cancel         POST   >-xxxx -- --   ---- -- -   -.
journal:restore        POST   >-xxxx -- --   ---- -- -   -.
journal:column_remove  POST   #-xxxx -- --   ---- -- -   -.
journal:move           GET    o-xxxx -- --   ---- -- -   -.
journal:move           POST   !-xxxx -- --   ---- -- -   -.
journal:history        GET    o-oooo -- --   ---- -- -   -.
journal:lesson_changes GET    !-!!!! -- --   ---- -- -   -.
journal:cell_history   GET    o-oooo -- --   ---- -- -   -.
journal:cells          POST   o-xxxx -- --   ---- -- -   -.
journal:changes        GET    !-!!!! -- --   ---- -- -   -.
journal:lesson         GET    o-oooo -- --   ---- -- -   -.
journal:lesson         POST   >-xxxx -- --   ---- -- -   -.
journal:nobody_absent  POST   >-xxxx -- --   ---- -- -   -.
journal:outcomes       GET    o-oooo -- --   ---- -- -   -.
journal:outcomes       POST   !-xxxx -- --   ---- -- -   -.
journal:levels         POST   o-xxxx -- --   ---- -- -   -.
journal:outcomes_copy  POST   >-xxxx -- --   ---- -- -   -.
journal:outcome        GET    o-oooo -- --   ---- -- -   -.
journal:outcome        POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_history GET   o-oooo -- --   ---- -- -   -.
journal:level_history  GET    o-oooo -- --   ---- -- -   -.
journal:outcome_rename POST   !-xxxx -- --   ---- -- -   -.
journal:outcome_move   POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_remove POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_restore POST  >-xxxx -- --   ---- -- -   -.
journal:kind           POST   >-xxxx -- --   ---- -- -   -.
journal:before         GET    >->>>> -- --   ---- -- -   -.
journal:after          GET    >->>>> -- --   ---- -- -   -.

timetable:directory    GET    oooooo oo oo   ---- -- -   o.
timetable:class        GET    oooooo o- --   ---- -- -   -.
timetable:class_week   GET    oooooo o- --   ---- -- -   -.
timetable:teacher      GET    oooooo o- --   ---- -- -   -.
timetable:teacher_week GET    oooooo o- --   ---- -- -   -.
timetable:room         GET    oooooo o- --   ---- -- -   -.
timetable:room_week    GET    oooooo o- --   ---- -- -   -.

diary:home             GET    ------ -- --   oooo oo o   -.
diary:week             GET    ------ -- --   oooo oo o   -.
diary:marks            GET    ------ -- --   oooo oo o   -.
diary:home?child       GET    ------ -- --   ooo- -- -   -.
diary:week?child       GET    ------ -- --   ooo- -- -   -.
diary:marks?child      GET    ------ -- --   ooo- -- -   -.
diary:done             POST   ------ -- --   >xxx -- -   -.
diary:not_done         POST   ------ -- --   >xxx -- -   -.

school:choose          GET    ooo>>> oo o>   ---- -- -   o.
school:overview        GET    xxxooo x- --   ---- -- -   -.
school:groups          GET    xxxooo x- --   ---- -- -   -.
school:divide          POST   xxx>>> x- --   ---- -- -   -.
school:division        GET    xxxooo x- --   ---- -- -   -.
school:division        POST   xxx!!! x- --   ---- -- -   -.
school:own_group_new   GET    xxxooo x- --   ---- -- -   -.
school:own_group_new   POST   xxx!!! x- --   ---- -- -   -.
school:own_group       GET    xxxooo x- --   ---- -- -   -.
school:own_group       POST   xxx!!! x- --   ---- -- -   -.
school:year            GET    xxxooo x- --   ---- -- -   -.
school:year_add        GET    xxxooo x- --   ---- -- -   -.
school:year_add        POST   xxx!!! x- --   ---- -- -   -.
school:year_of         GET    xxxooo x- --   ---- -- -   -.
school:year_change     POST   xxx!!! x- --   ---- -- -   -.
school:year_remove     POST   xxx### x- --   ---- -- -   -.
school:break_add       POST   xxx!!! x- --   ---- -- -   -.
school:break           GET    xxxooo x- --   ---- -- -   -.
school:break           POST   xxx!!! x- --   ---- -- -   -.
school:break_remove    POST   xxx>-- x- --   ---- -- -   -.

school:bells           GET    xxxooo x- --   ---- -- -   -.
school:bells_add       GET    xxxooo x- --   ---- -- -   -.
school:bells_add       POST   xxx!!! x- --   ---- -- -   -.
school:bell_day_add    POST   xxx!!! x- --   ---- -- -   -.
school:bell_day_remove POST   xxx### x- --   ---- -- -   -.
school:bells_edit      GET    xxxooo x- --   ---- -- -   -.
school:bells_edit      POST   xxx!!! x- --   ---- -- -   -.
school:bells_shorten   POST   xxx!!! x- --   ---- -- -   -.
school:bells_usual     POST   xxx>>> x- --   ---- -- -   -.
school:bells_remove    POST   xxx### x- --   ---- -- -   -.
school:rooms           GET    xxxooo x- --   ---- -- -   -.
school:rooms           POST   xxx!!! x- --   ---- -- -   -.
school:room            GET    xxxooo x- --   ---- -- -   -.
school:room            POST   xxx!!! x- --   ---- -- -   -.
school:remove_room     POST   xxx### x- --   ---- -- -   -.
school:subjects        GET    xxxooo x- --   ---- -- -   -.
school:subjects        POST   xxx!!! x- --   ---- -- -   -.
school:subject         GET    xxxooo x- --   ---- -- -   -.
school:subject         POST   xxx!!! x- --   ---- -- -   -.
school:remove_subject  POST   xxx### x- --   ---- -- -   -.
school:kinds           GET    xxxooo x- --   ---- -- -   -.
school:kinds           POST   xxx!!! x- --   ---- -- -   -.
school:usual_kinds     POST   xxx>>> x- --   ---- -- -   -.
school:kind            GET    xxxooo x- --   ---- -- -   -.
school:kind            POST   xxx!!! x- --   ---- -- -   -.
school:kind_end        POST   xxx!!! x- --   ---- -- -   -.
school:kind_remove     POST   xxx### x- --   ---- -- -   -.
school:percent_scale   GET    xxxooo x- --   ---- -- -   -.
school:percent_scale   POST   xxx!!! x- --   ---- -- -   -.
school:rollover        GET    xxxooo x- --   ---- -- -   -.
school:rollover        POST   xxx!!! x- --   ---- -- -   -.
school:close_year      GET    xxxooo x- --   ---- -- -   -.
school:close_year      POST   xxx### x- --   ---- -- -   -.

school:teaching        GET    xxxooo x- --   ---- -- -   -.
school:teaching_of_year GET   xxxooo x- --   ---- -- -   -.
school:course_add      GET    xxxooo x- --   ---- -- -   -.
school:course_add      POST   xxx!!! x- --   ---- -- -   -.
school:course          GET    xxxooo x- --   ---- -- -   -.
school:course_teachers POST   xxx!!! x- --   ---- -- -   -.
school:course_values   POST   xxx!!! x- --   ---- -- -   -.
school:course_remove   POST   xxx### x- --   ---- -- -   -.

school:staff           GET    xxxoxo x- --   ---- -- -   -.
school:hire            GET    xxxoxo x- --   ---- -- -   -.
school:hire            POST   xxx!x! x- --   ---- -- -   -.
school:employee        GET    xxxoxo x- --   ---- -- -   -.
school:employee_correct GET   xxxoxo x- --   ---- -- -   -.
school:employee_correct POST  xxx!x! x- --   ---- -- -   -.
school:employee_leave  GET    xxxoxo x- --   ---- -- -   -.
school:employee_leave  POST   xxx!x! x- --   ---- -- -   -.
school:position_give   POST   xxx!x! x- --   ---- -- -   -.
school:position        GET    xxxoxo x- --   ---- -- -   -.
school:position        POST   xxx!x! x- --   ---- -- -   -.
school:position_end    POST   xxx!x! x- --   ---- -- -   -.
school:classes         GET    xxxooo x- --   ---- -- -   -.
school:classes_of_year GET    xxxooo x- --   ---- -- -   -.
school:class_add       GET    xxxooo x- --   ---- -- -   -.
school:class_add       POST   xxx!!! x- --   ---- -- -   -.
school:class           GET    xxxooo x- --   ---- -- -   -.
school:class_change    POST   xxx!!! x- --   ---- -- -   -.
school:class_lead      POST   xxx!!! x- --   ---- -- -   -.
school:class_remove    POST   xxx### x- --   ---- -- -   -.
school:deadlines       GET    xxxooo x- --   ---- -- -   -.
school:deadlines       POST   xxx!!! x- --   ---- -- -   -.
school:imports         GET    xxxooo x- --   ---- -- -   -.
school:import_new      GET    xxxooo x- --   ---- -- -   -.
school:import_new      POST   xxx!!! x- --   ---- -- -   -.
school:import_sample_csv  GET xxxooo x- --   ---- -- -   -.
school:import_sample_xlsx GET xxxooo x- --   ---- -- -   -.
school:import          GET    xxxooo x- --   ---- -- -   -.
school:import_columns  POST   xxx### x- --   ---- -- -   -.
school:import_answers  POST   xxx### x- --   ---- -- -   -.
school:import_ask_again POST  xxx### x- --   ---- -- -   -.
school:import_confirm  POST   xxx>>> x- --   ---- -- -   -.
school:import_discard  POST   xxx### x- --   ---- -- -   -.
school:import_undo     POST   xxx>>> x- --   ---- -- -   -.

school:pupils            GET    xxxooo x- --   ---- -- -   -.
school:pupil_codes       GET    xxxooo x- --   ---- -- -   -.
school:pupil_enrol       GET    xxxooo x- --   ---- -- -   -.
school:pupil_enrol       POST   xxx!!! x- --   ---- -- -   -.
school:pupil             GET    xxxooo x- --   ---- -- -   -.
school:pupil_edit        GET    xxxooo x- --   ---- -- -   -.
school:pupil_edit        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_file        GET    xxxooo x- --   ---- -- -   -.
school:pupil_file        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_code        GET    xxxooo x- --   ---- -- -   -.
school:pupil_code        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_move        GET    xxxooo x- --   ---- -- -   -.
school:pupil_move        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_leave       GET    xxxooo x- --   ---- -- -   -.
school:pupil_leave       POST   xxx!!! x- --   ---- -- -   -.
school:pupil_return      GET    xxxooo x- --   ---- -- -   -.
school:pupil_return      POST   xxx!!! x- --   ---- -- -   -.
school:guardian_add      GET    xxxooo x- --   ---- -- -   -.
school:guardian_add      POST   xxx!!! x- --   ---- -- -   -.
school:guardian          GET    xxxooo x- --   ---- -- -   -.
school:guardian          POST   xxx!!! x- --   ---- -- -   -.
school:guardian_contacts POST   xxx!!! x- --   ---- -- -   -.
school:guardian_end      POST   xxx!!! x- --   ---- -- -   -.
school:guardian_earlier  POST   xxx>>> x- --   ---- -- -   -.
school:person_merge      GET    xxxooo x- --   ---- -- -   -.
school:person_merged     POST   xxx--- x- --   ---- -- -   -.
school:archive         GET    xxxoxo x- --   ---- -- -   -.
school:archive         POST   xxx>x> x- --   ---- -- -   -.
school:archive_file    GET    xxx-x- x- --   ---- -- -   -.

operator:schools       GET    ------ -- --   ---- -- -   o.
operator:add_school    GET    ------ -- --   ---- -- -   o.
operator:add_school    POST   ------ -- --   ---- -- -   !.
operator:school        GET    ------ -- --   ---- -- -   o.
operator:change_school GET    ------ -- --   ---- -- -   o.
operator:change_school POST   ------ -- --   ---- -- -   !.
operator:add_superuser POST   ------ -- --   ---- -- -   !.
operator:superuser_password POST ------ -- -- ---- -- -   o.
operator:municipalities GET   ------ -- --   ---- -- -   o.
operator:municipalities POST  ------ -- --   ---- -- -   !.
operator:rename_municipality GET ------ -- -- ---- -- -   o.
operator:rename_municipality POST ------ -- -- ---- -- -  !.
operator:people        GET    ------ -- --   ---- -- -   o.
operator:people        POST   ------ -- --   ---- -- -   !.
operator:person        GET    ------ -- --   ---- -- -   o.
operator:person        POST   ------ -- --   ---- -- -   !.
operator:merge_people  GET    ------ -- --   ---- -- -   o.
operator:merge_people  POST   ------ -- --   ---- -- -   #.
operator:decline_merge POST   ------ -- --   ---- -- -   !.
"""
ROWS = {tuple(line.split()[:2]): "".join(line.split()[2:]) for line in TABLE.splitlines() if line}
_PART = 12  # rows that share a school: to make one takes longer than a row's requests
PARTS = [list(ROWS)[first : first + _PART] for first in range(0, len(ROWS), _PART)]
GUARDED = {name: entry for name, entry in VIEWS.items() if getattr(entry.callback, "is_guarded", False)}
FORM = {"topic": "Vjeta teorēma", "revision": "1", "homework_revision": "1"}


def address_of(name: str, school: SmallSchool, places: dict[str, Any]) -> str:
    """An address in the school by its name; `?child` asks for the pupil."""
    name, _, child = name.partition("?")
    entry: URLPattern = VIEWS[name]
    address = reverse(name, kwargs={part: places[part] for part in entry.pattern.converters})
    return f"{address}?child={school.class_9b.pupils[0].public_id}" if child else address


def status(client: Client, method: str, address: str) -> int:
    if method == "POST" and address.endswith(("/cells/", "/levels/")):
        batch = {"batch": str(uuid4()), "cells": []}
        return client.post(address, batch, content_type="application/json").status_code
    return client.generic(method, address).status_code if method != "POST" else client.post(address, FORM).status_code


def test_every_guarded_address_has_a_row() -> None:
    assert {name.partition("?")[0] for name, _ in ROWS} == set(GUARDED)
    assert {row: len(found) for row, found in ROWS.items()} == dict.fromkeys(ROWS, len(PERSONAS))


def _signed_in(client: Client, school: SmallSchool, persona: str) -> dict[str, Any]:
    school.sign_in(client, persona)
    return dict(client.cookies)


@pytest.mark.parametrize("rows", PARTS, ids=[" ".join(part[0]) for part in PARTS])
def test_persona_and_page(
    client: Client, school: SmallSchool, places: dict[str, Any], rows: Sequence[tuple[str, str]]
) -> None:
    """Each row finds the school as it was made: what one does to it is taken back before the next."""
    found = {}
    cookies = {persona: _signed_in(client, school, persona) for persona in PERSONAS}
    for name, method in rows:
        with transaction.atomic():
            for persona in PERSONAS:
                client.cookies = SimpleCookie(cookies[persona])
                found[name, method, persona] = status(client, method, address_of(name, school, places))
            transaction.set_rollback(True)
    expected = {(*row, p): STATUS[sign] for row in rows for p, sign in zip(PERSONAS, ROWS[row], strict=True)}
    assert {row: got for row, got in found.items() if got != expected[row]} == {}
    assert found.keys() == expected.keys()


@pytest.mark.parametrize("persona", ["teacher", "pupil", "anonymous"])
def test_other_methods_are_refused(client: Client, school: SmallSchool, places: dict[str, Any], persona: str) -> None:
    offered = {(name.partition("?")[0], method) for name, method in ROWS}
    offered |= {(name, "HEAD") for name, method in offered if method == "GET"}
    school.sign_in(client, persona)
    refused = {
        (name, method): status(client, method, address_of(name, school, places))
        for name in GUARDED
        for method in METHODS
        if (name, method) not in offered
    }
    assert refused == dict.fromkeys(refused, 405)


def test_nobody_is_led_to_a_door_and_a_script_is_told(
    client: Client, school: SmallSchool, places: dict[str, Any]
) -> None:
    for name, method in ROWS:
        address = address_of(name, school, places)
        ask = client.get if method == "GET" else client.post
        assert ask(address).headers["Location"].startswith("/sign-in/"), address
        assert ask(address, headers={"X-Requested-With": "zvans"}).status_code == 401, address


def test_an_ended_session_opens_nothing(client: Client, school: SmallSchool, places: dict[str, Any]) -> None:
    for persona in ("teacher", "pupil"):
        school.sign_in(client, persona)
        cookie = client.cookies.output()
        client.post("/sign-out/")
        client.cookies.load(cookie.replace("Set-Cookie: ", ""))
        found = {row: status(client, row[1], address_of(row[0], school, places)) for row in ROWS}
        assert found == dict.fromkeys(ROWS, 302)


def test_who_is_both_has_at_each_door_only_what_is_there(
    client: Client, school: SmallSchool, places: dict[str, Any]
) -> None:
    """B4: the mother of a pupil works here too; neither account opens what the other one does."""
    mother = school.accounts["mother"]
    work = make_staff_account(school.made, make_employee(school.made, person=mother.person))
    for account, there in ((mother, "diary:home"), (work, "timetable:class")):
        client.cookies.clear()
        sign_in(client, account)
        found = {
            name: status(client, "GET", address_of(name, school, places)) for name in ("diary:home", "timetable:class")
        }
        assert found == {"diary:home": 404, "timetable:class": 404} | {there: 200}
