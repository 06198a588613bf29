import click

from zvans.program.installation import installation


@click.command()
def rehash() -> None:
    """Bring personal codes under the newest key.

    Put a new key before the others in ZVANS_CODE_KEYS, or in secrets.json, and start again: everybody goes on signing in. Then do
    this. It may be stopped and begun again while people work. `zvans check` says what an older key is still needed for.
    """
    with installation():
        from zvans.accounts.actions.rehashing import rehash as bring_under_newest
        from zvans.audit.actor import Actor

        moved = bring_under_newest(by=Actor.system("rehash"))
        click.echo(f"Brought under the newest key: {moved}.")
