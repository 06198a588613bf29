"""Bit masks as aSc writes them: «10» is the first week of two, «00100» is Wednesday; a comma lists several masks."""

MAX_WEEKS = 31  # what a slot's mask holds


class BadMask(ValueError):
    pass


def length_of(masks: list[str]) -> int:
    """How many weeks (or terms) the longest mask knows; one when there are none."""
    return max((len(part) for mask in masks for part in mask.split(",")), default=1) or 1


def bits(mask: str, length: int) -> int:
    """The mask with bit 0 first. A shorter mask repeats («1» is every week of two); an empty one means always."""
    found = 0
    for part in (mask or "1").split(","):
        if set(part) - {"0", "1"} or not part or len(part) > length or length % len(part):
            raise BadMask(mask)
        repeated = part * (length // len(part))
        found |= sum(1 << n for n, bit in enumerate(repeated) if bit == "1")
    if not found:
        raise BadMask(mask)
    return found


def weekdays(mask: str, day: str) -> tuple[int, ...]:
    """ISO weekdays of a card: a mask of days, or (in exports before 2012) the number of the day from 0."""
    if not mask and len(day) == 1 and day.isdecimal() and int(day) < 7:
        return (int(day) + 1,)
    if not mask or "1" not in mask:
        raise BadMask(mask)
    longest = length_of([mask])
    found = bits(mask, longest)
    if found >> 7:
        raise BadMask(mask)
    return tuple(n + 1 for n in range(7) if found >> n & 1)
