"""The job behind the page «Arhīvs». The worker loads it by name; nothing in `web` sees this package."""

from procrastinate.contrib.django import app

from zvans.audit.actor import Actor
from zvans.program.school_archive.write import write_school
from zvans.schools.actions.archives import JOB, clear_archives
from zvans.schools.models import School
from zvans.schools.queries.archives import archive_path, failed_path


@app.task(name=JOB)
def write_ordered_archive(school_id: int, key: int) -> None:
    """Who has left the school is in it without what was entered about them since."""
    try:
        school = School.objects.select_related("municipality").get(pk=school_id)
        write_school(school, archive_path(key), by=Actor.system("worker", (school_id,)), hides_later=True)
    except BaseException:
        failed_path(key).touch()
        raise


@app.periodic(cron="17 * * * *")
@app.task(name="clear_archives", queueing_lock="clear_archives")
def sweep_archives(timestamp: int) -> None:
    """Every hour. `timestamp` is when it was due, in seconds of Unix time."""
    clear_archives(by=Actor.system("worker"))
