import json
from dataclasses import asdict

import click

_FIELDS = ("name", "role", "door", "username", "password", "school", "start_url")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of objects.")
def personas(as_json: bool) -> None:
    """List the people of the demo and how they sign in."""
    click.echo(json.dumps(_rows(), ensure_ascii=False, indent=2) if as_json else table_of_personas())


def _rows() -> list[dict[str, str]]:
    from zvans.demo.personas import PERSONAS

    return [{name: asdict(persona)[name] for name in _FIELDS} for persona in PERSONAS]


def table_of_personas() -> str:
    """Aligned columns; the school and the start page are left to `--json`."""
    rows = [["NAME", "ROLE", "DOOR", "USERNAME", "PASSWORD"]]
    rows += [[row["name"], row["role"], row["door"], row["username"], row["password"]] for row in _rows()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
