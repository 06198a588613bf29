"""Who is known already, before a second person is made of one.

A personal code finds its person anywhere in the installation, if the name is theirs too: nothing tells where else they belong. A code
of somebody of another name is only known to be taken. A name and a birth date find people of the school alone, past and present,
and those are shown to choose from: a twin has another given name and is nobody's candidate.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from zvans.accounts.models import Person, PersonalCode
from zvans.accounts.personal_code import keyed_hashes
from zvans.audit.models import Action
from zvans.lib.text import search_key
from zvans.schools.models import Employment, Enrolment, Guardianship, School

MISSED = "miss_code"  # the action that puts on record that a code was not that of the name; `codes` says how many
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody whom a school is about to enter. `code`: eleven digits (`personal_code.normalised`), or empty."""

    given_name: str
    family_name: str
    born_on: date | None = None
    code: str = ""

    @property
    def search_key(self) -> str:
        return search_key(f"{self.family_name} {self.given_name}")


@dataclass(frozen=True, slots=True)
class Found:
    """`same` has the code and the name. Else `candidates`, of whom one may be the person sought: somebody has to say so.

    With `is_code_of_another` the code belongs to a person of another name: it was mistyped, or the name was.
    """

    same: Person | None = None
    candidates: tuple[Person, ...] = ()
    is_code_of_another: bool = False


def find_known(sought: Sought, *, school: School) -> Found:
    """At most two statements. Each candidate tells what it is in the school, as `people_of` says."""
    holder = people_by_code([sought.code]).get(sought.code) if sought.code else None
    if holder is not None and holder.search_key == sought.search_key:
        return Found(same=holder)
    if holder is not None:
        return Found(is_code_of_another=True)
    alike = people_of(school).filter(search_key=sought.search_key)
    if sought.born_on is not None:
        alike = alike.filter(Q(born_on=sought.born_on) | Q(born_on=None))
    return Found(candidates=tuple(alike.order_by("sort_key", "pk")))


def misses_of(account: int | None) -> int:
    """How many codes of people of another name the account has entered within the last hour, by hand or in files."""
    rows = (
        Action.objects.filter(account_id=account, name=MISSED, at__gt=Now() - _HOUR)
        if account
        else Action.objects.none()
    )
    return sum(details["codes"] for details in rows.values_list("details", flat=True))


def people_by_code(codes: Collection[str]) -> dict[str, Person]:
    """Who has or had each code, in the whole installation. Codes may be kept under any of the keys that are still in use."""
    code_of = {hashed: code for code in codes for hashed in keyed_hashes(code)}
    rows = PersonalCode.objects.filter(keyed_hash__in=list(code_of)).select_related("person")
    return {code_of[bytes(row.keyed_hash)]: row.person for row in rows}


def people_of(school: School) -> QuerySet[Person]:
    """Everybody who is or was a pupil, a pupil's guardian or an employee of the school. Who came to answer for a pupil after the last day
    here is another school's to know (C3).

    Each says what they are here: `last_class` (a name, or None), `is_employee`, `is_guardian`.
    """
    enrolled = Enrolment.objects.filter(school=school, pupil=OuterRef("pk"))
    wards = wards_of(school).filter(guardian=OuterRef("pk"))
    employed = Employment.objects.filter(school=school, person=OuterRef("pk"))
    last = enrolled.order_by(F("starts_on").desc(), "-pk").values("class_group__name")[:1]
    return Person.objects.annotate(
        last_class=Subquery(last), is_employee=Exists(employed), is_guardian=Exists(wards)
    ).filter(Q(last_class__isnull=False) | Q(is_employee=True) | Q(is_guardian=True))


def wards_of(school: School) -> QuerySet[Guardianship]:
    """Who answers or answered for its pupils, as the school knows it: as long as they learnt here."""
    places = Enrolment.objects.filter(school=school, pupil=OuterRef("pupil")).exclude(ends_on__lt=OuterRef("starts_on"))
    return Guardianship.objects.filter(Exists(places))


def has_other_code(person: Person, code: str) -> bool:
    """Whether the person's current personal code is another than these eleven digits."""
    return PersonalCode.objects.filter(person=person, ends_on=None).exclude(keyed_hash__in=keyed_hashes(code)).exists()
