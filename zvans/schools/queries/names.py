"""The plain lists of a school: its rooms and its subjects."""

from django.db.models import Count, Q, QuerySet

from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.models import Room, School, Subject
from zvans.schools.queries.workplaces import Workplace


def rooms_of(school: School) -> QuerySet[Room]:
    return Room.objects.filter(school=school)


def room_in(place: Workplace, room: str) -> Room | None:
    return rooms_of(place.school).filter(public_id=room).first()


def subjects_of(school: School) -> QuerySet[Subject]:
    """Each with `journals`: how many are kept of it in the years that are not over."""
    going_on = Q(courses__school=school, courses__year__ends_on__gte=today())
    return Subject.objects.filter(school=school).annotate(journals=Count("courses", filter=going_on))


def subject_in(place: Workplace, subject: int) -> Subject | None:
    return subjects_of(place.school).filter(pk=subject).first()


def called(rows: QuerySet, text: str) -> QuerySet:
    """Rows whose name or short name holds a text, whatever its capitals and marks."""
    wanted = search_key(text)
    names = rows.values_list("pk", "name", "short_name")
    return rows.filter(pk__in=[pk for pk, *said in names if wanted in search_key(" ".join(said))])
