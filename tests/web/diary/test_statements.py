"""A page costs the same with one child and with three (design.md, Speed)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.entries import mark, write
from tests.factories.families import Families, add_sibling
from tests.factories.school import MONDAY

# Session, children; courses, slots, breaks, two of bells, lessons, homework, marks, absences; on the home page teachers besides.
STATEMENTS = {"/home/": 12, "/week/": 11, "/marks/": 5}


def statements(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured.captured_queries)


@pytest.mark.parametrize("page", STATEMENTS)
def test_as_many_statements_for_three_children_as_for_one(families: Families, client: Client, page: str) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, topic="Diskriminants", homework="57. lpp.")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 7"})
    families.sign_in(client, "pupil")
    one = statements(client, page)
    add_sibling(families, "Anna")
    families.sign_in(client, "mother")
    assert (one, statements(client, page)) == (STATEMENTS[page], STATEMENTS[page])
