"""The table of outcomes, built as the journal's own is, so that the same script writes in it: its columns are outcomes and not lessons."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zvans.journal.queries.journal import Member
from zvans.journal.queries.outcomes import OutcomeRow, Outcomes, Reached
from zvans.web.shared.markup import escape


def outcomes_table(page: Outcomes, *, can_write: bool) -> SafeString:
    """Pupils × outcomes, with what each row comes to."""
    kind = 'role="grid" ' if can_write else ""
    parts = [
        f'<table {kind}class="journal outcomes" aria-labelledby="journal-name"><colgroup><col class="who">',
        *("<col>" for _row in page.outcomes),
        '<col class="mean"><col class="absent"></colgroup>',
        *_head(page.outcomes),
        "<tbody>",
        *(_row(page, number, pupil) for number, pupil in enumerate(page.pupils, 1)),
        "</table>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every text in it is escaped where it enters


def outcome_key(outcome: int) -> str:
    """How a script names a column of this table."""
    return f"o{outcome}"


def outcome_from(text: str) -> int:
    """The outcome that a script names. Raises ValueError for anything else."""
    if not (text[:1] == "o" and text[1:].isascii() and text[1:].isdigit() and len(text) < 15):
        raise ValueError(text)
    return int(text[1:])


def _head(outcomes: Iterable[OutcomeRow]) -> Iterable[str]:
    pupil, learned, missing = map(escape, (_("Skolēns"), _("Apgūti"), _("Vēl nav")))
    yield f'<thead><tr><th scope="col">{pupil}'
    for number, row in enumerate(outcomes, 1):
        yield (
            f'<th scope="col" data-lesson="{outcome_key(row.outcome_id)}">'
            f'<a href="{row.outcome_id}/"><b>{number}.</b> <span>{escape(row.text)}</span></a>'
        )
    yield f'<th scope="col">{learned}<th scope="col">{missing}'


def _row(page: Outcomes, number: int, pupil: Member) -> str:
    name, is_out = escape(pupil.name), not pupil.belongs_on(page.writable_on)
    cells = "".join(_cell(page, pupil.pupil_id, row.outcome_id, is_out) for row in page.outcomes)
    reached = page.reached(pupil.pupil_id)
    about = escape(reached_words(reached))
    learned = f"{reached.learned} <small>({reached.judged})</small>" if reached.judged else ""
    return (
        f'<tr data-pupil="{pupil.pupil_id}"><th scope="row" title="{name}"><small>{number}</small><span>{name}</span>'
        f'{cells}<td aria-label="{about}">{learned}<td>{reached.missing or ""}'
    )


def _cell(page: Outcomes, pupil: int, outcome: int, is_out: bool) -> str:
    level = page.level(pupil, outcome)
    rows = f' data-r="{level.revision}.0"' if level.revision else ""
    return f"<td{' class=out' if is_out else ''}{rows}>{escape(level.text)}"


def reached_words(reached: Reached) -> str:
    """«apgūti 6 no 8 vērtētajiem, 2 vēl nav vērtēti»."""
    said = _("apgūti %(learned)s no %(judged)s vērtētajiem, vēl nav vērtēti %(missing)s")
    return said % reached._asdict()


def reached_summary(reached: Reached) -> dict[str, Any]:
    """What the script puts into the last two cells of a row."""
    return {
        "mean": f"{reached.learned}" if reached.judged else "", "counted": reached.judged,
        "absent": reached.missing, "unexcused": 0, "about": reached_words(reached),
    }  # fmt: skip
