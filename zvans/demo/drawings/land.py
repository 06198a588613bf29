"""What stands and moves under the open sky."""

from math import sin

from zvans.demo.drawings.colours import CARMINE, GREEN, INK, OCHRE, PEN, SHEET, STONE, WOOD, Hue
from zvans.demo.drawings.sheet import Sheet, box, smooth, turned

_WHITE = Hue(SHEET, "#f3ead6", "#cdbf9f")


def _sun(s: Sheet, x: float, y: float, radius: float = 90) -> None:
    s.disc(x, y, radius, OCHRE.light)


def _hills(s: Sheet, top: float = 560) -> None:
    phase = s.random.uniform(0, 6)
    for step, fill in enumerate((GREEN.light, "#93ab88", GREEN.mid)):
        s.hill(top + step * 130, 70 - step * 12, fill, phase + step * 2.1)


def bus(s: Sheet) -> None:
    _sun(s, s.random.randint(200, 420), 230, 110)
    s.hill(520, 90, GREEN.light, s.random.uniform(0, 6))
    s.hill(640, 60, "#93ab88", s.random.uniform(0, 6))
    s.hill(760, 30, GREEN.mid, 3.3)
    s.poly([(0, 850), (1600, 770), (1600, 890), (0, 970)], STONE.deep)
    for step in range(8):
        x = 20 + step * 210
        s.line([(x, 908 - x * 0.05), (x + 100, 903 - x * 0.05)], SHEET, 9)
    lean = lambda points: turned(points, (860, 700), -2.9)  # noqa: E731
    s.poly(lean(box(420, 420, 900, 370)), s.a.mid)
    s.poly(lean(box(420, 690, 900, 100)), s.a.deep)
    s.poly(lean(box(420, 400, 880, 40)), SHEET)
    for window in range(5):
        s.poly(lean(box(450 + window * 140, 480, 116, 140)), PEN.light if s.a != PEN else s.ground.air)
    s.poly(lean(box(1150, 480, 100, 290)), SHEET)
    for x, y, high in ((1160, 490, 120), (1160, 622, 140), (1268, 480, 140)):
        s.poly(lean(box(x, y, 80 if x < 1200 else 52, high)), PEN.light)
    s.disc(*lean([(1296, 740)])[0], 20, OCHRE.light)
    s.poly(lean(box(420, 650, 700, 16)), CARMINE.mid)
    for x in (590, 1110):
        wheel = lean([(x, 800)])[0]
        s.disc(*wheel, 76, INK)
        s.disc(*wheel, 34, STONE.light)


def forest(s: Sheet) -> None:
    s.disc(800, 400, 300, OCHRE.light)
    s.hill(640, 20, GREEN.light, 1)
    for layer, (hue, width, foot) in enumerate(((GREEN.light, 26, 690), (GREEN.mid, 44, 780), (GREEN.deep, 80, 920))):
        for place in range(9 - layer * 2):
            x = (place + 0.5) * 1600 / (9 - layer * 2) + s.random.uniform(-50, 50)
            if abs(x - 800) > 120 + layer * 150:
                _spruce(s, x, foot + 24, 420 + layer * 200, width, hue)
        s.hill(foot, 16, (GREEN.light, "#93ab88", GREEN.mid)[layer], layer * 2.0)
    left, right = [(800, 690), (778, 760), (700, 840), (480, 1000)], [(940, 1000), (860, 840), (850, 760), (812, 690)]
    s.poly([*smooth(left), *smooth(right)], OCHRE.light)
    for x in (90, 1500):
        s.rect(x - 42, 0, 84, 1000, WOOD.deep)
        s.rect(x - 42, 0, 26, 1000, WOOD.mid)


def _spruce(s: Sheet, x: float, foot: float, tall: float, width: float, fill: str) -> None:
    s.rect(x - width / 6, foot - 60, width / 3, 80, WOOD.deep)
    for tier in range(3):
        top, wide = foot - tall + tier * tall * 0.26, width * (1.1 + tier * 0.5)
        s.poly([(x, top), (x + wide, top + tall * 0.45), (x - wide, top + tall * 0.45)], fill)


def castle(s: Sheet) -> None:
    _sun(s, s.random.choice((330, 1250)), 240, 120)
    s.hill(700, 80, GREEN.light, 5.2)
    s.poly([(180, 860), (240, 560), (330, 520), (400, 590), (470, 540), (560, 610), (640, 600), (700, 860)], STONE.mid)
    s.poly([(1000, 860), (1010, 520), (1100, 570), (1160, 530), (1260, 640), (1380, 690), (1460, 860)], STONE.mid)
    s.poly(
        [
            (650, 880),
            (670, 210),
            (730, 210),
            (740, 260),
            (800, 250),
            (820, 190),
            (890, 200),
            (900, 270),
            (980, 240),
            (1030, 880),
        ],
        STONE.light,
    )
    s.poly([(860, 880), (870, 198), (890, 200), (900, 270), (980, 240), (1030, 880)], STONE.mid)
    for x, y in ((760, 380), (800, 580)):
        s.rect(x, y + 30, 56, 90, PEN.deep)
        s.disc(x + 28, y + 30, 28, PEN.deep)
    s.rect(360, 690, 84, 120, s.ground.air)
    s.disc(402, 690, 42, s.ground.air)
    for x, y in (
        (700, 330),
        (720, 480),
        (700, 700),
        (900, 420),
        (930, 600),
        (910, 760),
        (280, 640),
        (540, 720),
        (1100, 660),
        (1240, 760),
    ):
        s.rect(x, y, 60, 22, STONE.deep if x > 860 else STONE.mid, 6)
    s.line([(845, 190), (845, 80)], INK, 7)
    s.poly([(848, 82), (950, 112), (848, 142)], CARMINE.mid)
    s.hill(850, 26, GREEN.mid, 1.2)
    s.curve([(800, 1000), (900, 930), (820, 890), (850, 860)], OCHRE.light, 34)


def lighthouse(s: Sheet) -> None:
    for side in (-1, 1):
        s.poly([(800, 220), (800 + side * 800, 90), (800 + side * 800, 350)], OCHRE.light)
    s.rect(0, 640, 1600, 360, PEN.light)
    for row in range(4):
        y, fill = 690 + row * 72, ("#7b92c0", "#5f7ab0", "#48679f", PEN.mid)[row]
        s.poly([(0, 1000), *((x, y + 14 * sin(x / 62 + row * 2)) for x in range(0, 1620, 20)), (1600, 1000)], fill)
    s.poly([(420, 1000), (520, 830), (640, 790), (960, 780), (1120, 850), (1220, 1000)], STONE.mid)
    s.poly([(860, 785), (960, 780), (1120, 850), (1220, 1000), (930, 1000)], STONE.deep)
    s.poly([(730, 290), (870, 290), (920, 800), (680, 800)], SHEET)
    s.poly([(820, 290), (870, 290), (920, 800), (840, 800)], s.ground.shadow)
    for top, height in ((390, 90), (600, 95)):
        grow = lambda y: 70 + (y - 290) * 0.098  # noqa: E731
        s.poly(
            [
                (800 - grow(top), top),
                (800 + grow(top), top),
                (800 + grow(top + height), top + height),
                (800 - grow(top + height), top + height),
            ],
            CARMINE.mid,
        )
        s.poly(
            [(824, top), (800 + grow(top), top), (800 + grow(top + height), top + height), (830, top + height)],
            CARMINE.deep,
        )
    s.rect(715, 270, 170, 26, INK, 6)
    s.rect(745, 180, 110, 92, OCHRE.mid)
    s.rect(790, 180, 20, 92, SHEET)
    s.poly([(725, 184), (800, 110), (875, 184)], CARMINE.deep)


def windmill(s: Sheet) -> None:
    s.hill(690, 50, OCHRE.light, s.random.uniform(0, 6))
    s.hill(790, 30, OCHRE.mid, s.random.uniform(0, 6))
    s.poly([(650, 380), (950, 380), (1040, 860), (560, 860)], s.a.mid)
    s.poly([(830, 380), (950, 380), (1040, 860), (850, 860)], s.a.deep)
    s.poly([(620, 390), (700, 270), (900, 270), (980, 390)], WOOD.deep)
    s.rect(750, 690, 100, 170, WOOD.deep, 8)
    s.rect(770, 510, 66, 80, OCHRE.light)
    start = s.random.randint(10, 80)
    for sail in range(4):
        turn = start + sail * 90
        s.poly(turned(box(800, 300, 400, 16), (800, 330), turn), WOOD.deep)
        s.poly(turned(box(880, 318, 320, 86), (800, 330), turn), SHEET)
        for slat in range(5):
            s.poly(turned(box(880 + slat * 78, 312, 8, 94), (800, 330), turn), WOOD.mid)
        s.poly(turned(box(880, 398, 320, 8), (800, 330), turn), WOOD.mid)
    s.disc(800, 330, 30, CARMINE.mid)
    s.hill(880, 14, OCHRE.deep, 2)
    for _ in range(26):
        x = s.random.randint(0, 1600)
        s.line([(x, 1000), (x + s.random.randint(-12, 12), 880 + s.random.randint(0, 50))], OCHRE.light, 7)


def boat(s: Sheet) -> None:
    _sun(s, 1180, 220, 100)
    s.hill(430, 40, GREEN.light, s.random.uniform(0, 6))
    s.hill(500, 20, GREEN.mid, 2)
    s.rect(0, 540, 1600, 460, PEN.light)
    for row in range(9):
        x, y = s.random.randint(0, 1100), 590 + row * 46
        s.line([(x, y), (x + s.random.randint(160, 420), y)], "#a9b9d8", 9)
    for x in (640, 960):
        s.rect(x - 50, 460, 100, 200, s.b.mid, 46)
        s.rect(x - 50, 500, 100, 100, CARMINE.mid, 20)
        s.disc(x, 420, 48, WOOD.light)
        s.pie((x, 416), 52, (180, 360), s.b.deep)
        s.line([(x - 110, 440), (x + 130, 760)], WOOD.mid, 14)
        s.oval(x + 140, 772, 34, 60, WOOD.deep)
    s.shape(
        [(330, 590), (480, 640), (800, 655), (1120, 640), (1270, 590), (1210, 730), (800, 770), (390, 730)], s.a.mid
    )
    s.shape([(372, 690), (800, 715), (1228, 690), (1200, 735), (800, 772), (400, 735)], s.a.deep)
    for x in (70, 130, 200, 1400, 1470, 1540):
        tall = s.random.randint(340, 560)
        s.curve([(x, 1000), (x + 6, 1000 - tall / 2), (x + s.random.randint(-30, 30), 1000 - tall)], GREEN.deep, 13)
        s.oval(x + 4, 1000 - tall * 0.86, 17, 62, WOOD.deep)


def bog(s: Sheet) -> None:
    _sun(s, 420, 250, 120)
    s.hill(430, 14, GREEN.deep, 1)
    for x in range(0, 1640, 46):
        s.poly([(x - 34, 450), (x, 450 - s.random.randint(60, 130)), (x + 34, 450)], GREEN.deep)
    s.rect(0, 440, 1600, 560, OCHRE.mid)
    s.hill(520, 10, "#b9ab63", 1)
    s.hill(700, 20, "#9aa25f", 4)
    for x, y, across in ((300, 580, 190), (1230, 560, 170), (1330, 800, 260), (210, 830, 220)):
        s.oval(x, y, across, across * 0.26, PEN.deep)
        s.oval(x - across * 0.2, y - 6, across * 0.5, across * 0.09, PEN.mid)
    for step in range(60):
        far = 1 - step / 59
        down, wide, middle = (
            470 + 530 * (1 - far) ** 1.7,
            14 + 250 * (1 - far) ** 1.6,
            800 + 190 * sin(far * 5) * (1 - far),
        )
        s.rect(middle - wide, down, wide * 2, 5 + 26 * (1 - far), WOOD.light if step % 2 else WOOD.mid)
    for x, y, tall in ((480, 640, 200), (1090, 690, 230), (1480, 620, 190), (90, 680, 210)):
        s.curve([(x, y), (x - 10, y - tall / 2), (x + 14, y - tall)], WOOD.deep, 11)
        for tier in range(4):
            s.oval(x + (-26, 30, -18, 12)[tier], y - tall * (0.45 + tier * 0.18), 62 - tier * 10, 22, GREEN.deep)


def kite(s: Sheet) -> None:
    _hills(s, 640)
    turn, (x, y) = s.near(24, 10), (960, 360)
    ends = turned([(x, y - 280), (x + 190, y - 70), (x, y + 300), (x - 190, y - 70), (x, y - 70)], (x, y), turn)
    top, right, low, left, mid = ends
    knots = [
        low,
        (low[0] - 90, low[1] + 90),
        (low[0] - 230, low[1] + 40),
        (low[0] - 330, low[1] + 130),
        (low[0] - 480, low[1] + 90),
    ]
    s.curve(knots, INK, 6)
    for knot, hue in zip(knots[1:], (CARMINE, s.b, s.c, CARMINE), strict=True):
        for side in (-1, 1):
            s.poly([knot, (knot[0] + side * 46, knot[1] - 26), (knot[0] + side * 46, knot[1] + 26)], hue.mid)
    s.line([mid, (1500, 1000)], INK, 4)
    for points, fill in (
        ((top, right, mid), s.a.deep),
        ((right, low, mid), CARMINE.mid),
        ((low, left, mid), s.a.mid),
        ((left, top, mid), s.b.light),
    ):
        s.poly(points, fill)
    s.line([top, low], WOOD.deep, 7)
    s.line([left, right], WOOD.deep, 7)
    for cx, cy in ((300, 200), (1330, 160)):
        for dx, r in ((-80, 44), (0, 66), (80, 48)):
            s.disc(cx + dx, cy, r, SHEET)
        s.rect(cx - 122, cy, 250, 48, SHEET, 24)


def birds(s: Sheet) -> None:
    _sun(s, 800, 560, 230)
    s.hill(600, 14, GREEN.mid, s.random.uniform(0, 6))
    s.rect(0, 640, 1600, 360, PEN.light)
    for row in range(6):
        s.line([(800 - 200 + row * 22, 690 + row * 44), (800 + 200 - row * 22, 690 + row * 44)], OCHRE.light, 14)
    for place in range(9):
        arm, step = (-1, 1)[place % 2], (place + 1) // 2
        x, y = 820 + arm * step * 140 + s.random.uniform(-16, 16), 140 + step * 62
        wing, lift = 74 - step * 4, s.random.randint(18, 44)
        s.curve([(x - wing, y - lift), (x - wing / 2, y - lift * 0.9), (x, y)], INK, 12)
        s.curve([(x, y), (x + wing / 2, y - lift * 0.9), (x + wing, y - lift)], INK, 12)
        s.oval(x, y + 4, 13, 20, INK)
    for x in (60, 120, 170, 250, 1370, 1430, 1500, 1560):
        tall = s.random.randint(280, 520)
        s.curve([(x, 1000), (x + 8, 1000 - tall / 2), (x + s.random.randint(-40, 40), 1000 - tall)], GREEN.deep, 12)
        s.oval(x + 5, 1000 - tall * 0.84, 18, 66, WOOD.deep)


def beehive(s: Sheet) -> None:
    _sun(s, 1300, 210, 100)
    s.hill(620, 60, GREEN.light, s.random.uniform(0, 6))
    s.hill(740, 26, GREEN.mid, s.random.uniform(0, 6))
    for x, hue in ((350, PEN), (800, OCHRE), (1250, _WHITE)):
        y = s.near(880, 16)
        s.rect(x - 120, y - 20, 24, 70, WOOD.deep)
        s.rect(x + 96, y - 20, 24, 70, WOOD.deep)
        s.rect(x - 150, y - 330, 300, 310, hue.mid)
        s.rect(x + 70, y - 330, 80, 310, hue.deep)
        s.rect(x - 150, y - 180, 300, 8, hue.deep)
        s.poly([(x - 190, y - 330), (x - 150, y - 400), (x + 150, y - 400), (x + 190, y - 330)], STONE.deep)
        s.rect(x - 60, y - 74, 120, 22, INK, 10)
    for place in range(7):
        x, y = s.random.randint(180, 300) + place * 190, s.random.randint(130, 390)
        s.arc((x - 90, y), 90, (0, 110), INK, 3)
        s.oval(x - 9, y - 18, 15, 22, SHEET)
        s.oval(x, y, 27, 17, OCHRE.mid)
        s.rect(x - 4, y - 16, 8, 32, INK)


def signpost(s: Sheet) -> None:
    _hills(s, 600)
    s.poly([(700, 1000), (780, 800), (830, 800), (1000, 1000)], OCHRE.light)
    s.curve([(800, 830), (600, 780), (420, 720), (330, 660)], OCHRE.light, 34)
    s.curve([(810, 830), (1010, 770), (1180, 700), (1260, 650)], OCHRE.light, 34)
    s.rect(775, 120, 50, 780, WOOD.mid)
    s.rect(802, 120, 23, 780, WOOD.deep)
    for y, side, hue, long in ((170, 1, s.a, 470), (320, -1, CARMINE, 430), (470, 1, s.b, 380)):
        near, far = 800 - side * 90, 800 + side * long
        s.poly([(near, y), (far, y), (far + side * 80, y + 55), (far, y + 110), (near, y + 110)], hue.mid)
        s.poly([(near, y + 78), (far + side * 44, y + 78), (far, y + 110), (near, y + 110)], hue.deep)
        s.line([(800 + side * 20, y + 46), (800 + side * (long - 60), y + 46)], SHEET, 14)
    s.poly([(760, 130), (800, 70), (840, 130)], WOOD.deep)
