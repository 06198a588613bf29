from collections.abc import Callable, Iterator
from pathlib import Path

import click

from zvans.program.installation import Installation, installation

_SECRET_LETTERS = 20
Finding = tuple[bool, str]  # all is well; what was found


@click.command()
def check() -> None:
    """Say whether the installation is as it should be.

    The exit status is 1 when something is wrong.
    """
    with installation() as found:
        findings = [finding for examine in _EXAMINATIONS for finding in examine(found)]
    for is_well, text in findings:
        click.echo(f"{'ok   ' if is_well else 'WRONG'}  {text}")
    if not all(is_well for is_well, _ in findings):
        raise SystemExit(1)


def _data_folder(found: Installation) -> Iterator[Finding]:
    yield True, f"data folder {found.data}"
    loose = (found.data / "secrets.json").stat().st_mode & 0o077
    yield not loose, "secrets.json can be read by its owner only"


def _server(found: Installation) -> Iterator[Finding]:
    import psycopg

    from zvans.lib.database.embedded.binaries import OLDEST_MAJOR

    with psycopg.connect(found.app_url) as connection:
        version = connection.info.server_version
    kind = "embedded" if found.is_embedded else "outside"
    yield version >= OLDEST_MAJOR * 10_000, f"PostgreSQL {version // 10_000}.{version % 10_000} ({kind})"


def _role(found: Installation) -> Iterator[Finding]:
    from zvans.lib.database.roles import faults_of_app_role, writable_again
    from zvans.program.schema import append_only_tables, unapplied_migrations

    faults = faults_of_app_role(found.app_url)
    yield not faults, f"the serving role {found.app_role} " + (", ".join(faults) or "is held to row-level security")
    unapplied = unapplied_migrations()
    yield not unapplied, f"migrations not applied: {len(unapplied)}{' (run `zvans init`)' if unapplied else ''}"
    if not unapplied:
        writable = writable_again(found.app_url, append_only_tables())
        yield (
            not writable,
            f"the record of actions can't be changed{' except ' if writable else ''}{', '.join(writable)}",
        )


def _keys(found: Installation) -> Iterator[Finding]:
    from django.conf import settings

    from zvans.accounts.personal_code import keys
    from zvans.accounts.queries.codes import missing_keys, under_older_keys
    from zvans.program.schema import unapplied_migrations

    yield len(settings.SECRET_KEY) >= 32, "the secret key is long enough"
    if not unapplied_migrations():
        missing = missing_keys()
        yield not missing, f"keys of personal codes that are missing: {', '.join(missing) or 'none'}"
        if len(keys()) > 1:
            old = under_older_keys()
            yield (
                True,
                f"under older keys: {old.codes} personal codes, {old.apps} code apps (`zvans rehash` moves them)",
            )
            yield (
                True,
                f"of whichever key: {old.names} chosen usernames, {old.recovery} recovery codes (they end with their key)",
            )


def _text_messages(found: Installation) -> Iterator[Finding]:
    """Where a gateway is connected (docs/text-messages.md)."""
    from django.conf import settings

    from zvans.notifications.queries.sms import sms_of_a_day
    from zvans.notifications.sms import local
    from zvans.program.schema import unapplied_migrations

    if not settings.SMS_ENABLED:
        return
    yield settings.SMS_URL != local.URL, "text messages leave this machine (ZVANS_SMS_URL)"
    yield (
        len(settings.SMS_SECRET) >= _SECRET_LETTERS,
        "the gateway of text messages is known by a long ZVANS_SMS_SECRET",
    )
    yield "//127.0.0.1" not in settings.ADDRESS, f"text messages lead people to {settings.ADDRESS} (ZVANS_ADDRESS)"
    if not unapplied_migrations():
        counts = ", ".join(f"{count} {state}" for state, count in sms_of_a_day().items())
        yield True, f"text messages of the last day: {counts or 'none'}"


def _providers(found: Installation) -> Iterator[Finding]:
    """Who else says who somebody is, and for whom (docs/state-sign-in.md)."""
    from django.conf import settings

    from zvans.program.schema import unapplied_migrations
    from zvans.schools.queries.institutions import is_code_taken

    for provider in settings.SIGN_IN_PROVIDERS:
        of = f"ZVANS_SIGN_IN_{provider.key.upper()}"
        says = ", ".join(provider.schools) or ("everybody" if provider.is_for_everybody else "nobody")
        yield provider.is_used, f"the provider {provider.key} speaks for {says} ({of}_SCHOOLS or {of}_EVERYBODY)"
        if provider.schools and not unapplied_migrations():
            unknown = [code for code in provider.schools if not is_code_taken(code)]
            yield not unknown, f"schools in {of}_SCHOOLS that are not there: {', '.join(unknown) or 'none'}"


def _translations(found: Installation) -> Iterator[Finding]:
    from django.conf import settings

    folder = Path(__file__).parent.parent / "web" / "locale"
    missing = [code for code, _ in settings.LANGUAGES if not _is_compiled(folder / code)]
    yield not missing, f"translations not compiled: {', '.join(missing) or 'none'}"


def _is_compiled(language: Path) -> bool:
    """Latvian is the language of the source and may have no catalogue."""
    source = language / "LC_MESSAGES" / "django.po"
    return not source.exists() or source.with_suffix(".mo").exists()


_EXAMINATIONS: list[Callable[[Installation], Iterator[Finding]]] = [
    _data_folder, _server, _role, _keys, _text_messages, _providers, _translations,
]  # fmt: skip
