"""The save protocol as the page's script speaks it (F4)."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.school import inside, make_class_teacher
from tests.factories.small_school import SmallSchool
from zvans.journal.models import Mark
from zvans.schools.models import CourseTeacher

LESSON = "2026-11-23.3.1"


def cell(pupil: int, text: str, was: str = "", mark: int = 0, absence: int = 0, lesson: str = LESSON) -> dict[str, Any]:
    return {"lesson": lesson, "pupil": pupil, "text": text, "was": was, "mark": mark, "absence": absence}


def send(client: Client, school: SmallSchool, *cells: Any, batch: str = "", query: str = "", **headers: str) -> Any:
    body = {"batch": batch or str(uuid4()), "cells": list(cells)}
    address = f"/journal/{school.course.public_id}/cells/{query}"
    headers = {"X-Requested-With": "zvans"} | headers
    return client.post(address, body, content_type="application/json", headers=headers)


def test_each_cell_is_answered_for_itself(teacher: Client, school: SmallSchool) -> None:
    first, second, third = (pupil.pk for pupil in school.class_9b.pupils)
    send(teacher, school, cell(second, "8"))
    answer = send(teacher, school, cell(first, "N 7"), cell(second, "9"), cell(third, "11"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json() == {
        "cells": [
            {"lesson": LESSON, "pupil": first, "status": "saved", "text": "n 7", "mark": 1, "absence": 1, "reason": ""},
            {
                "lesson": LESSON, "pupil": second, "status": "conflict", "text": "8", "mark": 1, "absence": 0,
                "reason": "Šo vietu tikmēr mainīja kāds cits.",
            },
            {
                "lesson": LESSON, "pupil": third, "status": "refused", "text": "11", "mark": 0, "absence": 0,
                "reason": "Te var rakstīt 1–10, i vai ni, procentus ar zīmi % (85%), nv, atbr vai kavējuma kodu.",
            },
        ],
        "summaries": {},
    }  # fmt: skip


def test_summaries_are_of_the_days_that_the_page_shows(teacher: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0].pk
    cells = [cell(pupil, "9", lesson="2026-11-16.3.1"), cell(pupil, "nn 6"), cell(pupil, "1", lesson="2026-10-12.3.1")]
    answer = send(teacher, school, *cells, query="?from=2026-11-01&to=2026-11-30")
    assert answer.json()["summaries"] == {
        str(pupil): {
            "mean": "7,50",
            "counted": 2,
            "absent": 1,
            "unexcused": 1,
            "about": "7,50 no 2 vērtējumiem",
        },
    }


def test_a_batch_sent_again_is_answered_and_not_done_again(teacher: Client, school: SmallSchool) -> None:
    pupil, batch = school.class_9b.pupils[0].pk, str(uuid4())
    first = send(teacher, school, cell(pupil, "7"), batch=batch)
    again = send(teacher, school, cell(pupil, "7"), batch=batch)
    assert first.json()["cells"] == again.json()["cells"]
    assert [entry["mark"] for entry in again.json()["cells"]] == [1]


def test_what_comes_too_early_is_refused_with_the_reason(teacher: Client, school: SmallSchool) -> None:
    (answer,) = send(teacher, school, cell(school.class_9b.pupils[0].pk, "7", lesson="2026-11-25.2.1")).json()["cells"]
    assert (answer["status"], answer["reason"].split(".")[0]) == ("refused", "Šī stunda vēl nav bijusi")


def test_a_pupil_of_another_class_is_refused(teacher: Client, school: SmallSchool) -> None:
    """C3: a number of somebody else's pupil opens nothing."""
    outsider = school.accounts["mother"].person_id
    (answer,) = send(teacher, school, cell(outsider, "7")).json()["cells"]
    assert (answer["status"], answer["reason"]) == ("refused", "Šajā dienā skolēns šajā grupā nemācās.")


def test_a_script_of_another_session_is_told_that_it_is_over(teacher: Client, school: SmallSchool) -> None:
    """Somebody else signed in at this browser: nothing is written under the wrong name."""
    pupil = school.class_9b.pupils[0].pk
    other = str(school.accounts["other_teacher"].pk)
    own = str(school.accounts["teacher"].pk)
    assert send(teacher, school, cell(pupil, "7"), **{"X-Zvans-Account": other}).status_code == 401
    assert send(teacher, school, cell(pupil, "7"), **{"X-Zvans-Account": own}).json()["cells"][0]["mark"] == 1


GOOD = cell(1, "7")


@pytest.mark.parametrize(
    "body",
    [
        "", "{}", "[]", "null", '{"batch": 1, "cells": []}', '{"batch": "no", "cells": []}',
        {"batch": str(uuid4()), "cells": {}},
        {"batch": str(uuid4()), "cells": [1]},
        {"batch": str(uuid4()), "cells": [GOOD] * 2001},
        {"batch": str(uuid4()), "cells": [GOOD | {"lesson": "2026-11-23"}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"lesson": "2026-02-30.1.1"}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"pupil": "1"}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"pupil": True}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"mark": -1}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"mark": 2**40}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"text": None}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"text": "x" * 321}]},
        {"batch": str(uuid4()), "cells": [GOOD | {"text": "7\x00"}]},
        {"batch": str(uuid4()), "cells": [{"lesson": LESSON}]},
    ],
)  # fmt: skip
def test_what_is_no_batch_is_422(teacher: Client, school: SmallSchool, body: Any) -> None:
    address = f"/journal/{school.course.public_id}/cells/"
    assert teacher.post(address, body, content_type="application/json").status_code == 422


def test_a_journal_that_a_colleague_took_over_takes_nothing_more(teacher: Client, school: SmallSchool) -> None:
    """Not seen any more, or only read: either way the open page's script keeps what was typed, and says that it can't be written."""
    person = school.accounts["teacher"].person
    with inside(school.made):
        CourseTeacher.objects.filter(employment__person=person).update(ends_on="2026-11-22")
    typed = cell(school.class_9b.pupils[0].pk, "9")
    found = [send(teacher, school, typed).status_code]
    make_class_teacher(school.made, school.class_9b.group, person.employments.get())
    found.append(send(teacher, school, typed).status_code)
    with inside(school.made):
        assert (found, Mark.objects.count()) == ([404, 403], 0)
