import sys
from typing import TYPE_CHECKING

import click

from zvans.program.installation import installation

if TYPE_CHECKING:
    from zvans.schools.actions.people import PersonFacts


@click.command()
@click.option("--operator", "code", metavar="CODE", help="Personal code of the person who will run the installation.")
@click.option("--name", metavar="NAME", help="Given name and family name of that person.")
def init(code: str | None, name: str | None) -> None:
    """Set up the data folder, the database and its tables, and name the operator.

    Doing it again changes nothing; after an update of zvans it brings the tables to the new version. With --operator somebody gets
    an account that makes municipalities, schools and their superusers; the first password is printed here and stored nowhere.
    With --operator again for the same person there is a new password, and the old one ends.
    """
    with installation() as found:
        from zvans.program.schema import migrate
        from zvans.program.static_files import collect_if_stale

        migrate(found)
        collect_if_stale()
        _name_operator(code, name)
        click.echo(f"Ready. The data folder is {found.data}; back it up with `zvans backup FILE`.")
        click.echo(
            "Next: `zvans serve`, sign in as the operator at the staff door and make a school there, or bring one in"
        )
        click.echo("with `zvans import people FILE` and `zvans import timetable FILE`.")


def _name_operator(code: str | None, name: str | None) -> None:
    from zvans.accounts.queries.people import is_operated

    if code is None:
        if is_operated():
            return
        if not sys.stdin.isatty():
            click.echo("Nobody operates this installation yet: `zvans init --operator CODE --name NAME` does it later.")
            return
        code = click.prompt("Personal code of the operator (empty: later)", default="", show_default=False)
    if code:
        _make_operator(code, name)


def _make_operator(code: str, name: str | None) -> None:
    from django.utils import translation

    from zvans.accounts.personal_code import hyphenated
    from zvans.audit.actor import Actor
    from zvans.lib.policy import NotAllowedNow
    from zvans.schools.actions.operating import make_operator

    facts = _facts(code, name)
    try:
        with translation.override("en"):
            issued = make_operator(person=facts, by=Actor.system("init"))
    except NotAllowedNow as refusal:
        raise click.ClickException(refusal.reason) from refusal
    click.echo(f"{issued.person} operates this installation and signs in at the staff door, /sign-in/staff/:")
    click.echo(f"    username  {hyphenated(facts.code)}")
    click.echo(f"    password  {issued.password}")
    click.echo("The password is printed this once only and ends with the next --operator.")


def _facts(code: str, name: str | None) -> "PersonFacts":
    from zvans.accounts.personal_code import InvalidPersonalCode, normalised
    from zvans.accounts.queries.people import person_with_code
    from zvans.schools.actions.people import PersonFacts

    try:
        digits = normalised(code)
    except InvalidPersonalCode:
        raise click.UsageError("This is not a personal code: it has eleven digits, DDMMYY-NNNNN.") from None
    known = person_with_code(digits)
    if known is not None:
        return PersonFacts(known.given_name, known.family_name, digits)
    if name is None and sys.stdin.isatty():
        name = click.prompt("Given name and family name")
    given, _, family = " ".join((name or "").split()).rpartition(" ")
    if not given or max(len(given), len(family)) > 80:
        raise click.UsageError("Say with --name who it is: given name and family name.")
    return PersonFacts(given, family, digits)
