"""What lies on a desk or stands in a room of a school."""

from zvans.demo.drawings.colours import CARMINE, GREEN, INK, OCHRE, PEN, RULE, SHEET, STONE, WOOD
from zvans.demo.drawings.sheet import Sheet, at, box, turned


def bell(s: Sheet) -> None:
    for radius in (560, 450, 340):
        for turn in (0, 180):
            s.arc((800, 470), radius, (turn - 26, turn + 26), s.ground.shadow, 12)
    s.rect(782, 90, 36, 120, WOOD.deep, 12)
    s.disc(800, 790, 62, CARMINE.deep)
    right = [(800, 190), (890, 215), (955, 320), (985, 560), (1050, 690), (1110, 750)]
    left = [(1600 - x, y) for x, y in reversed(right)]
    s.shape([*right, (800, 770), *left], CARMINE.mid)
    shade = [(840, 192), (890, 215), (955, 320), (985, 560), (1050, 690), (1105, 748), (960, 762)]
    s.shape([*shade, (915, 640), (890, 460), (872, 300)], CARMINE.deep)
    s.rect(470, 722, 660, 50, CARMINE.deep, 25)
    s.rect(596, 600, 408, 14, OCHRE.mid, 7)
    s.curve([(690, 330), (662, 440), (640, 560)], CARMINE.light, 22)


def book(s: Sheet) -> None:
    s.table(0)
    s.poly([(150, 250), (790, 215), (1450, 250), (1450, 850), (800, 880), (150, 850)], s.ground.shadow)
    s.poly([(130, 220), (800, 240), (1470, 220), (1470, 830), (800, 860), (130, 830)], s.a.deep)
    for side in (-1, 1):
        _page(s, side)
    s.line([(800, 232), (800, 842)], s.ground.shadow, 6)
    _pencil(s, (1140, 640), s.near(-38, 8), s.b.mid, s.b.deep)


def _page(s: Sheet, side: int) -> None:
    edge = 800 + side * 640
    s.poly([(800, 230), (800 + side * 320, 195), (edge, 205), (edge, 805), (800 + side * 320, 800), (800, 840)], SHEET)
    for row in range(9):
        y = 275 + row * 58
        s.line([(800 + side * 30, y + 8), (800 + side * 320, y - 14), (edge - side * 12, y - 8)], RULE, 3)
    s.line([(edge - side * 110, 206), (edge - side * 110, 804)], CARMINE.light, 4)
    for row in range(s.random.randint(5, 7) if side < 0 else 3):
        y, start = 252 + row * 58, 860 if side > 0 else 290
        stop = start + s.random.randint(270, 430)
        s.curve([(start + (stop - start) * k / 14, y + (9 if k % 2 else -9)) for k in range(15)], PEN.mid, 6)


def _pencil(s: Sheet, centre: tuple[float, float], degrees: float, light: str, dark: str, length: float = 420) -> None:
    x, y = centre[0] - length / 2, centre[1]
    parts = (
        (box(x, y - 22, length - 80, 22), light),
        (box(x, y, length - 80, 22), dark),
        (box(x - 36, y - 22, 40, 44), CARMINE.light),
        (box(x, y - 22, 26, 44), STONE.mid),
        ([(x + length - 80, y - 22), (x + length, y), (x + length - 80, y + 22)], "#ecd6b4"),
        ([(x + length - 26, y - 7), (x + length, y), (x + length - 26, y + 7)], INK),
    )
    for points, fill in parts:
        s.poly(turned(points, centre, degrees), fill)


def pencils(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, SHEET)
    s.squares(50, RULE)
    tilt = s.near(-14, 5)
    s.poly(turned(box(250, 560, 1100, 250), (820, 700), -6), "#d9dde3")
    s.poly(turned(box(240, 540, 1100, 250), (820, 680), -6), s.a.mid)
    s.poly(turned(box(240, 540, 1100, 105), (820, 680), -6), s.a.deep)
    s.line(turned([(270, 648), (1310, 648)], (820, 680), -6), OCHRE.light, 12)
    s.poly(turned(box(1290, 640, 40, 80), (820, 680), -6), OCHRE.mid)
    paints = s.random.sample([(p.mid, p.deep) for p in (PEN, GREEN, OCHRE, CARMINE, WOOD)], 4)
    for place, (light, dark) in enumerate(paints):
        _pencil(s, (560 + place * 150, 300 + (place % 2) * 40), tilt - 50 + place * 12, light, dark, 400)
    s.poly(turned(box(1150, 180, 300, 80), (1300, 220), 28), OCHRE.light)
    for mark in range(9):
        s.poly(turned(box(1170 + mark * 31, 180, 4, 36 if mark % 2 else 22), (1300, 220), 28), INK)


def abacus(s: Sheet) -> None:
    s.table(820)
    s.shadow(800, 868, 640)
    s.rect(250, 110, 1100, 750, WOOD.deep, 24)
    s.rect(310, 170, 980, 630, s.ground.air)
    for row, hue in enumerate((PEN, CARMINE, s.b, PEN, s.c)):
        y = 240 + row * 123
        s.rect(310, y - 4, 980, 8, STONE.deep)
        moved = s.random.randint(2, 7)
        for bead in range(9):
            x = 356 + bead * 76 if bead < moved else 1244 - (8 - bead) * 76
            s.oval(x, y, 35, 50, hue.mid)
            s.oval(x + 10, y + 8, 23, 38, hue.deep)
            s.oval(x - 10, y - 18, 8, 13, hue.light)
    s.rect(250, 110, 1100, 22, WOOD.mid, 11)
    s.rect(250, 110, 22, 750, WOOD.mid, 11)


def library(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, WOOD.light)
    for shelf in range(3):
        floor = 318 + shelf * 322
        s.rect(60, floor - 282, 1480, 282, WOOD.deep)
        _row_of_books(s, floor)
        s.rect(0, floor, 1600, 40, WOOD.mid)
        s.rect(0, floor + 30, 1600, 10, WOOD.deep)
    s.rect(0, 0, 60, 1000, WOOD.mid)
    s.rect(1540, 0, 60, 1000, WOOD.mid)


def _row_of_books(s: Sheet, floor: float) -> None:
    x, gap = 76.0, s.random.randint(350, 1050)
    while x < 1440:
        width, height = s.random.randint(42, 86), s.random.randint(170, 256)
        hue = s.random.choice((PEN, PEN, s.b, s.c, GREEN, OCHRE, STONE, CARMINE))
        if gap < x < gap + 90:
            s.poly(turned(box(x + 62, floor - height, width, height), (x + 62 + width, floor), -14), hue.mid)
            x += width + 84
            continue
        s.rect(x, floor - height, width - 3, height, s.random.choice((hue.mid, hue.mid, hue.deep)))
        s.rect(x, floor - height + 34, width - 3, 10, hue.light)
        s.rect(x, floor - 56, width - 3, 6, hue.light)
        x += width


def clock(s: Sheet) -> None:
    s.hill(770, 30, s.ground.table, 1)
    s.poly([(700, 1000), (770, 800), (850, 800), (980, 1000)], SHEET)
    s.rect(190, 430, 1220, 400, s.c.light)
    s.rect(560, 210, 480, 620, SHEET)
    s.rect(800, 210, 240, 620, s.ground.shadow)
    s.poly([(520, 220), (800, 60), (1080, 220)], CARMINE.mid)
    s.poly([(800, 60), (1080, 220), (800, 220)], CARMINE.deep)
    s.poly([(150, 440), (220, 360), (560, 360), (560, 440)], s.a.mid)
    s.poly([(1040, 360), (1380, 360), (1450, 440), (1040, 440)], s.a.deep)
    for x in (240, 345, 450, 1080, 1185, 1290):
        s.rect(x, 500, 70, 110, PEN.deep)
        s.rect(x, 665, 70, 110, PEN.deep)
    s.disc(800, 400, 140, s.a.deep)
    s.disc(800, 400, 118, SHEET)
    for hour in range(12):
        s.line([at((800, 400), 94, hour * 30), at((800, 400), 106, hour * 30)], INK, 7)
    minute = s.random.choice((0, 10, 20, 40, 50))
    s.line([(800, 400), at((800, 400), 84, minute * 6 - 90)], INK, 9)
    s.line([(800, 400), at((800, 400), 58, 150 + minute / 2)], CARMINE.mid, 13)
    s.rect(735, 620, 130, 210, WOOD.deep, 8)
    s.rect(797, 626, 6, 204, WOOD.mid)


def phone(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, WOOD.light)
    for y in (190, 430, 650, 860):
        s.rect(0, y, 1600, 5, WOOD.mid)
    turn = s.near(-12, 8)
    s.poly(turned(box(485, 215, 380, 640), (660, 520), turn), WOOD.mid)
    for x, y, w, h, fill in ((470, 190, 380, 640, INK), (484, 204, 352, 612, s.a.deep)):
        s.poly(turned(box(x, y, w, h), (660, 510), turn), fill)
    s.poly(turned([(484, 204), (836, 204), (484, 700)], (660, 510), turn), s.a.mid)
    s.poly(turned(box(506, 226, 130, 150), (660, 510), turn), INK)
    for x, y in ((546, 266), (596, 334)):
        s.disc(*turned([(x, y)], (660, 510), turn)[0], 27, STONE.deep)
        s.disc(*turned([(x, y)], (660, 510), turn)[0], 15, PEN.light)
    _cup_from_above(s, 1190, 350)
    _pencil(s, (1180, 760), s.near(-8, 8), OCHRE.mid, OCHRE.deep, 460)


def _cup_from_above(s: Sheet, x: float, y: float) -> None:
    s.disc(x + 14, y + 20, 212, WOOD.mid)
    s.disc(x, y, 210, SHEET)
    s.disc(x, y, 178, s.ground.air)
    s.line([(x + 90, y + 70), (x + 185, y + 130)], s.b.deep, 44)
    s.disc(x, y, 128, s.b.mid)
    s.disc(x, y, 104, WOOD.deep)
    s.arc((x, y), 80, (200, 280), WOOD.mid, 12)


def backpack(s: Sheet) -> None:
    s.table(800)
    s.shadow(810, 880, 420, 34)
    s.poly(turned(box(600, 60, 80, 420), (640, 300), -9), OCHRE.light)
    for mark in range(7):
        s.poly(turned(box(600, 84 + mark * 34, 34 if mark % 2 else 20, 5), (640, 300), -9), INK)
    s.poly(turned(box(820, 80, 240, 400), (940, 300), 7), SHEET)
    s.poly(turned(box(820, 80, 240, 60), (940, 300), 7), CARMINE.mid)
    s.arc((800, 240), 74, (180, 360), s.a.deep, 26)
    s.rect(420, 260, 760, 400, s.a.deep, 170)
    s.rect(420, 400, 760, 480, s.a.deep, 70)
    s.rect(420, 260, 560, 400, s.a.mid, 170)
    s.rect(700, 260, 300, 620, s.a.mid)
    s.rect(420, 430, 560, 450, s.a.mid, 70)
    s.rect(520, 570, 560, 270, s.b.mid, 50)
    s.rect(520, 570, 560, 90, s.b.deep, 45)
    s.rect(776, 640, 48, 70, SHEET, 14)
    for x in (500, 1050):
        s.rect(x, 300, 50, 240, s.a.deep, 20)
        s.rect(x + 6, 452, 38, 52, OCHRE.light, 8)


def keyboard(s: Sheet) -> None:
    s.table(0)
    for column in range(12):
        for row in range(2):
            s.rect(140 + column * 112, 70 + row * 112, 106, 106, SHEET)
    red = s.random.randint(2, 9)
    s.rect(140 + red * 112, 70, 106, 106, PEN.light)
    s.rect(140 + red * 112 + 12, 82, 82, 82, SHEET)
    s.poly([(130, 410), (1470, 410), (1560, 930), (40, 930)], s.ground.shadow)
    s.rect(70, 380, 1460, 520, INK, 40)
    s.rect(70, 370, 1460, 510, s.a.deep, 40)
    for row, (shift, count) in enumerate(((0, 12), (36, 11), (70, 11))):
        for key in range(count):
            marked = (row, key) == (1, red)
            x, y, hue = 116 + shift + key * 115, 410 + row * 116, CARMINE.mid if marked else s.ground.air
            s.rect(x, y + 8, 100, 98, CARMINE.deep if marked else s.ground.shadow, 14)
            s.rect(x, y, 100, 96, hue, 14)
    s.rect(400, 766, 800, 92, s.ground.shadow, 14)
    s.rect(400, 758, 800, 90, s.ground.air, 14)


def cups(s: Sheet) -> None:
    s.table(660)
    for x, hue, side in ((480, s.a, -1), (1120, s.b, 1)):
        s.shadow(x, 872, 270, 30)
        s.arc((x + side * 170, 690), 92, (0, 360), hue.deep, 30)
        s.shape(
            [(x - 190, 560), (x, 575), (x + 190, 560), (x + 160, 780), (x + 90, 862), (x - 90, 862), (x - 160, 780)],
            hue.mid,
        )
        s.poly([(x + 60, 570), (x + 186, 562), (x + 158, 780), (x + 92, 860), (x + 30, 862)], hue.deep)
        s.oval(x, 566, 188, 34, hue.light)
        s.oval(x, 570, 168, 26, WOOD.deep)
    for x, y, side, fill in ((480, 240, -1, SHEET), (1120, 300, 1, PEN.light)):
        s.rect(x - 270, y - 140, 540, 240, fill, 90)
        s.poly([(x + side * 60, y + 90), (x + side * 150, y + 90), (x + side * 165, y + 180)], fill)
    for row, width in enumerate((360, s.random.randint(180, 300))):
        s.line([(300, 190 + row * 60), (300 + width, 190 + row * 60)], PEN.mid, 14)
        s.line([(940, 250 + row * 60), (940 + width, 250 + row * 60)], PEN.deep, 14)


def letter(s: Sheet) -> None:
    s.table(0)
    turn = s.near(-4, 4)
    s.poly(turned(box(330, 390, 960, 520), (800, 650), turn), s.ground.shadow)
    s.poly(turned(box(310, 360, 960, 520), (800, 620), turn), s.c.deep)
    s.poly(turned(box(380, 90, 820, 640), (800, 620), turn), SHEET)
    for row in range(7):
        width = 620 if row not in (0, 6) else s.random.randint(220, 420)
        s.line(
            turned([(480, 180 + row * 58), (480 + width, 180 + row * 58)], (800, 620), turn),
            PEN.light if row else PEN.mid,
            10,
        )
    s.poly(turned([(310, 360), (800, 660), (310, 880)], (800, 620), turn), s.c.light)
    s.poly(turned([(1270, 360), (800, 660), (1270, 880)], (800, 620), turn), s.c.light)
    s.poly(turned([(310, 880), (800, 590), (1270, 880)], (800, 620), turn), s.c.mid)
    x, y = turned([(800, 730)], (800, 620), turn)[0]
    s.disc(x, y, 78, CARMINE.deep)
    s.disc(x - 4, y - 6, 66, CARMINE.mid)
    s.arc((x - 4, y - 6), 40, (0, 360), CARMINE.light, 8)


def key(s: Sheet) -> None:
    s.squares(100, s.ground.table, 3)
    s.shadow(560, 870, 300)
    s.arc((560, 400), 190, (180, 360), STONE.deep, 66)
    s.rect(337, 398, 66, 120, STONE.deep)
    s.rect(717, 398, 66, 120, STONE.deep)
    s.rect(290, 480, 540, 390, s.a.mid, 50)
    s.rect(690, 480, 140, 390, s.a.deep, 50)
    s.rect(690, 480, 70, 390, s.a.deep)
    s.disc(560, 640, 58, SHEET)
    s.poly([(535, 660), (585, 660), (605, 780), (515, 780)], SHEET)
    turn = s.near(58, 8)
    s.poly(turned(box(1150, 470, 440, 52), (1150, 500), turn), OCHRE.mid)
    for tooth, long in ((330, 80), (395, 110)):
        s.poly(turned(box(1150 + tooth, 510, 44, long), (1150, 500), turn), OCHRE.mid)
    s.disc(1150, 400, 170, OCHRE.mid)
    s.arc((1150, 400), 170, (-20, 120), OCHRE.deep, 40)
    s.disc(1150, 400, 84, s.ground.air)


def doors(s: Sheet) -> None:
    s.table(840)
    for x, hue in ((250, s.a), (870, s.b)):
        s.rect(x - 50, 130, 580, 710, SHEET)
        s.rect(x, 180, 480, 660, hue.mid)
        s.rect(x + 400, 180, 80, 660, hue.deep)
        for y, height in ((230, 220), (500, 270)):
            s.rect(x + 60, y, 300, height, hue.deep)
            s.rect(x + 76, y + 16, 284, height - 16, hue.mid if y > 300 else OCHRE.light)
        s.disc(x + 420, 530, 24, OCHRE.light)
        s.rect(x - 80, 840, 640, 60, STONE.light)
        s.rect(x - 80, 880, 640, 20, STONE.mid)
    s.disc(800, 100, 14, CARMINE.deep)
    s.pie((800, 88), 44, (180, 360), CARMINE.mid)
    s.rect(746, 84, 108, 14, CARMINE.deep, 7)
