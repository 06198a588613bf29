"""Who looked at a child, after two records of the child became one (C2, D3)."""

from tests.factories.people import make_person
from tests.factories.school import STARTS_ON, MadeSchool, inside, make_class, make_school
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.oversight.queries.looks import looks_at
from zvans.schools.actions.merging import merge_people
from zvans.schools.actions.readings import record_reading
from zvans.schools.models import Enrolment, School


def test_who_looked_at_any_of_the_records_is_told_of_the_one(alfa: MadeSchool, db: None) -> None:
    """C2: of a record that stays as another school's, what this school did until then, and nothing else."""
    other = make_school("beta", "Betas pamatskola")
    kept, again, first, shared = make_class(alfa, "9.a", pupils=4).pupils
    by = make_person("Sanita", "Eglīte").pk

    def looked(person: Person, school: School, page: str) -> None:
        actor = Actor(account_id=None, person_id=by, door="staff", role="staff", school_ids=(school.pk,))
        record_reading(page, of=[person.pk], school=school, by=actor)

    group = make_class(other, "1.a", pupils=1).group
    with inside(other):
        Enrolment.objects.create(school=other.school, pupil=shared, class_group=group, starts_on=STARTS_ON)
    looked(first, alfa.school, "read_pupil_file")
    looked(again, alfa.school, "read_pupil_data")
    looked(shared, alfa.school, "read_pupil")
    looked(shared, other.school, "read_guardian")
    for one, gone in ((again, first), (kept, again), (kept, shared)):
        with inside(alfa):
            merge_people(kept=one, gone=gone, school=alfa.school, by=Actor.system("test"))
    looked(shared, alfa.school, "read_same")
    with in_sight_of([alfa.school.pk]):
        found = sorted(look.name for look in looks_at(kept.pk))
    assert (found, Person.objects.filter(pk=shared.pk).exists()) == (
        ["read_pupil", "read_pupil_data", "read_pupil_file"],
        True,
    )
