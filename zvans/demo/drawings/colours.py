"""What the drawings are painted with: the pen, the carmine and the paper of `tokens.css`, and earth beside them."""

from random import Random
from typing import NamedTuple


class Hue(NamedTuple):
    """One paint: in the light, as it is, in the shade."""

    light: str
    mid: str
    deep: str


PEN = Hue("#8fa3cb", "#2b4f98", "#172f60")
CARMINE = Hue("#d98a86", "#a52b3b", "#741826")
OCHRE = Hue("#ecd09a", "#d19a3a", "#8f6418")
GREEN = Hue("#b4c3a0", "#6d8c66", "#3d5d48")
WOOD = Hue("#d5b48c", "#a8784c", "#754f30")
STONE = Hue("#ddd6c8", "#aca496", "#6f695f")
SHEET = "#fffdf6"
INK = "#26241f"
RULE = "#cfd8e6"


class Ground(NamedTuple):
    """What a drawing stands on: the air, the table or the land, and the shadow on it."""

    air: str
    table: str
    shadow: str


GROUNDS = (
    Ground("#f5eddc", "#e6d9bd", "#d3c3a0"),
    Ground("#dde4ec", "#c3cedd", "#abb9cd"),
    Ground("#e5e9d9", "#cdd6bc", "#b5c09f"),
    Ground("#f3e4da", "#e3ccbf", "#cfb3a3"),
    Ground("#f5e7c8", "#e7d09c", "#d2b879"),
)
NIGHT = Ground("#1b2f5c", "#13234a", "#0d1937")


class Scheme(NamedTuple):
    """The ground and the three leading paints of one drawing. Carmine leads in none: it is the small thing one looks at."""

    ground: Ground
    a: Hue
    b: Hue
    c: Hue


def scheme(random: Random) -> Scheme:
    return Scheme(random.choice(GROUNDS), *random.sample((PEN, GREEN, OCHRE), 3))
