"""The jobs that wait in the database, done here and now: as the worker finds them, by their names and what they were given."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def do_jobs() -> list[str]:
    """Each job that waits, once, in order. Returns their names. A name that no task has fails."""
    done = []
    database = str(connection.settings_dict["NAME"])
    known = [key for name, key in _DONE if name == database]
    for job in list(ProcrastinateJob.objects.filter(status="todo").exclude(pk__in=known).order_by("pk")):
        _DONE.add((database, job.pk))
        app.tasks[job.task_name].func(**job.args)
        done.append(job.task_name)
    return done


# What serves can't mark a job as done: only the worker's functions in the database do.
_DONE: set[tuple[str, int]] = set()
