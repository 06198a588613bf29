"""A page costs the same with one child and with three (design.md, Speed)."""

import pytest
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.families import Families, add_sibling
from tests.factories.school import MONDAY
from tests.support.statements import statements_of

# Session, children; courses, slots, breaks, bells, lessons, homework, marks, absences; on the home page teachers besides, on that of
# marks the levels of outcomes.
STATEMENTS = {"/home/": 11, "/week/": 10, "/marks/": 6}


@pytest.mark.parametrize("page", STATEMENTS)
def test_as_many_statements_for_three_children_as_for_one(families: Families, client: Client, page: str) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, topic="Diskriminants", homework="57. lpp.")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 7"})
    families.sign_in(client, "pupil")
    one = statements_of(client, page)
    add_sibling(families, "Anna")
    families.sign_in(client, "mother")
    assert (one, statements_of(client, page)) == (STATEMENTS[page], STATEMENTS[page])
