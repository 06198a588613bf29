"""The subjects of a school."""

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.naming import check_free, check_name_unchanged, locked, one_of_a_name, tidy
from zvans.schools.models import School, Subject
from zvans.schools.policies import check_unused


def add_subject(*, school: School, name: str, by: Actor, short_name: str = "") -> Subject:
    """Refused (`RefusedValues`) where the school has one of that name."""
    name, rows = tidy(name), Subject.objects.filter(school=school)
    with one_of_a_name(name), recorded("add_subject", by=by, schools=[school.pk], about=school):
        check_free(rows, name)
        return rows.create(school=school, name=name, short_name=tidy(short_name))


def rename_subject(*, subject: Subject, name: str, short_name: str, stamp: str, by: Actor) -> Subject:
    """The journals stay the same journals, of past lessons too, under the new name; the history keeps the old one and its day.

    `stamp` is that of the names somebody saw (`name_stamp`); who renames what another has renamed meanwhile is told.
    """
    name, short_name = tidy(name), tidy(short_name)
    rows = Subject.objects.filter(school=subject.school_id)
    with one_of_a_name(name), recorded("rename_subject", by=by, schools=[subject.school_id], about=subject):
        subject = locked(rows, subject)
        check_name_unchanged(subject, name, short_name, stamp)
        check_free(rows, name, but=subject.pk)
        subject.name, subject.short_name = name, short_name
        subject.save()
    return subject


def remove_subject(*, subject: Subject, by: Actor) -> None:
    """Only while nothing stands on it."""
    with recorded("remove_subject", by=by, schools=[subject.school_id], about=subject):
        subject = locked(Subject.objects.filter(school=subject.school_id), subject)
        check_unused(subject)
        subject.delete()
