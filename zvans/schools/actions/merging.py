"""Two records of one human being become one (D3): everything that points to the second points to the first, and nothing is lost.

The record that goes, and every row as it was, stay in the history under the id of the action, whose details name both.
"""

from typing import Any

from django.db import transaction
from django.db.models import F, Model, Q, UniqueConstraint
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Now

from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.queries.use import in_use
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.families import name_wards
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.merged_words import keep_words, words_on
from zvans.schools.actions.people import codes_of
from zvans.schools.actions.telling import tell_of_code, tell_of_contacts
from zvans.schools.enums import ImportKind
from zvans.schools.models import (
    Employment,
    Enrolment,
    Guardianship,
    ImportChoice,
    PersonalFile,
    School,
    StudyGroupMember,
)
from zvans.schools.people_policies import (
    check_both_there,
    check_is_of_others,
    check_one_human_being,
    check_operator_is_no_employee,
    check_places_agree,
    check_rows_agree,
)
from zvans.schools.queries.belonging import belong_to_school_alone, is_schools_to_decide, is_somebody, schools_of
from zvans.schools.queries.kin import is_family
from zvans.schools.queries.merge_requests import ASKED

_Dated = Enrolment | StudyGroupMember | Guardianship
_FILLED = ("born_on", "sex", "phone", "email")
_PASSWORD = ("password", "password_is_issued", "password_set_at")
_TIE = ("guardian_id", "kind", "call_order", "access", "starts_on", "ends_on")
_OWN_WAY = {PersonalCode, Account, Guardianship, PersonalFile, Enrolment, StudyGroupMember}


class _OperatorDecides(Exception):  # not a fault: what was tried is taken back, and asked for
    pass


def merge_people(*, kept: Person, gone: Person, school: School, by: Actor) -> bool:
    """Make one of two people of a school: True. False: the operator is asked (`ASKED`).

    The school alone decides what it could do by hand, step by step: everything that is its own goes over, and what other schools keep of
    `gone` stays as it is, under a record of theirs (`decisions/0010`). Who decides, what is refused and what the school sees afterwards
    depend on nothing but what the school itself sees (C3). Raises `NotAllowedNow` where that says that they can't be one,
    and where one of them is of the own family.
    """
    pair = kept.pk, gone.pk
    try:
        with recorded("merge_people", by=by, schools=[school.pk], about=kept, kept=kept.pk, gone=gone.pk):
            _lock(kept, gone)
            check_is_of_others(is_family(by.person_id, pair))
            is_asked_for = not is_schools_to_decide(kept, gone, school)
            _make_one(kept, gone, school=school)
            if is_asked_for:
                raise _OperatorDecides
    except _OperatorDecides:
        kept.pk, gone.pk = pair  # `delete` has forgotten one
        with recorded(ASKED, by=by, schools=[school.pk], about=school, people=sorted(pair)):
            return False
    return True


def merge_people_anywhere(*, kept: Person, gone: Person, by: Actor) -> None:
    """The operator's way for those who belong to several schools, or to none. Raises `NotAllowedNow` where the two can't be one."""
    with transaction.atomic():
        _lock(kept, gone)  # no school can write anything about them any more: these are all
        schools = sorted(schools_of([kept, gone]))
        with recorded("merge_people", by=by, schools=schools, about=kept, kept=kept.pk, gone=gone.pk):
            operators = SignInName.objects.filter(account__person__in=[kept, gone], role=Role.OPERATOR)
            works = Employment.objects.filter(person__in=[kept, gone]).exists()
            check_operator_is_no_employee(operates=operators.exists(), works=works)
            _make_one(kept, gone)


def _lock(kept: Person, gone: Person) -> None:
    keys = {kept.pk, gone.pk}
    check_both_there(len(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")) == len(keys))


def _make_one(kept: Person, gone: Person, *, school: School | None = None) -> None:
    """With a `school` what is its own goes over: rows of other schools are not in sight, and `gone` stays where it is somebody there."""
    related = Guardianship.objects.filter(Q(pupil=kept, guardian=gone) | Q(pupil=gone, guardian=kept)).exists()
    have_two_codes = len(codes_of([kept.pk, gone.pk])) > 1
    check_one_human_being(kept, gone, are_related=related, have_two_codes=have_two_codes)
    uses = in_use(Account.objects.filter(person=gone)).exists()
    was = Person(pk=kept.pk, phone=(gone if uses else kept).phone, email=(gone if uses else kept).email)
    words = words_on(kept, gone)
    _join_places(kept, gone, to_school=school is not None)
    _join_wards(kept, gone, school)
    _join_files(kept, gone)
    _point_rest(kept, gone)
    _fill(kept, gone)
    affected = {kept.pk}
    if school is not None and is_somebody([gone]):
        _copy_guardians(kept, gone)
        name_wards(kept, school)
        affected.add(gone.pk)
    else:
        _join_guardians(kept, gone)
        brings_code = _join_codes(kept, gone)
        brings_account = _join_accounts(kept, gone, school)
        if brings_account:
            PersonalCode.objects.filter(person=kept).update(entered_at=Now())  # none of them opened it before
        if brings_code or brings_account:
            tell_of_code(kept, school)
        gone.delete()
        tell_of_contacts([was], [Person.objects.get(pk=kept.pk)], school)
    keep_words(kept, words)
    refresh_accounts(affected | set(Guardianship.objects.filter(pupil=kept).values_list("guardian", flat=True)))


def _overlap(one: _Dated, other: _Dated) -> bool:
    starts_before_end = other.ends_on is None or one.starts_on <= other.ends_on
    return starts_before_end and (one.ends_on is None or other.starts_on <= one.ends_on)


def _join(changes: Changes, mine: _Dated, theirs: _Dated) -> None:
    """Two rows that say the same of overlapping days become one that covers both."""
    ends = None if mine.ends_on is None or theirs.ends_on is None else max(mine.ends_on, theirs.ends_on)
    changes.remove([theirs])
    changes.alter(mine, starts_on=min(mine.starts_on, theirs.starts_on), ends_on=ends)


def _join_places(kept: Person, gone: Person, *, to_school: bool) -> None:
    changes = Changes()
    mine = list(Enrolment.objects.filter(pupil=kept).select_related("class_group"))
    theirs = list(Enrolment.objects.filter(pupil=gone).select_related("class_group"))
    for row in theirs:
        beside = [other for other in mine if _overlap(row, other) and other.school_id == row.school_id]
        check_places_agree(row, beside, to_school=to_school)
        _join_or_point(changes, row, beside, pupil=kept)
    members = list(StudyGroupMember.objects.filter(pupil=kept))
    for member in StudyGroupMember.objects.filter(pupil=gone):
        same = [m for m in members if m.group_id == member.group_id and _overlap(member, m)]
        _join_or_point(changes, member, same, pupil=kept)
    changes.write()


def _join_or_point(changes: Changes, row: _Dated, same: list[Any], **owner: Person) -> None:
    if same:
        _join(changes, same[0], row)
    else:
        changes.alter(row, **owner)


def _join_wards(kept: Person, gone: Person, school: School | None) -> None:
    """Those whom `gone` answers for; with a `school` its pupils alone."""
    rows = Guardianship.objects.filter(guardian=gone)
    if school is not None:
        rows = rows.filter(pupil__in=Enrolment.objects.filter(school=school).values("pupil"))
    changes, mine = Changes(), list(Guardianship.objects.filter(guardian=kept))
    for row in rows:
        same = [m for m in mine if m.pupil_id == row.pupil_id and _overlap(row, m)]
        _join_or_point(changes, row, same, guardian=kept)
    changes.write()


def _join_guardians(kept: Person, gone: Person) -> None:
    """Those who answer for `gone`; and wards that are pupils nowhere."""
    _join_wards(kept, gone, None)
    changes = Changes()
    for row, same in _guardians(kept, gone):
        _join_or_point(changes, row, same, pupil=kept)
    changes.write()


def _copy_guardians(kept: Person, gone: Person) -> None:
    """Who answers for a pupil of two schools answers for the record in each."""
    changes = Changes()
    for row, same in _guardians(kept, gone):
        if not same:
            values = {name: getattr(row, name) for name in _TIE}
            changes.add(Guardianship(pupil=kept, **values))
    changes.write()


def _guardians(kept: Person, gone: Person) -> list[tuple[Guardianship, list[Guardianship]]]:
    mine = list(Guardianship.objects.filter(pupil=kept))
    rows = Guardianship.objects.filter(pupil=gone)
    return [(row, [m for m in mine if m.guardian_id == row.guardian_id and _overlap(row, m)]) for row in rows]


def _join_files(kept: Person, gone: Person) -> None:
    """What only one file says is kept; where both say something else, the second is noted."""
    for file in PersonalFile.objects.filter(pupil=gone):
        own = PersonalFile.objects.filter(school=file.school_id, pupil=kept).first()
        if own is None:
            PersonalFile.objects.filter(pk=file.pk).update(pupil=kept)
            continue
        left = []
        for name in ("number", "address", "came_from", "notes"):
            mine, theirs = getattr(own, name), getattr(file, name)
            if not mine:
                setattr(own, name, theirs)
            elif theirs and theirs != mine:
                left.append(theirs)
        own.notes = "\n".join([own.notes, *left] if own.notes else left)[:4000]
        own.revision += 1
        file.delete()
        own.save()


def _join_accounts(kept: Person, gone: Person, school: School | None) -> bool:
    """One account a door: the names of both open it, with the password of the one that stays if it has one. Whether one has come along.

    A password that a second factor went with opens nothing alone: it is not brought along, a new one is issued (B10).
    A `school` brings no password to somebody who is known at another one too: whoever had it would see what is there (C3).
    """
    if school is not None and not belong_to_school_alone([kept], school):
        Account.objects.filter(person=gone).delete()
        name_wards(kept, school)
        return False
    comes_along = False
    mine = {account.door: account for account in Account.objects.filter(person=kept)}
    for account in Account.objects.filter(person=gone):
        own = mine.get(account.door)
        if own is None:
            Account.objects.filter(pk=account.pk).update(person=kept)
            comes_along = True
            continue
        known = SignInName.objects.filter(account=own).values("name_hash")
        SignInName.objects.filter(account=account).exclude(name_hash__in=known).update(account=own)
        if not own.password and account.password and not account.has_second_factor:
            Account.objects.filter(pk=own.pk).update(**{name: getattr(account, name) for name in _PASSWORD})
        account.delete()
    return comes_along


def _join_codes(kept: Person, gone: Person) -> bool:
    """Every code either had finds the one person; of two current ones the kept person's stays so. Whether `gone` had any."""
    if PersonalCode.objects.filter(person=kept, ends_on=None).exists():
        PersonalCode.objects.filter(person=gone, ends_on=None).update(ends_on=today())
    return PersonalCode.objects.filter(person=gone).update(person=kept, entered_at=Now()) > 0


def _point_rest(kept: Person, gone: Person) -> None:
    """Whatever else points to a person, in whichever package: employments, marks, absences, ticks; and who a file's users are."""
    remembered = ImportChoice.objects.filter(kind=ImportKind.ONEROSTER, table="person", row_id=gone.pk)
    remembered.update(row_id=kept.pk)
    for relation in Person._meta.get_fields(include_hidden=True):  # also those without a name on this side
        if not isinstance(relation, ForeignObjectRel) or relation.related_model in _OWN_WAY:
            continue
        model: Any = relation.related_model
        field = relation.field.name
        doubled = _doubled(model, field, kept, gone)
        if doubled:
            check_rows_agree(not any(f.name == "revision" for f in model._meta.local_fields))
            model._default_manager.filter(pk__in=doubled).delete()
        model._default_manager.filter(**{field: gone}).update(**{field: kept})


def _doubled(model: type[Model], field: str, kept: Person, gone: Person) -> list[int]:
    """Rows of the second person where the first has one of the same: the same lesson, the same homework, a name to comment under."""
    found: list[int] = []
    if (
        getattr(model._meta.get_field(field), "unique", False)
        and model._default_manager.filter(**{field: kept}).exists()
    ):
        found += model._default_manager.filter(**{field: gone}).values_list("pk", flat=True)
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint) or field not in constraint.fields:
            continue
        same = [name for name in constraint.fields if name != field]
        taken = set(model._default_manager.filter(**{field: kept}).values_list(*same))
        rows = model._default_manager.filter(**{field: gone}).values_list("pk", *same)
        found += [key for key, *values in rows if tuple(values) in taken]
    return found


def _fill(kept: Person, gone: Person) -> None:
    missing = {name: getattr(gone, name) for name in _FILLED if not getattr(kept, name) and getattr(gone, name)}
    Person.objects.filter(pk=kept.pk).update(**missing, revision=F("revision") + 1)
