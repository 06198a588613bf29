"""Files brought into a school: handed in, read by a job, confirmed by a person, done by a job."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import now
from zvans.lib.files import forget, sweep
from zvans.lib.policy import NotAllowedNow
from zvans.schools.enums import ImportState
from zvans.schools.models import Import, ImportChoice, School
from zvans.schools.queries.imports import without_names

_STOPPED = _("Darbs ar failu apstājās pusceļā. Nekas nav mainīts. Ievediet failu vēlreiz.")
_WAITED = _("Fails divas nedēļas netika apstiprināts, tāpēc tas ir dzēsts. Nekas nav mainīts.")
_LONGEST_WORK, _LONGEST_WAIT = timedelta(hours=6), timedelta(days=14)
_AT_WORK = {ImportState.READING, ImportState.APPLYING}


def job_name(kind: str, step: str) -> str:
    """The job that reads or does files of a kind, in whichever package it lives. `step`: «read» or «apply»."""
    return f"{step}_{kind}_file"


def begin_import(
    *, school: School, kind: str, file_name: str, stored_as: str, starts_on: date | None, language: str, by: Actor
) -> Import:
    """A file has been handed in: a job reads it. What the report says is said in the reader's language."""
    options: dict[str, Any] = {
        "starts_on": starts_on.isoformat() if starts_on else None,
        "language": language,
        "columns": {},
    }
    with recorded("begin_import", by=by, schools=[school.pk], about=school, kind=kind):
        found = Import.objects.create(
            school=school, kind=kind, file_name=file_name[:200], stored_as=stored_as, options=options,
            account_id=by.account_id, finished_at=now(),
        )  # fmt: skip
        _queue(found, "read")
    return found


def answer_doubts(*, found: Import, answers: Mapping[tuple[str, str], int | None], by: Actor) -> None:
    """Remember what the names of the file are (kind and name → row, None: new), and read the file again."""
    school = found.school
    with recorded("answer_import_doubts", by=by, schools=[school.pk], about=found, answers=len(answers)):
        _take(found, {ImportState.READY})
        remember_answers(school=school, kind=found.kind, answers=answers, by=by)
        _read_again(found)


def remember_answers(*, school: School, kind: str, answers: Mapping[tuple[str, str], int | None], by: Actor) -> None:
    """What names in files of a kind are in the school (kind of thing and name → row; None: new; 0: to be left out)."""
    with recorded("remember_import_answers", by=by, schools=[school.pk], about=school, kind=kind, answers=len(answers)):
        rows = [
            ImportChoice(school=school, kind=kind, table=table, name=name, row_id=row)
            for (table, name), row in answers.items()
        ]
        ImportChoice.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["school", "kind", "table", "name"], update_fields=["row_id"]
        )


def forget_answers(*, school: School, kind: str, names: Collection[str], by: Actor) -> None:
    """Ask again about these names in files of a kind."""
    with recorded("forget_import_answers", by=by, schools=[school.pk], about=school, kind=kind, answers=len(names)):
        ImportChoice.objects.filter(school=school, kind=kind, name__in=names, modified_at=None).delete()


def ask_again(*, found: Import, by: Actor) -> None:
    """Forget the earlier answers that counted in this file, and read it again: it asks anew."""
    with recorded("ask_import_doubts_again", by=by, schools=[found.school_id], about=found):
        _take(found, {ImportState.READY})
        names = [name for _kind, name, _meaning in (found.report or {}).get("said", [])]
        forget_answers(school=found.school, kind=found.kind, names=names, by=by)
        _read_again(found)


def say_columns(*, found: Import, columns: Mapping[str, str], by: Actor) -> None:
    """What the columns of the file are (head → our name, empty: not to be read); read it again."""
    with recorded("say_import_columns", by=by, schools=[found.school_id], about=found, columns=len(columns)):
        _take(found, {ImportState.READY, ImportState.REFUSED})
        if not found.stored_as:
            raise NotAllowedNow(str(_("Faila vairs nav. Ievediet to vēlreiz.")))
        found.options = found.options | {"columns": dict(columns)}
        _read_again(found)


def confirm_import(*, found: Import, by: Actor) -> None:
    """Let the job do what the preview shows. Raises `NotAllowedNow` while something is to be answered, or nothing is to be done."""
    with recorded("confirm_import", by=by, schools=[found.school_id], about=found):
        _take(found, {ImportState.READY})
        report = found.report or {}
        if report.get("doubts"):
            raise NotAllowedNow(str(_("Vispirms atbildiet uz jautājumiem par nosaukumiem.")))
        does = any(outcome in ("created", "changed") for outcome, *_more in report.get("lines", []))
        if not does and not report.get("remembers"):
            raise NotAllowedNow(str(_("Šajā failā nav nekā, kas skolā būtu jāmaina.")))
        found.account_id = by.account_id
        _to(found, ImportState.APPLYING, done=0, total=0)
        _queue(found, "apply")


def throw_away_import(*, found: Import, by: Actor) -> None:
    """The file and its preview go; the school is as it was."""
    with recorded("throw_away_import", by=by, schools=[found.school_id], about=found):
        _take(found, {ImportState.READY, ImportState.REFUSED})
        refuse_import(found, str(_("Atmests. Nekas nav mainīts.")))


def refuse_import(found: Import, reason: str, report: dict[str, Any] | None = None) -> None:
    """The file can't be used. It is kept only while people can still say what its columns are (`report`)."""
    if report is None:
        _forget_file(found)
    _to(found, ImportState.REFUSED, reason=reason[:1000], report=report)


def show_preview(found: Import, report: dict[str, Any], reason: str = "") -> None:
    """A job has read the file. `reason`: why the preview is another one than before."""
    _to(found, ImportState.READY, report=report, reason=reason)


def finish_import(found: Import, report: dict[str, Any], action_id: int) -> None:
    """A job has done it, in the transaction that is open."""
    _forget_file(found)
    _to(found, ImportState.DONE, report=report, reason="", action_id=action_id)


def mark_undone(found: Import) -> None:
    """Whoever turns the import back has begun; a second time, or before it is done, it raises `NotAllowedNow`."""
    state = Import.objects.select_for_update().values_list("state", flat=True).get(pk=found.pk, school=found.school_id)
    if state != ImportState.DONE:
        raise NotAllowedNow(str(_("Atsaukt var tikai to, kas ir ierakstīts.")))
    _to(found, ImportState.UNDONE)


def clear_imports(*, by: Actor) -> int:
    """End what nobody comes back to, in every school: work that stopped with its worker, previews that nobody confirmed."""
    stood = Coalesce("finished_at", "created_at")
    stopped = Q(state__in=_AT_WORK, stood__lt=now() - _LONGEST_WORK)
    waiting = Q(state=ImportState.READY, stood__lt=now() - _LONGEST_WAIT) | (
        Q(state=ImportState.REFUSED, stood__lt=now() - _LONGEST_WAIT) & ~Q(stored_as="")
    )
    with in_sight_of(None):
        rows = list(Import.objects.annotate(stood=stood).filter(stopped | waiting))
        wanted = set(Import.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    for found in rows:
        with recorded("clear_import", by=by, schools=[found.school_id], about=found):
            refuse_import(found, str(_STOPPED if found.state in _AT_WORK else _WAITED))
    sweep(wanted, older_than=_LONGEST_WORK.total_seconds())
    return len(rows)


def forget_import_reports(*, by: Actor) -> int:
    """Of imports that were finished long ago (IMPORT_REPORT_DAYS) the counts stay, and whom the file named is forgotten, in every
    school (J3). Returns how many imports that was."""
    finished = {ImportState.DONE, ImportState.UNDONE, ImportState.REFUSED}
    over = now() - timedelta(days=settings.IMPORT_REPORT_DAYS)
    with in_sight_of(None):
        rows = list(
            Import.objects.filter(state__in=finished, finished_at__lt=over, report__isnull=False)
            .exclude(report__has_key="counts")
            .defer("report")
        )
    for found in rows:
        with recorded("forget_import_report", by=by, schools=[found.school_id], about=found):
            found.report = without_names(found.report or {})
            found.save(update_fields=["report"])
    return len(rows)


def _take(found: Import, states: set[ImportState]) -> None:
    """Lock the import and make sure that it still stands where the page thought it did."""
    state = Import.objects.select_for_update().values_list("state", flat=True).get(pk=found.pk, school=found.school_id)
    if state in _AT_WORK:
        raise NotAllowedNow(str(_("Ar šo failu vēl strādā. Pagaidiet brīdi.")))
    if state not in states:
        raise NotAllowedNow(str(_("Šis fails jau ir pabeigts vai atmests.")))


def _read_again(found: Import) -> None:
    _to(found, ImportState.READING, done=0, total=0, reason="", report=None, options=found.options)
    _queue(found, "read")


def _to(found: Import, state: ImportState, **values: Any) -> None:
    """`finished_at` is when it came to where it stands."""
    for name, value in (values | {"state": state, "finished_at": now()}).items():
        setattr(found, name, value)
    found.save(update_fields=["state", "finished_at", "stored_as", "account_id", *values])


def _forget_file(found: Import) -> None:
    name, found.stored_as = found.stored_as, ""
    transaction.on_commit(lambda: forget(name))


def _queue(found: Import, step: str) -> None:
    """In the same transaction: the job is there when the import is."""
    app.configure_task(job_name(found.kind, step)).defer(school_id=found.school_id, import_id=found.pk)
