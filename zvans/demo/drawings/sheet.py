"""The sheet one draws on: flat shapes in a field of 1600 × 1000, drawn twice as large and made smooth."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from zvans.demo.drawings.colours import NIGHT, Ground, scheme

WIDTH, HEIGHT = 1600, 1000
_FINER = 2
_STEPS = 10  # between two points of a smooth line

Point = tuple[float, float]


class Sheet:
    """`random` makes one drawing of a motif differ from another; the same key draws the same again."""

    def __init__(self, key: str, *, night: bool = False) -> None:
        self.random = Random(key)
        self.ground: Ground
        self.ground, self.a, self.b, self.c = scheme(self.random)
        if night:
            self.ground = NIGHT
        self._image = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), self.ground.air)
        self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> Image.Image:
        return self._image.reduce(_FINER)

    def poly(self, points: Iterable[Point], fill: str) -> None:
        self._draw.polygon([(x * _FINER, y * _FINER) for x, y in points], fill=fill)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, round_by: float = 0) -> None:
        box = [x * _FINER, y * _FINER, (x + width) * _FINER - 1, (y + height) * _FINER - 1]
        if round_by:
            self._draw.rounded_rectangle(box, radius=round_by * _FINER, fill=fill)
        else:
            self._draw.rectangle(box, fill=fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """`across` and `down` are radii."""
        box = [(x - across) * _FINER, (y - down) * _FINER, (x + across) * _FINER, (y + down) * _FINER]
        self._draw.ellipse(box, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.oval(x, y, radius, radius, fill)

    def arc(self, centre: Point, radius: float, degrees: tuple[float, float], fill: str, width: float) -> None:
        """Degrees go clockwise from three o'clock."""
        (x, y), r = centre, radius
        box = [(x - r) * _FINER, (y - r) * _FINER, (x + r) * _FINER, (y + r) * _FINER]
        self._draw.arc(box, *degrees, fill=fill, width=round(width * _FINER))

    def pie(self, centre: Point, radius: float, degrees: tuple[float, float], fill: str) -> None:
        (x, y), r = centre, radius
        box = [(x - r) * _FINER, (y - r) * _FINER, (x + r) * _FINER, (y + r) * _FINER]
        self._draw.pieslice(box, *degrees, fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """With round ends and joints."""
        for x, y in points:
            self.disc(x, y, width / 2, fill)
        for (x, y), (to_x, to_y) in pairwise(points):
            ends = [x * _FINER, y * _FINER, to_x * _FINER, to_y * _FINER]
            self._draw.line(ends, fill=fill, width=round(width * _FINER))

    def curve(self, points: Sequence[Point], fill: str, width: float) -> None:
        self.line(smooth(points), fill, width)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A closed smooth form through the points."""
        self.poly(smooth([*points, points[0]], closed=True), fill)

    def table(self, y: float) -> None:
        self.rect(0, y, WIDTH, HEIGHT - y, self.ground.table)

    def shadow(self, x: float, y: float, across: float, down: float = 22) -> None:
        self.oval(x, y, across, down, self.ground.shadow)

    def hill(self, y: float, rise: float, fill: str, phase: float) -> None:
        """Land up to the lower edge, with one long wave as its upper one."""
        crest = [(x, y - rise * sin(x / WIDTH * 2 * pi + phase)) for x in range(0, WIDTH + 40, 40)]
        self.poly([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], fill)

    def squares(self, step: float, fill: str, width: float = 2) -> None:
        """The ruling of an exercise book for sums."""
        for number in range(1, int(WIDTH / step) + 1):
            self.rect(number * step - width / 2, 0, width, HEIGHT, fill)
        for number in range(1, int(HEIGHT / step) + 1):
            self.rect(0, number * step - width / 2, WIDTH, width, fill)

    def near(self, value: float, by: float) -> float:
        return value + self.random.uniform(-by, by)


def smooth(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """A line through all points without corners (Catmull–Rom)."""
    before, after = (points[-2], points[1]) if closed else (points[0], points[-1])
    line = [before, *points, after]
    found: list[Point] = []
    for place in range(1, len(line) - 2):
        found += [_between(line[place - 1 : place + 3], step / _STEPS) for step in range(_STEPS)]
    return [*found, points[-1]]


def _between(four: Sequence[Point], t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = four
    weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
    return (
        sum(w * v for w, v in zip(weights, (ax, bx, cx, dx), strict=True)) / 2,
        sum(w * v for w, v in zip(weights, (ay, by, cy, dy), strict=True)) / 2,
    )


def at(centre: Point, radius: float, degrees: float) -> Point:
    """The point of a circle, clockwise from three o'clock."""
    angle = degrees * pi / 180
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def turned(points: Iterable[Point], centre: Point, degrees: float) -> list[Point]:
    """The points turned clockwise around the centre."""
    angle, (x, y) = degrees * pi / 180, centre
    return [
        (x + (px - x) * cos(angle) - (py - y) * sin(angle), y + (px - x) * sin(angle) + (py - y) * cos(angle))
        for px, py in points
    ]


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
