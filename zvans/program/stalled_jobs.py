"""Jobs whose worker was killed over them wait again (K5): each of our jobs can be done twice."""

from contextlib import suppress

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

_SILENT_SECONDS = 60  # a worker at work says so every ten
_MOST_ATTEMPTS = 3  # a job that kills its worker is not begun for ever


@app.periodic(cron="*/5 * * * *")
@app.task(name="take_up_stalled_jobs", queueing_lock="take_up_stalled_jobs")
async def take_up_stalled_jobs(timestamp: int) -> None:
    """Every five minutes. `timestamp` is when it was due, in seconds of Unix time."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        with suppress(ConnectorException):  # the database refuses it: another worker's sweep was faster
            await _take_up(job)


async def _take_up(job: Job) -> None:
    if job.attempts >= _MOST_ATTEMPTS:
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:  # another of the same kind waits already
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
