"""F5: which marks a new journal takes: by the kind of school and by grade."""

import pytest

from tests.factories.entries import somebody_of
from tests.factories.school import inside, make_class, make_school
from zvans.schools.actions.courses import add_course
from zvans.schools.enums import SchoolKind, ValueSystem
from zvans.schools.models import Subject


@pytest.mark.parametrize(
    ("kind", "grades", "expected"),
    [
        (SchoolKind.PRESCHOOL, [], ValueSystem.STEPS), (SchoolKind.PRESCHOOL, [1], ValueSystem.STEPS),
        (SchoolKind.GENERAL, [1], ValueSystem.LEVELS),
        (SchoolKind.GENERAL, [3, 2], ValueSystem.LEVELS), (SchoolKind.GENERAL, [3, 4], ValueSystem.POINTS),
        (SchoolKind.GENERAL, [4], ValueSystem.POINTS),
        (SchoolKind.GENERAL, [], ValueSystem.POINTS),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("db")
def test_the_default_is_that_of_the_school_and_the_grade(kind: str, grades: list[int], expected: str) -> None:
    made = make_school(kind=kind)
    groups = [make_class(made, f"{grade}.a", grade=grade).whole for grade in grades]
    with inside(made):
        subject = Subject.objects.create(school=made.school, name="Matemātika")
    course = add_course(
        year=made.year, subject=subject, groups=groups, teachers=[], starts_on=made.year.starts_on, by=somebody_of(made)
    )
    assert course.value_system == expected
