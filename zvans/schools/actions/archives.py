"""Archives of a whole school: asked for by its head or superuser, made by a job, taken by the one who asked, gone after a day."""

import shutil
import time

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from zvans.accounts.actions.allowances import EXPORTS, spend
from zvans.accounts.models import Person
from zvans.audit.actions import record_of_each, recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import Enrolment, School
from zvans.schools.queries.archives import ASKED, KEPT, ArchiveState, OrderedArchive, archive_folder, archives_of

JOB = "write_school_archive"  # lives where everything of a school is seen: in `zvans.program`


def ask_for_archive(*, school: School, by: Actor) -> int:
    """Let a job make it; the order's key. Raises `NotAllowedNow` while the last one is in the making, `TooOften` after many (C7)."""
    spend((EXPORTS, str(by.account_id)))
    if any(archive.state == ArchiveState.MAKING for archive in archives_of(by, school)):
        raise NotAllowedNow(_("Arhīvs jau top. Pagaidiet, līdz tas ir gatavs."))
    with recorded(ASKED, by=by, schools=[school.pk], about=school) as key:
        app.configure_task(JOB).defer(school_id=school.pk, key=key)
    return key


def take_archive(*, school: School, archive: OrderedArchive, by: Actor) -> None:
    """Record that a finished archive leaves the installation, with what is kept of all who are or were pupils of the school (C2)."""
    with recorded("take_school_archive", by=by, schools=[school.pk], about=school, archive=archive.key):
        pupils = Enrolment.objects.filter(school=school).values_list("pupil", flat=True)
        record_of_each("archive_data", of=pupils, kind=Person, by=by, schools=[school.pk], once_a_day=True)


def clear_archives(*, by: Actor) -> int:
    """Remove the files whose day is over, and what a worker that was killed has left in its folder; say how many."""
    limit = time.time() - KEPT.total_seconds()
    old = [path for path in archive_folder().iterdir() if path.stat().st_mtime < limit]
    if old:
        with recorded("clear_archives", by=by, schools=[], files=len(old)):
            for path in old:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
    return len(old)
