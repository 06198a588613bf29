"""The times of a bell schedule as somebody enters them: checked, and shortened."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import NamedTuple

from django.utils.translation import gettext as _

from zvans.lib.policy import RefusedValues
from zvans.schools.queries.bells import Ring

SHORTEST, LONGEST = 10, 120  # minutes of a lesson
_DAY = 24 * 60


class Entered(NamedTuple):
    """A line of the form: a lesson with both times, one of them missing, or neither (no such lesson)."""

    number: int
    starts_at: time | None
    ends_at: time | None


def in_words(at: time) -> str:
    return f"{at.hour}.{at.minute:02}"


def check_rings(entered: Iterable[Entered]) -> tuple[Ring, ...]:
    """The lessons entered, in order; refused at the first wrong field of each line: `starts_3`, `ends_3`."""
    rings: list[Ring] = []
    errors: dict[str, str] = {}
    for line in sorted(entered):
        if line.starts_at is None and line.ends_at is None:
            continue
        wrong = _wrong_in(line) or _wrong_after(rings[-1] if rings else None, line)
        errors |= wrong
        if not wrong and line.starts_at is not None and line.ends_at is not None:
            rings.append(Ring(line.number, line.starts_at, line.ends_at))
    if not rings and not errors:
        errors[""] = _("Ierakstiet vismaz vienu stundu.")
    if errors:
        raise RefusedValues(**errors)
    return tuple(rings)


def _wrong_in(line: Entered) -> dict[str, str]:
    if line.starts_at is None:
        return {f"starts_{line.number}": _("Ierakstiet arī, kad stunda sākas.")}
    if line.ends_at is None:
        return {f"ends_{line.number}": _("Ierakstiet arī, kad stunda beidzas.")}
    if line.ends_at <= line.starts_at:
        said = _("Stunda beidzas, pirms tā sākas (%(starts)s). Ierakstiet vēlāku laiku.")
        return {f"ends_{line.number}": said % {"starts": in_words(line.starts_at)}}
    return {}


def _wrong_after(before: Ring | None, line: Entered) -> dict[str, str]:
    if before is None or line.starts_at is None or line.starts_at >= before.ends_at:
        return {}
    if line.starts_at < before.starts_at:
        said = _("Šī stunda sākas pirms %(number)s. stundas. Stundām jābūt pēc kārtas.")
        return {f"starts_{line.number}": said % {"number": before.number}}
    said = _("Šī stunda sākas, kad %(number)s. stunda vēl nav beigusies. Tā beidzas %(ends)s.")
    return {f"starts_{line.number}": said % {"number": before.number, "ends": in_words(before.ends_at)}}


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def shortened(rings: Sequence[Ring], minutes: int) -> list[Ring]:
    """Lessons of so many minutes with the breaks as they are. The first lesson begins when it did.

    Lesson 0 moves up to it.
    """
    if not SHORTEST <= minutes <= LONGEST:
        said = _("Stunda var būt no %(shortest)s līdz %(longest)s minūtēm gara.")
        raise RefusedValues(minutes=said % {"shortest": SHORTEST, "longest": LONGEST})
    spans = [(_minutes(ring.starts_at), _minutes(ring.ends_at)) for ring in rings]
    anchor = next((n for n, ring in enumerate(rings) if ring.number >= 1), 0)
    starts = {anchor: spans[anchor][0]} if spans else {}
    for n in range(anchor + 1, len(spans)):
        starts[n] = starts[n - 1] + minutes + spans[n][0] - spans[n - 1][1]
    for n in range(anchor - 1, -1, -1):
        starts[n] = starts[n + 1] - minutes - (spans[n + 1][0] - spans[n][1])
    if any(not 0 <= start < _DAY - minutes for start in starts.values()):
        raise RefusedValues(minutes=_("Tik garas stundas vienā dienā nesanāk. Ierakstiet mazāk minūšu."))
    return [_ring(ring.number, starts[n], minutes) for n, ring in enumerate(rings)]


def _ring(number: int, start: int, minutes: int) -> Ring:
    end = start + minutes
    return Ring(number, time(start // 60, start % 60), time(end // 60, end % 60))
