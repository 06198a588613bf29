"""Draws a motif. Everything is drawn by this program: no photograph, no foreign work."""

from collections.abc import Callable

from PIL import Image

from zvans.demo.drawings import desk, lab, land, market, square
from zvans.demo.drawings.sheet import Sheet

MOTIFS: dict[str, Callable[[Sheet], None]] = {
    motif.__name__.removeprefix("town_"): motif
    for motif in (
        desk.abacus, desk.backpack, desk.bell, desk.book, desk.clock, desk.cups, desk.doors, desk.key, desk.keyboard,
        desk.letter, desk.library, desk.pencils, desk.phone, lab.belt, lab.bridge, lab.bulb, lab.microscope,
        lab.observatory, lab.pendulum, lab.plant, lab.robot, lab.shield, lab.snowflake, lab.thermometer, land.beehive,
        land.birds, land.boat, land.bog, land.bus, land.castle, land.forest, land.kite, land.lighthouse, land.signpost,
        land.windmill, market.apples, market.bread, market.coins, market.flowers, market.jars, market.ledger,
        market.moon, market.piggy, market.scales, market.stall, square.bicycle, square.choir, square.curtain,
        square.field, square.press, square.town_map, square.umbrella,
    )
}  # fmt: skip
_BY_NIGHT = {"observatory", "moon"}


def draw(motif: str, seed: int | str) -> Image.Image:
    """1600 × 1000 pixels; the same for the same motif and seed. An unknown motif raises `KeyError`."""
    sheet = Sheet(f"{motif} {seed}", night=motif in _BY_NIGHT)
    MOTIFS[motif](sheet)
    return sheet.finished()
