import click

from zvans.program.installation import installation

_AT_ONCE = 2
_STOP_SECONDS = 10


@click.command(short_help="Do the jobs that wait in the database.")
@click.option("--once", is_flag=True, help="Do what waits now and stop.")
def worker(once: bool) -> None:
    """Do the jobs that wait in the database: sending, sweeping, whatever is not done while somebody waits.

    `zvans demo` and `zvans serve` run one already.
    """
    with installation():
        from procrastinate.contrib.django import app

        import zvans.program.school_archive.jobs  # jobs of packages that are no Django application
        import zvans.program.stalled_jobs  # noqa: F401

        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            app.run_worker(
                concurrency=_AT_ONCE, wait=not once, delete_jobs="successful", shutdown_graceful_timeout=_STOP_SECONDS
            )
