"""Money, food, and what one buys and carries home."""

from zvans.demo.drawings.colours import CARMINE, GREEN, INK, OCHRE, PEN, RULE, SHEET, STONE, WOOD
from zvans.demo.drawings.sheet import Sheet, at, box, turned


def _coin(s: Sheet, x: float, y: float, radius: float, ring: str = SHEET) -> None:
    s.disc(x + 6, y + 8, radius, OCHRE.deep)
    s.disc(x, y, radius, OCHRE.mid)
    s.arc((x, y), radius * 0.72, (0, 360), OCHRE.light, radius * 0.1)


def _stack(s: Sheet, x: float, foot: float, count: int, across: float = 80) -> None:
    for coin in range(count):
        y = foot - coin * 30
        s.oval(x, y, across, across * 0.3, OCHRE.deep)
        s.rect(x - across, y - 22, across * 2, 22, OCHRE.deep)
        s.oval(x, y - 22, across, across * 0.3, OCHRE.mid)
    s.oval(x, foot - count * 30 + 8, across * 0.62, across * 0.17, OCHRE.light)


def jars(s: Sheet) -> None:
    s.table(790)
    for x, lid, most in ((360, s.a, 5), (800, CARMINE, 9), (1240, s.b, 3)):
        s.shadow(x, 876, 200, 26)
        s.rect(x - 165, 270, 330, 600, SHEET, 60)
        s.rect(x - 145, 290, 290, 560, s.ground.air, 46)
        count = most + s.random.randint(-1, 2)
        for coin in range(count):
            _coin(s, x - 84 + (coin % 3) * 84, 790 - (coin // 3) * 82 - (coin % 2) * 22, 52)
        s.rect(x + 96, 320, 26, 420, SHEET, 13)
        s.rect(x - 150, 210, 300, 84, lid.mid, 16)
        s.rect(x + 60, 210, 90, 84, lid.deep, 16)
        s.rect(x - 90, 400, 180, 90, SHEET, 8)
        s.line([(x - 54, 446), (x + s.random.randint(10, 54), 446)], lid.mid, 14)


def coins(s: Sheet) -> None:
    s.squares(100, s.ground.table, 3)
    s.table(850)
    heights = (2, 4, 6, 9, 13, 18)
    for place, count in enumerate(heights):
        s.shadow(250 + place * 215, 884, 110, 26)
        _stack(s, 250 + place * 215, 874, count)
    tops = [(250 + place * 215, 780 - count * 30) for place, count in enumerate(heights)]
    s.curve(tops, s.a.mid, 14)
    for x, y in tops:
        s.disc(x, y, 22, SHEET)
        s.disc(x, y, 13, CARMINE.mid)


def piggy(s: Sheet) -> None:
    s.table(780)
    s.shadow(800, 868, 420, 34)
    body = CARMINE.light if s.random.random() < 0.6 else s.a.light
    shade = "#c06f70" if body == CARMINE.light else s.a.mid
    for x, fill in ((600, body), (700, shade), (900, body), (1000, shade)):
        s.rect(x - 42, 690, 84, 180, fill, 26)
    s.oval(800, 540, 360, 260, body)
    s.shape([(500, 680), (800, 730), (1130, 600), (1090, 720), (900, 795), (680, 790)], shade)
    s.oval(1110, 470, 150, 140, body)
    s.rect(1190, 440, 110, 120, shade, 46)
    s.disc(1230, 500, 13, CARMINE.deep)
    s.disc(1266, 500, 13, CARMINE.deep)
    s.poly([(1010, 380), (1040, 250), (1130, 340)], shade)
    s.disc(1120, 430, 16, INK)
    s.arc((1140, 530), 50, (30, 120), CARMINE.deep, 8)
    s.curve([(446, 520), (390, 470), (420, 420), (380, 390)], shade, 18)
    s.rect(700, 296, 190, 20, INK, 10)
    _coin(s, 795, s.near(180, 20), 92)


def ledger(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, WOOD.light)
    turn = s.near(-3, 3)
    lean = lambda points: turned(points, (780, 500), turn)  # noqa: E731
    s.poly(lean(box(250, 110, 1080, 820)), WOOD.mid)
    s.poly(lean(box(230, 80, 1080, 820)), s.a.deep)
    s.poly(lean(box(262, 100, 1030, 780)), SHEET)
    for row in range(11):
        s.line(lean([(280, 220 + row * 60), (1275, 220 + row * 60)]), RULE, 3)
    for x in (700, 900, 1100):
        s.line(lean([(x, 120), (x, 860)]), PEN.light, 4)
    s.line(lean([(380, 110), (380, 870)]), CARMINE.light, 5)
    for row in range(10):
        y = 196 + row * 60
        s.line(lean([(420, y), (420 + s.random.randint(90, 240), y)]), PEN.mid, 13)
        column = s.random.choice((760, 960))
        s.line(lean([(column, y), (column + s.random.randint(40, 90), y)]), PEN.mid, 13)
        s.line(lean([(1150, y), (1150 + s.random.randint(50, 100), y)]), PEN.deep if row < 9 else CARMINE.mid, 13)
    s.line(lean([(1120, 764), (1270, 764)]), CARMINE.mid, 6)
    for x, y in ((1430, 760), (1480, 850), (1390, 870)):
        _coin(s, x, y, 62)


def scales(s: Sheet) -> None:
    s.table(820)
    s.shadow(800, 876, 260, 26)
    tip = s.random.choice((-7, 7))
    s.rect(776, 200, 48, 640, s.a.deep)
    s.poly([(620, 870), (660, 810), (940, 810), (980, 870)], s.a.deep)
    ends = turned([(330, 230), (1270, 230)], (800, 230), tip)
    s.line(ends, s.a.mid, 34)
    s.disc(800, 230, 52, OCHRE.mid)
    for (x, y), load in zip(ends, ("coins", "shirt"), strict=True):
        s.line([(x - 180, y + 370), (x, y), (x + 180, y + 370)], INK, 5)
        if load == "coins":
            for place in range(3):
                _stack(s, x - 96 + place * 96, y + 372, (3, 5, 2)[place], 46)
        else:
            _shirt(s, x, y + 370)
        s.pie((x, y + 360), 220, (8, 172), s.b.mid)
        s.pie((x, y + 360), 220, (8, 70), s.b.deep)


def _shirt(s: Sheet, x: float, foot: float) -> None:
    outline = [
        (-60, -210),
        (60, -210),
        (170, -150),
        (130, -80),
        (90, -104),
        (90, 30),
        (-90, 30),
        (-90, -104),
        (-130, -80),
        (-170, -150),
    ]
    s.poly([(x + dx, foot + dy) for dx, dy in outline], CARMINE.mid)
    s.pie((x, foot - 212), 44, (0, 180), CARMINE.deep)


def stall(s: Sheet) -> None:
    s.table(850)
    for x in (250, 1310):
        s.rect(x, 250, 40, 640, WOOD.deep)
    s.rect(290, 300, 1020, 360, s.ground.table)
    for stripe in range(8):
        x, fill = 180 + stripe * 155, (CARMINE.mid if stripe % 2 else SHEET)
        s.poly([(270 + stripe * 132.5, 110), (402.5 + stripe * 132.5, 110), (x + 155, 320), (x, 320)], fill)
        s.pie((x + 77.5, 320), 77.5, (0, 180), fill)
    s.rect(200, 650, 1200, 54, WOOD.mid)
    s.rect(240, 704, 1120, 186, WOOD.light)
    for x in range(240, 1360, 140):
        s.rect(x, 704, 6, 186, WOOD.mid)
    for place in range(3):
        s.oval(360 + place * 90, 610 - (place % 2) * 46, 74, 46, WOOD.mid)
    for place, hue in enumerate((s.a, OCHRE, s.b)):
        s.rect(640 + place * 116, 520, 92, 130, hue.mid, 16)
        s.rect(640 + place * 116, 500, 92, 34, SHEET, 8)
    s.poly([(1080, 540), (1230, 540), (1200, 650), (1110, 650)], GREEN.deep)
    for place in range(6):
        bloom = at((1155, 500), 58, place * 60 + s.random.randint(-12, 12))
        s.disc(*bloom, 32, (OCHRE.mid, CARMINE.light, SHEET)[place % 3])
    s.disc(1155, 500, 34, CARMINE.mid)


def apples(s: Sheet) -> None:
    s.table(680)
    s.shadow(800, 918, 330, 30)
    paints = [CARMINE, GREEN, OCHRE, CARMINE, GREEN, CARMINE]
    s.random.shuffle(paints)
    for (x, y), hue in zip(
        ((560, 470), (1040, 470), (800, 400), (680, 520), (920, 520), (800, 560)), paints, strict=True
    ):
        _apple(s, x, y, 122, hue)
    s.pie((800, 520), 390, (0, 180), s.a.mid)
    s.pie((800, 520), 390, (0, 62), s.a.deep)
    s.rect(380, 496, 840, 48, s.a.light, 24)
    s.rect(650, 890, 300, 34, s.a.deep, 12)
    _apple(s, 1370, 790, 104, s.random.choice((CARMINE, OCHRE)))


def _apple(s: Sheet, x: float, y: float, r: float, hue: tuple[str, str, str]) -> None:
    light, mid, deep = hue
    half = [(0.6, -1), (1, -0.2), (0.6, 0.85), (0, 0.9)]
    outline = [(0, -0.8), *half, *((-dx, dy) for dx, dy in reversed(half[:-1]))]
    s.shape([(x + dx * r, y + dy * r) for dx, dy in outline], deep)
    s.shape([(x + (dx * 0.86 - 0.1) * r, y + (dy * 0.92 - 0.05) * r) for dx, dy in outline], mid)
    s.oval(x - r * 0.5, y - r * 0.35, r * 0.13, r * 0.26, light)
    s.line([(x, y - r * 0.76), (x + r * 0.12, y - r * 1.2)], WOOD.deep, 10)
    s.shape(
        [
            (x + r * 0.1, y - r * 1.05),
            (x + r * 0.4, y - r * 1.35),
            (x + r * 0.75, y - r * 1.2),
            (x + r * 0.4, y - r * 1.0),
        ],
        GREEN.deep,
    )


def bread(s: Sheet) -> None:
    s.table(720)
    for x, lean in ((150, -14), (230, -5), (310, 5)):
        stem = turned([(x + 60, 760), (x + 60, 200)], (x + 60, 760), lean)
        s.line(stem, OCHRE.deep, 8)
        for grain in range(5):
            for side in (-1, 1):
                gx, gy = turned([(x + 60 + side * 22, 200 + grain * 42)], (x + 60, 760), lean)[0]
                s.oval(gx, gy, 15, 30, OCHRE.mid)
    s.rect(170, 760, 1260, 90, WOOD.mid, 40)
    s.rect(170, 820, 1260, 34, WOOD.deep, 17)
    s.shape([(300, 770), (270, 560), (420, 390), (760, 330), (1040, 420), (1130, 600), (1100, 770)], WOOD.deep)
    s.shape([(320, 750), (300, 570), (440, 430), (740, 370), (980, 440), (960, 560), (600, 600), (420, 740)], WOOD.mid)
    for place in range(4):
        x = 470 + place * 140
        s.curve([(x, 480 - (place in (1, 2)) * 40), (x + 60, 540), (x + 70, 640)], OCHRE.light, 20)
    s.shape([(1060, 770), (1040, 590), (1120, 480), (1260, 480), (1340, 590), (1320, 770)], WOOD.deep)
    s.shape([(1085, 750), (1070, 600), (1135, 512), (1245, 512), (1310, 600), (1295, 750)], OCHRE.light)
    for _ in range(12):
        s.oval(s.random.randint(1120, 1265), s.random.randint(560, 730), 12, 8, OCHRE.mid)


def flowers(s: Sheet) -> None:
    s.table(790)
    s.shadow(560, 876, 180, 24)
    s.curve([(560, 700), (548, 500), (580, 330)], GREEN.deep, 16)
    s.shape([(556, 600), (430, 540), (360, 420), (470, 450)], GREEN.mid)
    s.shape([(556, 560), (690, 520), (740, 400), (640, 440)], GREEN.deep)
    petals = s.random.choice((8, 10, 12))
    for petal in range(petals):
        x, y = at((580, 280), 124, petal * 360 / petals)
        s.disc(x, y, 62, CARMINE.light if petal % 2 else CARMINE.mid)
    s.disc(580, 280, 84, OCHRE.mid)
    s.disc(580, 280, 50, OCHRE.deep)
    s.shape([(490, 590), (630, 590), (620, 680), (690, 800), (640, 878), (480, 878), (430, 800), (500, 680)], s.a.mid)
    s.shape([(585, 592), (630, 590), (620, 680), (690, 800), (640, 878), (560, 878), (610, 790)], s.a.deep)
    y = 874
    for hue in s.random.sample((PEN, GREEN, OCHRE, CARMINE, STONE, WOOD), 5):
        height, width, shift = s.random.randint(64, 96), s.random.randint(420, 560), s.random.randint(-30, 30)
        s.rect(860 + shift, y - height, width, height - 3, hue.mid, 8)
        s.rect(860 + shift + width - 60, y - height, 26, height - 3, hue.light)
        s.rect(852 + shift, y - height + 12, 30, height - 27, SHEET)
        y -= height


def moon(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, "#24396a")
    s.rect(500, 90, 900, 520, SHEET)
    s.rect(524, 114, 852, 472, s.ground.table)
    for _ in range(22):
        s.disc(s.random.randint(540, 1360), s.random.randint(130, 560), s.random.choice((3, 4, 6)), SHEET)
    s.disc(1100, 300, 120, OCHRE.light)
    s.disc(1050, 270, 104, s.ground.table)
    s.rect(938, 114, 24, 472, SHEET)
    s.rect(460, 600, 980, 40, SHEET)
    s.rect(1150, 566, 190, 34, CARMINE.mid, 6)
    s.rect(1170, 536, 160, 32, OCHRE.mid, 6)
    s.rect(90, 500, 70, 440, WOOD.deep, 20)
    s.rect(140, 720, 1370, 190, WOOD.deep, 20)
    s.shape([(180, 700), (230, 620), (420, 620), (470, 700), (420, 740), (230, 740)], SHEET)
    s.shape([(430, 740), (520, 660), (900, 640), (1320, 670), (1430, 730), (1440, 860), (430, 860)], PEN.mid)
    s.shape([(700, 800), (1000, 740), (1400, 770), (1430, 862), (600, 862)], PEN.light)
    for column in range(8):
        s.disc(560 + column * 104, 810 - (column % 2) * 60, 16, OCHRE.light)
    s.rect(1470, 640, 60, 300, WOOD.deep, 20)
