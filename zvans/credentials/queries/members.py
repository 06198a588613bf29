"""The families of a class, and how each of them stands to a password."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localtime

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.audit.actor import Actor
from zvans.credentials.enums import Standing
from zvans.lib.dates import today
from zvans.lib.policy import stamp_of
from zvans.notifications.enums import SmsState
from zvans.notifications.models import SmsMessage
from zvans.notifications.sms.numbers import can_get_sms
from zvans.schools.enums import Access, Permission
from zvans.schools.models import ClassGroup, ClassTeacher, Enrolment, Guardianship, School
from zvans.schools.models.dated import current
from zvans.schools.queries.kin import families_of
from zvans.schools.queries.workplaces import Workplace, workplaces_of

PURPOSE = "password"  # of the text messages that issue one


@dataclass(frozen=True, slots=True)
class ClassPlace:
    """A class as one of the school's staff stands to it: whether they lead it, and what their positions allow."""

    class_group: ClassGroup
    school: School
    permissions: frozenset[Permission]
    is_led: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil of the class, or one of those who answer for that pupil.
    `family`: the ids of all who belong or belonged together with this person, in whatever class.

    `stamp` changes with the password. `sms` is the state of the last
    message by which this school sent a password.
    """

    person: Person
    pupil: Person
    role: Role
    account: Account | None
    standing: Standing
    stamp: str
    signed_in_on: date | None
    sms: SmsState | None
    family: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """Whom a form means, and which password they had when it was shown."""
        return f"{self.person.public_id}.{self.stamp}"

    @property
    def can_have(self) -> bool:
        return self.standing not in (Standing.NO_ACCESS, Standing.NO_CODE)

    @property
    def gets_sms(self) -> bool:
        return can_get_sms(self.person.phone)

    @property
    def is_pupil(self) -> bool:
        return self.role == Role.PUPIL


def classes_for(actor: Actor) -> list[ClassPlace]:
    """The classes to whose families the actor may issue passwords: those they lead, and where they enter people, all of this year or of
    the next. Four statements at most."""
    found = [row for place in workplaces_of(actor) for row in _classes(place, actor)]
    return sorted(found, key=lambda row: (row.school.name, row.class_group.year.starts_on, row.class_group.sort_key))


def class_for(actor: Actor, class_group: str) -> ClassPlace | None:
    """A class of a school where the actor works: theirs, or any where they enter people."""
    rows = [row for place in workplaces_of(actor) for row in _classes(place, actor, Q(public_id=class_group))]
    return rows[0] if rows else None


def _classes(place: Workplace, actor: Actor, narrowed: Q | None = None) -> list[ClassPlace]:
    led = set(_led(place.school, actor).values_list("class_group", flat=True))
    rows = ClassGroup.objects.filter(narrowed or Q(), school=place.school, year__ends_on__gte=today())
    if Permission.PEOPLE not in place.permissions:
        rows = rows.filter(pk__in=led)
    return [ClassPlace(row, place.school, place.permissions, row.pk in led) for row in rows.select_related("year")]


def _led(school: School, actor: Actor) -> QuerySet[ClassTeacher]:
    """Led today; of a year that has not begun, from its beginning."""
    on = today()
    soon = Q(starts_on__gt=on, class_group__year__starts_on__gt=on)
    return ClassTeacher.objects.filter(current(on) | soon, school=school, employment__person=actor.person_id)


def members_of(place: ClassPlace) -> list[Member]:
    """Pupil by pupil in Latvian order, each followed by their guardians in the order of calling. Eight statements."""
    places = Enrolment.objects.filter(_held(), school=place.school, class_group=place.class_group)
    pupils = list(Person.objects.filter(pk__in=places.values("pupil")).order_by("sort_key", "pk"))
    ties = list(
        Guardianship.objects.filter(_held(), pupil__in=pupils)
        .select_related("guardian")
        .order_by("call_order", "-starts_on", "pk")
    )
    known = _Known(place.school, pupils, {*(p.pk for p in pupils), *(t.guardian_id for t in ties)})
    found = [m for pupil in pupils for m in known.family_of(pupil, [t for t in ties if t.pupil_id == pupil.pk])]
    families = families_of({member.person.pk for member in found})
    return [replace(member, family=families[member.person.pk]) for member in found]


class _Known:
    """What is asked once for all: accounts, codes, messages."""

    def __init__(self, school: School, pupils: Sequence[Person], people: set[int]) -> None:
        accounts = Account.objects.filter(door=Door.FAMILY, person__in=people, is_active=True)
        self.accounts = {a.person_id: a for a in accounts.annotate(signed_in_at=Max("devices__signed_in_at"))}
        self.coded = set(PersonalCode.objects.filter(person__in=pupils, ends_on=None).values_list("person", flat=True))
        self.sms = last_messages(school, [account.pk for account in self.accounts.values()])

    def family_of(self, pupil: Person, ties: Sequence[Guardianship]) -> list[Member]:
        first = {tie.guardian_id: tie for tie in reversed(ties)}
        return [
            self._member(pupil, pupil, Role.PUPIL, is_let=True),
            *(
                self._member(tie.guardian, pupil, Role(tie.kind), is_let=tie.access != Access.NONE)
                for tie in ties
                if first[tie.guardian_id] is tie
            ),
        ]

    def _member(self, person: Person, pupil: Person, role: Role, *, is_let: bool) -> Member:
        account = self.accounts.get(person.pk)
        signed_in = account.signed_in_at if account else None
        return Member(
            person, pupil, role, account, self._standing(account, pupil, is_let=is_let), stamp_for(account),
            localtime(signed_in).date() if signed_in else None, self.sms.get(account.pk) if account else None,
        )  # fmt: skip

    def _standing(self, account: Account | None, pupil: Person, *, is_let: bool) -> Standing:
        if not is_let:
            return Standing.NO_ACCESS
        if account is None or pupil.pk not in self.coded:
            return Standing.NO_CODE
        return standing_of(account)


def once_each(members: Sequence[Member]) -> list[Member]:
    """Each person once: of two pupils of the class somebody may be the guardian, with one password for both."""
    found: dict[int, Member] = {}
    for member in members:
        if member.person.pk not in found or not found[member.person.pk].can_have:
            found[member.person.pk] = member
    return list(found.values())


def standing_of(account: Account | None) -> Standing:
    if account is None:
        return Standing.NO_CODE
    if not account.password:
        return Standing.NONE
    return Standing.ISSUED if account.password_is_issued else Standing.CHOSEN


def stamp_for(account: Account | None) -> str:
    """Another one after each change of the password; says nothing of it."""
    return stamp_of(account.pk, account.password_set_at, bool(account.password)) if account else ""


def last_messages(school: School, accounts: Sequence[int]) -> dict[int, SmsState]:
    """The state of the last message by which the school sent each of these accounts a password. What others sent is not told."""
    rows = SmsMessage.objects.filter(account__in=accounts, purpose=PURPOSE, sent_for=school.pk)
    found = rows.order_by("account", "-created_at", "-pk").distinct("account").values_list("account", "state")
    return {account: SmsState(state) for account, state in found if account}


def _held() -> Q:
    """What holds today or begins later."""
    return Q(ends_on=None) | Q(ends_on__gte=today())
