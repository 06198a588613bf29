"""An import turned back, as long as nothing stands on it: the school's rows as they were, and nobody's account without a person."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.queries.use import in_use
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.audit.undo import CannotUndo, Undo, check_can_undo, held_elsewhere, turn_back, undo_of
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.imports import mark_undone
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.models import (
    ClassGroup,
    Course,
    Employment,
    Guardianship,
    Import,
    ImportChoice,
    Position,
    School,
    Subject,
)
from zvans.schools.policies import check_superuser_stays

_PERSON, _GUARDIANSHIP = Person._meta.db_table, Guardianship._meta.db_table
_ACCOUNTS = [model._meta.db_table for model in (SignInName, Account, PersonalCode)]  # they go with their person
_TIES = (
    "pupil_id",
    "course_id",
)  # marks, absences and lessons belong to a pupil's place in a class, to a plan of lessons
_REMEMBERED: dict[str, type[Model]] = {
    "person": Person, "teacher": Employment, "staff": Employment, "class": ClassGroup, "course": Course, "subject": Subject,
}  # fmt: skip
_PEOPLE = ("pupil_id", "guardian_id", "person_id")

# What the reader calls the rows of a table.
_WORDS: dict[str, Promise] = {
    "journal_mark": _("vērtējumi"), "journal_absence": _("kavējumi"), "journal_lesson": _("stundas žurnālā"),
    "journal_homework": _("mājasdarbi"), "accounts_person": _("cilvēki"), "schools_enrolment": _("vietas klasēs"),
    "schools_studygroupmember": _("vietas grupās"), "schools_guardianship": _("vecāku saites"),
    "schools_employment": _("darbinieki"), "schools_position": _("amati"),
    "schools_classgroup": _("klases"), "schools_studygroup": _("grupas"), "schools_course": _("žurnāli"),
    "schools_courseteacher": _("žurnālu skolotāji"), "schools_classteacher": _("klašu audzinātāji"),
    "schools_subject": _("priekšmeti"), "schools_room": _("telpas"), "timetable_timetable": _("stundu saraksti"),
    "timetable_slot": _("stundas sarakstā"), "schools_schoolyear": _("mācību gads"), "schools_term": _("semestri"),
}  # fmt: skip


def undo_import(*, found: Import, by: Actor) -> None:
    """Turn back everything that the import has written. Raises `NotAllowedNow` where something of the school has changed since or
    stands on it.

    People belong to no school: whom another one knows by now, or who has got a password, stays a person and is in this school no more.
    Nothing tells the one from the other (C3).
    """
    with recorded("undo_import", by=by, schools=[found.school_id], about=found, import_action=found.action_id):
        School.objects.select_for_update(no_key=True).get(pk=found.school_id)
        mark_undone(found)
        undo = undo_of(found.action_id or 0)
        try:
            check_can_undo(undo, school=found.school_id, besides=_ACCOUNTS, ties=_TIES, shared=[_PERSON])
            _check_superuser_stays(undo)
            _forget_answers(found, undo)
            _leave_people(undo, found.school_id)
            _remove_accounts(undo)
            turn_back(undo)
        except CannotUndo as problem:
            raise NotAllowedNow(_reason(problem)) from problem
        refresh_accounts(_people(undo))


def _forget_answers(found: Import, undo: Undo) -> None:
    """What was remembered of rows that go, or that are nobody in the school any more: the next file asks, or makes them anew;
    and what is older may be brought again."""
    ImportChoice.objects.filter(school=found.school_id, kind=found.kind, modified_at__isnull=False).delete()
    going = undo.created()
    for table, model in _REMEMBERED.items():
        keys = going.get(model._meta.db_table, [])
        ImportChoice.objects.filter(school=found.school_id, kind=found.kind, table=table, row_id__in=keys).delete()


def _leave_people(undo: Undo, school: int) -> None:
    """Who is held elsewhere stays as they are; with a pupil who stays stay the guardians that the file brought, and the ties to them."""
    created = set(undo.created().get(_PERSON, []))
    used = in_use(Account.objects.filter(person__in=created)).values_list("person", flat=True)
    staying = held_elsewhere(undo, _PERSON, school=school, besides=_ACCOUNTS) | set(used)
    while True:
        ties = [undo.after[(_GUARDIANSHIP, key)] or {} for key in undo.created().get(_GUARDIANSHIP, [])]
        kept = [tie for tie in ties if tie["pupil_id"] in staying & created]
        undo.leave(_GUARDIANSHIP, [tie["id"] for tie in kept])
        if not kept:
            break
        staying |= {tie["guardian_id"] for tie in kept} & created
    undo.leave(_PERSON, staying)


def _check_superuser_stays(undo: Undo) -> None:
    """As where a position is ended by hand."""
    going = undo.created().get(Position._meta.db_table, [])
    check_superuser_stays(list(Position.objects.filter(pk__in=going)), today() - timedelta(days=1))


def _remove_accounts(undo: Undo) -> None:
    """With their people go codes, accounts and names; from guardians who stay, the names that their new wards gave them."""
    going = undo.created().get(_PERSON, [])
    _remove_names_of_wards(undo)
    SignInName.objects.filter(account__person__in=going).delete()
    Account.objects.filter(person__in=going).delete()
    PersonalCode.objects.filter(person__in=going).delete()


def _remove_names_of_wards(undo: Undo) -> None:
    ties = [undo.after[(_GUARDIANSHIP, key)] or {} for key in undo.created().get(_GUARDIANSHIP, [])]
    codes: dict[int, list[bytes]] = {}
    for person, code in PersonalCode.objects.filter(person__in=[t["pupil_id"] for t in ties]).values_list(
        "person", "keyed_hash"
    ):
        codes.setdefault(person, []).append(bytes(code))
    others = set(
        Guardianship.objects.filter(pupil__in=list(codes))
        .exclude(pk__in=[t["id"] for t in ties])
        .values_list("guardian", "pupil")
    )
    for tie in ties:
        if (tie["guardian_id"], tie["pupil_id"]) not in others:
            names = SignInName.objects.filter(account__person=tie["guardian_id"], door=Door.FAMILY)
            names.filter(name_hash__in=codes.get(tie["pupil_id"], [])).delete()


def _people(undo: Undo) -> Iterable[int]:
    """Whose memberships have changed, and who is still there."""
    rows = [row for row in (*undo.before.values(), *undo.after.values()) if row]
    named = {row[name] for row in rows for name in _PEOPLE if row.get(name) is not None}
    held = {row["employment_id"] for row in rows if row.get("employment_id") is not None}
    named |= set(Employment.objects.filter(pk__in=held, person__isnull=False).values_list("person", flat=True))
    return named - set(undo.created().get(_PERSON, []))


def _reason(problem: CannotUndo) -> str:
    if problem.changed:
        return str(_("Atsaukt vairs nevar: kopš ievešanas ir mainīti ieraksti (%(what)s).")) % {
            "what": _listed(problem.changed)
        }
    return str(_("Atsaukt vairs nevar: uz ievestā jau balstās citi ieraksti (%(what)s).")) % {
        "what": _listed(problem.standing)
    }


def _listed(counts: Mapping[str, int]) -> str:
    said: dict[str, int] = {}
    for table, count in counts.items():
        word = str(_WORDS.get(table, _("citi ieraksti")))
        said[word] = said.get(word, 0) + count
    return ", ".join(f"{word}: {count}" for word, count in sorted(said.items()))
