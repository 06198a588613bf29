"""A school's pupils: the list, and what the school keeps of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from zvans.accounts.models import Person, PersonalCode
from zvans.accounts.personal_code import decrypted, hyphenated
from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.models import ClassGroup, Employment, Enrolment, Guardianship, PersonalFile, School, StudyGroupMember
from zvans.schools.queries.known_people import people_of, wards_of

ADULT = 18  # Civillikums, 219. pants
MANY_WARDS = 12


def _held(on: date, prefix: str = "") -> Q:
    """What holds on a day or begins later."""
    return Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})


def pupils_of(school: School) -> QuerySet:
    """Everybody who is or was enrolled in the school.

    Each has `class_name` and `class_key` of the latest place, `left_on` (None: here still, or coming), `file_number` and `guardians`.
    """
    on = today()
    places = Enrolment.objects.filter(school=school, pupil=OuterRef("pk"))
    last = places.order_by(F("starts_on").desc(), "-pk")
    wards = Guardianship.objects.filter(_held(on), pupil=OuterRef("pk")).order_by().values("pupil")
    files = PersonalFile.objects.filter(school=school, pupil=OuterRef("pk"))
    return Person.objects.filter(Exists(places)).annotate(
        class_name=Subquery(last.values("class_group__name")[:1]),
        class_key=Subquery(last.values("class_group__sort_key")[:1]),
        is_here=Exists(places.filter(_held(on))),
        left_on=Subquery(last.filter(ends_on__lt=on).exclude(pupil__in=_here(school, on)).values("ends_on")[:1]),
        file_number=Coalesce(Subquery(files.values("number")[:1]), Value("")),
        guardians=Coalesce(
            Subquery(wards.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
        ),
    )  # fmt: skip


def _here(school: School, on: date) -> QuerySet:
    return Enrolment.objects.filter(_held(on), school=school).values("pupil")


def pupils_here(school: School) -> QuerySet:
    """Those who learn here today or are going to."""
    return pupils_of(school).filter(is_here=True)


def named(people: QuerySet, text: str) -> QuerySet:
    """Those in whose name each word of the text is, with or without diacritics."""
    for word in search_key(text).split()[:6]:
        people = people.filter(search_key__contains=word)
    return people


def in_class(people: QuerySet, school: School, public_id: str) -> QuerySet:
    """Those whose place in a class of the school holds today or is to come."""
    places = Enrolment.objects.filter(_held(today()), school=school, class_group__public_id=public_id)
    return people.filter(pk__in=places.values("pupil"))


def classes_to_enter(school: School) -> list[ClassGroup]:
    """Classes of years that are neither over nor closed: this one's first."""
    on = today()
    is_open = Q(year__closed_on=None) | Q(year__closed_on__gt=on)
    rows = ClassGroup.objects.filter(is_open, school=school, year__ends_on__gte=on)
    return list(rows.select_related("year", "school").order_by("year__starts_on", "grade", "sort_key"))


def code_of(person: Person) -> str:
    """The person's personal code as people write it, or empty. Whoever shows it records that."""
    row = PersonalCode.objects.filter(person=person, ends_on=None).first()
    return hyphenated(decrypted(row.key_id, bytes(row.encrypted))) if row else ""


def codes_shown(people: QuerySet | Sequence[Person]) -> dict[int, str]:
    """Person → personal code as people write it. Whoever shows them records that."""
    rows = PersonalCode.objects.filter(person__in=people, ends_on=None)
    return {row.person_id: hyphenated(decrypted(row.key_id, bytes(row.encrypted))) for row in rows}


@dataclass(frozen=True, slots=True)
class Card:
    """What a school sees of a pupil. Of one who has left it sees what it kept itself: no contacts, no guardians."""

    pupil: Person
    places: Sequence[Enrolment]
    groups: Sequence[StudyGroupMember]
    guardians: Sequence[Guardianship]
    former_guardians: Sequence[Guardianship]
    file: PersonalFile | None
    is_here: bool
    has_code: bool
    on: date

    @property
    def is_adult(self) -> bool:
        return is_adult(self.pupil.born_on, self.on)

    @property
    def place(self) -> Enrolment | None:
        """The place that holds today, or the next."""
        return (
            next((p for p in self.places if p.ends_on is None or p.ends_on >= self.on), None) if self.places else None
        )


def is_adult(born_on: date | None, on: date) -> bool:
    if born_on is None:
        return False
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)) >= ADULT


def pupil_of(school: School, public_id: str) -> Person | None:
    """A pupil of the school, past, present or coming. One statement."""
    return pupils_of(school).filter(public_id=public_id).first()


def places_of(school: School, pupil: Person) -> QuerySet[Enrolment]:
    """The pupil's places in classes of the school, with class and year."""
    return Enrolment.objects.filter(school=school, pupil=pupil).select_related("class_group__year")


def card_of(school: School, pupil: Person) -> Card:
    """Five statements at most."""
    on = today()
    places = list(places_of(school, pupil).order_by("starts_on", "pk"))
    is_here = any(p.ends_on is None or p.ends_on >= on for p in places)
    members = StudyGroupMember.objects.filter(_held(on), school=school, pupil=pupil, group__is_whole_class=False)
    wards = Guardianship.objects.filter(pupil=pupil).select_related("guardian").order_by("call_order", "pk")
    guardians = list(wards) if is_here else []
    now = {w.guardian_id for w in guardians if w.ends_on is None or w.ends_on >= on}
    return Card(
        pupil=pupil,
        places=places[::-1],
        groups=list(members.select_related("group__class_group").order_by("group__sort_key")),
        guardians=[w for w in guardians if w.ends_on is None or w.ends_on >= on],
        former_guardians=[w for w in guardians if w.guardian_id not in now],
        file=PersonalFile.objects.filter(school=school, pupil=pupil).first(),
        is_here=is_here,
        has_code=PersonalCode.objects.filter(person=pupil, ends_on=None).exists(),
        on=on,
    )


def guardianship_of(school: School, pupil: str, guardian: str) -> Guardianship | None:
    """A tie that has not ended, of a pupil who is in the school."""
    on = today()
    rows = Guardianship.objects.filter(
        _held(on), pupil__public_id=pupil, guardian__public_id=guardian, pupil__in=_here(school, on)
    )
    return rows.select_related("pupil", "guardian").order_by("-starts_on").first()


def wards_count(school: School, guardian: Person) -> int:
    """Of how many pupils of the school somebody is a guardian now."""
    on = today()
    return Guardianship.objects.filter(_held(on), guardian=guardian, pupil__in=_here(school, on)).count()


def person_in_school(school: School, public_id: str) -> Person | None:
    """A pupil, a guardian or an employee of the school, past or present; says what they are here (`people_of`)."""
    return people_of(school).filter(public_id=public_id).first()


def others_alike(school: School, person: Person) -> list[Person]:
    """People of the school who may be the same human being: the same name, or the same family name and birth date."""
    alike = Q(search_key=person.search_key)
    if person.born_on:
        alike |= Q(born_on=person.born_on, family_name=person.family_name)
    return list(people_of(school).filter(alike).exclude(pk=person.pk).order_by("sort_key", "pk")[:20])


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records, as it stands beside the other before they are made one. Of who is here no more (`is_here`) the school sees
    no contacts and no code, and no guardians of a pupil who has left."""

    person: Person
    places: Sequence[Enrolment]
    wards: Sequence[Guardianship]
    guardians: Sequence[Guardianship]
    file: PersonalFile | None
    has_code: bool
    is_here: bool


def side_of(school: School, person: Person) -> Side:
    places = Enrolment.objects.filter(school=school, pupil=person).select_related("class_group__year")
    wards = wards_of(school).filter(guardian=person)
    on = today()
    learns = places.filter(_held(on)).exists()
    works = Employment.objects.filter(_held(on), school=school, person=person).exists()
    guardians = Guardianship.objects.filter(pupil=person).select_related("guardian").order_by("call_order")
    is_here = learns or works or wards.filter(_held(on), pupil__in=_here(school, on)).exists()
    return Side(
        person=person,
        places=list(places.order_by("starts_on")),
        wards=list(wards.select_related("pupil").order_by("pupil__sort_key")),
        guardians=list(guardians) if learns else [],
        file=PersonalFile.objects.filter(school=school, pupil=person).first(),
        has_code=is_here and PersonalCode.objects.filter(person=person, ends_on=None).exists(),
        is_here=is_here,
    )
