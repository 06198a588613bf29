"""What an import is not sure of, on the command line: listed, answered with `--choose` or one by one at the keyboard."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from zvans.schools.imports.report import Doubt

Answers = dict[tuple[str, str], int | None]  # as they are remembered: kind and name → row, None: new, 0: left out
_WORDS = {"new": "make a new one", "out": "leave out what belongs to it"}


def parsed(choices: Iterable[str]) -> dict[str, str]:
    """`doubt=answer` each; the last equals sign parts them, for names may have one."""
    found = {}
    for choice in choices:
        name, equals, answer = choice.rpartition("=")
        if not equals or not name.strip() or not answer.strip():
            raise click.UsageError(f"--choose wants «doubt=answer», not «{choice}».")
        found[name.strip()] = answer.strip()
    return found


def answered(doubts: Iterable["Doubt"], said: Mapping[str, str]) -> Answers:
    """`said`: the name of a doubt, or «kind:name» → the number or name of a possibility, «new» or «out»."""
    answers: Answers = {}
    used = set()
    for doubt in doubts:
        for name in {doubt.name, f"{doubt.kind}:{doubt.name}"} & said.keys():
            answers[str(doubt.kind), doubt.name] = _meant(doubt, said[name])
            used.add(name)
    for name in said.keys() - used:
        click.echo(f"Nothing is asked about «{name}»: that answer is not used.", err=True)
    return answers


def asked(doubts: Iterable["Doubt"]) -> Answers:
    """At the keyboard. Enter leaves a doubt as it is."""
    answers: Answers = {}
    for doubt in doubts:
        click.echo("\n".join(_possibilities(doubt, "")))
        while True:
            said = click.prompt("Your answer (Enter: decide later)", default="", show_default=False)
            if not said.strip():
                break
            try:
                answers[str(doubt.kind), doubt.name] = _meant(doubt, said.strip())
                break
            except click.UsageError as problem:
                click.echo(problem.message)
    return answers


def told(doubts: Iterable["Doubt"]) -> list[str]:
    """For people: each doubt with what may be answered, and how."""
    lines = []
    for doubt in doubts:
        lines += ["", *_possibilities(doubt, "  ")]
        first = "1" if doubt.choices else doubt.others[0]
        lines.append(f'    Answer: --choose "{doubt.name}={first}"')
    return ["", "To be decided (until then it is as above):", *lines[1:]] if lines else []


def _possibilities(doubt: "Doubt", indent: str) -> list[str]:
    place = f" (row {doubt.row})" if doubt.row else ""
    numbered = [(str(number), name) for number, (_key, name) in enumerate(doubt.choices, 1)]
    offered = [*numbered, *((other, _WORDS[other]) for other in doubt.others)]
    return [
        f"{indent}{doubt.kind} «{doubt.name}»{place} is:",
        *(f"{indent}  {key.rjust(3)}  {name}" for key, name in offered),
    ]


def _meant(doubt: "Doubt", said: str) -> int | None:
    from zvans.schools.imports.report import remembered

    by_answer = {name.casefold(): str(key) for key, name in doubt.choices}
    by_answer |= {str(number): str(key) for number, (key, _name) in enumerate(doubt.choices, 1)}
    by_answer |= {other: other for other in doubt.others}
    if said.casefold() not in by_answer:
        known = ", ".join([*(str(number) for number, _ in enumerate(doubt.choices, 1)), *doubt.others])
        raise click.UsageError(f"«{said}» is no answer to «{doubt.name}»; it is one of {known}.")
    return remembered(by_answer[said.casefold()])
