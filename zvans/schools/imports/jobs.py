"""What the jobs of imports do, whatever the kind of file: read it for a preview, do what was confirmed.

    app.task(name=job_name(ImportKind.PEOPLE, "read"))(partial(read_file, run))

A `Run` gets the file and the `Order`; it plans, and writes where `apply` is set. Progress is written by a connection of its own, so that
everybody sees it while the transaction is under way.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zvans.accounts.models import Account
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.files import path_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.imports import finish_import, refuse_import, show_preview
from zvans.schools.actions.looking_up import record_misses
from zvans.schools.enums import ImportState
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.report import Report, UnknownColumns, UnreadableFile, watched
from zvans.schools.imports.stored import stored
from zvans.schools.models import Import, School
from zvans.schools.policies import MOST_MISSES
from zvans.schools.queries.known_people import misses_of
from zvans.schools.queries.workplaces import Workplace, workplace_for
from zvans.schools.rules import can_import

_SECONDS_BETWEEN = 0.5


@dataclass(frozen=True)
class Order:
    """Into which school, from which day, by whom, and with what said about the file (`options` of the import)."""

    school: School
    dates: Dates
    by: Actor
    place: Workplace
    columns: dict[str, str]


Run = Callable[[Path, Order, bool], Report]


class _SchoolChanged(Exception):
    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__()
        self.report = report


def read_file(run: Run, school_id: int, import_id: int) -> None:
    """Make the preview. A file that can't be used is refused with its reason; nothing of the school changes."""
    found = _found(school_id, import_id, ImportState.READING)
    if found is None:
        return
    with _refused_when_failing(found), translation.override(found.options["language"]), watched(_Progress(found)):
        report = stored(_looked_up(run, found))
        with in_sight_of([school_id]):
            show_preview(found, report)


def _looked_up(run: Run, found: Import) -> Report:
    """The plan. Codes that are not those of the names beside them count as those entered by hand do: a file is no way to try many (B9)."""
    order = _order(found)
    report = run(_file(found), order, False)
    if report.missed:
        with in_sight_of([found.school_id]):
            missed = misses_of(order.by.account_id) + report.missed
            record_misses(codes=report.missed, school=order.school, by=order.by)
        if missed > MOST_MISSES:
            raise UnreadableFile(
                _("Failā ir pārāk daudz nederīgu personas kodu. Pārbaudiet, vai kodi un vārdi ir īstajās slejās.")
            )
    return report


def apply_file(run: Run, school_id: int, import_id: int) -> None:
    """Plan again and do it, all of it or nothing. Where the plan is not the one that was confirmed, it becomes a new preview."""
    found = _found(school_id, import_id, ImportState.APPLYING)
    if found is None:
        return
    with _refused_when_failing(found), translation.override(found.options["language"]), watched(_Progress(found)):
        try:
            _apply(run, found)
        except _SchoolChanged as changed:
            reason = str(_("Kopš apskates skolā kaut kas ir mainījies. Apskatiet vēlreiz; vēl nekas nav ierakstīts."))
            with in_sight_of([school_id]):
                show_preview(found, changed.report, reason)


def _apply(run: Run, found: Import) -> None:
    order = _order(found)
    with recorded(f"import_{found.kind}", by=order.by, schools=[found.school_id], about=found) as action:
        report = stored(run(_file(found), order, True))
        if report["lines"] != (found.report or {}).get("lines"):
            raise _SchoolChanged(report)
        finish_import(found, report, action)


def _found(school_id: int, import_id: int, state: ImportState) -> Import | None:
    """None: somebody has thrown it away meanwhile, or another job has done it."""
    with in_sight_of([school_id]):
        rows = Import.objects.select_related("school").filter(pk=import_id, school=school_id, state=state)
        return rows.first()


def _file(found: Import) -> Path:
    path = path_of(found.stored_as)
    if not path.exists():  # the database came back from a backup; files of imports are in none
        raise NotAllowedNow(str(_("Faila vairs nav. Ievediet to vēlreiz.")))
    return path


def _order(found: Import) -> Order:
    by = _actor(found)
    with in_sight_of([found.school_id]):
        place = workplace_for(by, found.school.code)
    if place is None or not can_import(by, place, found.kind):
        raise NotAllowedNow(str(_("Tas, kas failu iesniedza, šajā skolā to vairs nedrīkst darīt.")))
    starts_on = found.options["starts_on"]
    dates = Dates(date.fromisoformat(starts_on) if starts_on else None)
    return Order(found.school, dates, by, place, found.options["columns"])


def _actor(found: Import) -> Actor:
    account = Account.objects.select_related("person").filter(pk=found.account_id or 0, is_active=True).first()
    if account is None:
        raise NotAllowedNow(str(_("Tas, kas failu iesniedza, šajā skolā to vairs nedrīkst darīt.")))
    person = account.person
    return Actor(
        account.pk, person.pk, account.door, "staff", person.given_name, person.family_name, (found.school_id,),
    )  # fmt: skip


@contextmanager
def _refused_when_failing(found: Import) -> Iterator[None]:
    """Whatever happens, the import does not stay at work for ever. What nobody has foreseen is still an error of the job."""
    try:
        yield
    except UnknownColumns as problem:
        _refuse(found, str(problem.reason), {"lines": [], "notes": [], "doubts": [], "heads": problem.heads})
    except (UnreadableFile, NotAllowedNow) as problem:
        _refuse(found, str(problem.reason))
    except Exception:
        _refuse(found, str(_("Neizdevās apstrādāt šo failu. Nekas nav mainīts. Pārbaudiet failu un mēģiniet vēlreiz.")))
        raise


def _refuse(found: Import, reason: str, report: dict[str, Any] | None = None) -> None:
    with in_sight_of([found.school_id]):
        refuse_import(found, reason, report)


class _Progress:
    """Tells how much is done of how much, twice a second at most; at once, when it is first known how much there is."""

    def __init__(self, found: Import) -> None:
        self._found = found
        self._told, self._total = time.monotonic(), 0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told < _SECONDS_BETWEEN and total == self._total:
            return
        self._told, self._total = time.monotonic(), total
        connection = connections["default"].copy()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('zvans.schools', %s, false)", [f"{{{self._found.school_id}}}"])
                numbers = [done, total, self._found.pk]
                cursor.execute("UPDATE schools_import SET done = %s, total = %s WHERE id = %s", numbers)
        finally:
            connection.close()
