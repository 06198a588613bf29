import click

from zvans.program import serving
from zvans.program.ending import ends_in_order
from zvans.program.installation import installation
from zvans.program.supervision import keep_running


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", envvar="ZVANS_PORT", default=8000, show_default=True, help="Port to listen on (ZVANS_PORT).")
@click.option(
    "--workers",
    type=int,
    default=serving.usual_workers,
    show_default="one a processor",
    help="Processes that answer requests.",
)
@click.option("--jobs/--no-jobs", default=True, help="Run the worker here too, or leave it to `zvans worker`.")
@click.option("--migrate", "is_migrating", is_flag=True, help="Bring the tables to this version first.")
def serve(host: str, port: int, workers: int, jobs: bool, is_migrating: bool) -> None:
    """Serve the installation to browsers.

    What ends by itself, web server, worker or embedded database, is started again. Let a service manager start this program again.
    """
    serving.check_port_free(host, port)
    with ends_in_order(), installation() as found:
        from zvans.program.schema import check_servable, migrate
        from zvans.program.static_files import collect_if_stale

        if is_migrating:
            migrate(found)
        check_servable(found)
        collect_if_stale()
        with serving.children(host, port, workers=workers, jobs=jobs) as running:
            serving.first_answer(host, port, running)
            click.echo(f"Serving on http://{host}:{port}")
            keep_running(running, found.cluster)
