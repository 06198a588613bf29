"""Where people meet: the stage, the street, the field."""

from math import cos, pi, sin

from zvans.demo.drawings.colours import CARMINE, GREEN, INK, OCHRE, PEN, SHEET, STONE, WOOD
from zvans.demo.drawings.sheet import Sheet, at

_SKIN = ("#e6c3a0", "#d8ad86", "#c6946b", "#efd2b3")


def choir(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, s.ground.table)
    for row, (y, count) in enumerate(((330, 9), (470, 8), (610, 9))):
        s.rect(0, y + 170, 1600, 190, (WOOD.light, WOOD.mid, WOOD.deep)[row])
        for place in range(count):
            x = (place + (0.5 if count == 9 else 1)) * 1600 / 9
            _singer(s, x, y + s.random.uniform(-14, 14), (s.a, s.b, s.a)[row], place)
    s.rect(0, 880, 1600, 120, s.ground.shadow)
    s.rect(700, 900, 200, 100, INK, 10)
    s.poly([(720, 930), (760, 640), (840, 640), (880, 930)], INK)
    s.line([(770, 670), (640, 600), (600, 490)], INK, 40)
    s.line([(830, 670), (960, 590), (990, 470)], INK, 40)
    s.line([(990, 470), (1040, 400)], SHEET, 7)
    s.disc(800, 580, 56, WOOD.deep)
    s.disc(800, 532, 28, WOOD.deep)


def _singer(s: Sheet, x: float, y: float, hue: tuple[str, str, str], place: int) -> None:
    s.rect(x - 70, y + 52, 140, 230, hue[1 if place % 3 else 2], 50)
    s.poly([(x - 22, y + 52), (x + 22, y + 52), (x, y + 110)], SHEET)
    s.disc(x, y, 50, s.random.choice((WOOD.deep, INK, OCHRE.deep, WOOD.mid)))
    s.oval(x, y + 10, 40, 44, s.random.choice(_SKIN))
    s.oval(x, y + 30, 9, 12, CARMINE.deep)


def curtain(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, INK)
    s.rect(0, 830, 1600, 170, WOOD.deep)
    s.oval(800, 880, 420, 80, OCHRE.light)
    s.poly([(720, 0), (880, 0), (1180, 880), (420, 880)], "#57503f")
    s.rect(640, 330, 320, 540, WOOD.mid)
    s.rect(620, 300, 360, 44, WOOD.deep)
    s.rect(797, 344, 6, 510, WOOD.deep)
    for x in (664, 822):
        s.rect(x, 380, 116, 200, WOOD.deep)
        s.rect(x + 8, 388, 108, 192, WOOD.mid)
        s.rect(x, 610, 116, 210, WOOD.deep)
        s.rect(x + 8, 618, 108, 202, WOOD.mid)
    s.disc(782, 600, 10, OCHRE.light)
    s.disc(818, 600, 10, OCHRE.light)
    for side in (-1, 1):
        for fold in range(6):
            near, far = 800 + side * (800 - fold * 92), 800 + side * (800 - (fold + 1) * 92)
            pull = fold * 36 * (1 if fold > 2 else 0.4)
            tone = (CARMINE.deep, CARMINE.mid, "#8c2231")[(fold + s.random.randint(0, 1)) % 3]
            s.shape(
                [
                    (near, -40),
                    (far, -40),
                    (far + side * pull * 0.3, 500),
                    (far + side * pull, 900),
                    (near + side * pull, 900),
                    (near, 500),
                ],
                tone,
            )
    for place in range(8):
        s.pie((100 + place * 200, 60), 116, (0, 180), (CARMINE.mid, CARMINE.deep)[place % 2])
    s.rect(0, 0, 1600, 64, CARMINE.deep)
    s.rect(0, 54, 1600, 14, OCHRE.mid)


def field(s: Sheet) -> None:
    for stripe in range(8):
        s.rect(stripe * 200, 0, 200, 1000, (GREEN.mid, "#7c9b73")[stripe % 2])
    for x, y, w, h in (
        (120, 90, 1360, 820),
        (120, 270, 230, 460),
        (1250, 270, 230, 460),
        (120, 390, 90, 220),
        (1390, 390, 90, 220),
    ):
        for points in (
            ((x, y), (x + w, y)),
            ((x, y + h), (x + w, y + h)),
            ((x, y), (x, y + h)),
            ((x + w, y), (x + w, y + h)),
        ):
            s.line(points, SHEET, 9)
    s.line([(800, 90), (800, 910)], SHEET, 9)
    s.arc((800, 500), 150, (0, 360), SHEET, 9)
    s.rect(78, 430, 42, 140, STONE.light)
    s.rect(1480, 430, 42, 140, STONE.light)
    for place in range(14):
        across, down = 260 + (place % 7) * 180 + s.random.uniform(-50, 50), s.random.randint(160, 840)
        s.oval(across + 10, down + 14, 36, 28, GREEN.deep)
        s.disc(across, down, 30, (PEN.mid, OCHRE.light)[place % 2])
        s.disc(across, down, 13, _SKIN[place % 4])
    x, y = s.random.randint(560, 1040), s.random.randint(300, 700)
    s.curve([(x - 300, y + 90), (x - 160, y - 10), (x - 30, y)], SHEET, 5)
    s.disc(x, y, 20, SHEET)
    s.disc(x, y, 8, CARMINE.mid)


def town_map(s: Sheet) -> None:
    s.rect(0, 0, 1600, 1000, "#ece4cf")
    tones = (s.ground.table, OCHRE.light, STONE.light, GREEN.light, s.ground.air)
    for column in range(7):
        for row in range(5):
            x, y = column * 240 + 14 - row * 22, row * 210 + 14
            s.rect(x, y, 208, 178, s.random.choice(tones), 10)
            if s.random.random() < 0.55:
                for house in range(3):
                    s.rect(
                        x + 18 + house * 62,
                        y + s.random.choice((18, 90)),
                        46,
                        56,
                        s.random.choice((STONE.mid, CARMINE.light, WOOD.light)),
                    )
    s.curve([(-20, 760), (240, 690), (480, 750), (760, 620), (1010, 660), (1290, 470), (1620, 500)], PEN.light, 96)
    s.curve([(-20, 760), (240, 690), (480, 750), (760, 620), (1010, 660), (1290, 470), (1620, 500)], "#a6b6d6", 30)
    s.line([(560, 1000), (640, 560), (820, 0)], SHEET, 46)
    s.line([(0, 230), (700, 330), (1600, 180)], SHEET, 46)
    for place in range(13):
        x = 60 + place * 48
        s.line([(x, 238 + x * 0.143), (x + 22, 241 + x * 0.143)], CARMINE.mid, 9)
    for x, y in ((330, 420), (690, s.random.randint(280, 340)), (1180, s.random.randint(300, 420))):
        s.oval(x + 6, y + 4, 44, 16, STONE.mid)
        s.poly([(x - 62, y - 130), (x + 62, y - 130), (x, y)], CARMINE.mid)
        s.disc(x, y - 150, 70, CARMINE.mid)
        s.disc(x, y - 150, 28, SHEET)


def bicycle(s: Sheet) -> None:
    s.rect(120, 150, 1360, 60, s.b.deep)
    s.poly([(70, 170), (160, 90), (1440, 90), (1530, 170)], s.b.mid)
    for x in (190, 790, 1390):
        s.rect(x, 200, 24, 640, STONE.deep)
    s.table(820)
    s.shadow(800, 850, 560, 20)
    back, front, crank, seat, head = (520, 640), (1100, 640), (770, 650), (690, 400), (1010, 390)
    for x, y in (back, front):
        s.arc((x, y), 200, (0, 360), INK, 24)
        s.arc((x, y), 172, (0, 360), STONE.mid, 8)
        for spoke in range(12):
            s.line([(x, y), at((x, y), 172, spoke * 30 + s.random.randint(0, 20))], STONE.mid, 3)
        s.disc(x, y, 22, INK)
    s.line([back, crank, head], s.a.mid, 24)
    s.line([seat, crank], s.a.mid, 24)
    s.line([back, seat], s.a.mid, 16)
    s.line([seat, head], s.a.deep, 24)
    s.line([front, head, (990, 330)], s.a.deep, 20)
    s.curve([(930, 318), (990, 322), (1070, 300), (1080, 350)], INK, 18)
    s.line([seat, (676, 350)], STONE.deep, 16)
    s.shape([(600, 340), (680, 322), (770, 340), (690, 368)], WOOD.deep)
    s.arc(crank, 56, (0, 360), INK, 14)
    s.line([(crank[0] - 40, crank[1] + 66), (crank[0] + 40, crank[1] - 66)], INK, 14)
    s.disc(1040, 424, 26, OCHRE.mid)
    s.rect(460, 400, 150, 16, INK, 8)
    s.rect(476, 290, 120, 110, CARMINE.mid, 10)


def umbrella(s: Sheet) -> None:
    for _ in range(46):
        x, y = s.random.randint(0, 1600), s.random.randint(0, 900)
        s.line([(x, y), (x - 22, y + 66)], PEN.light, 6)
    s.table(850)
    s.oval(800, 900, 520, 46, PEN.light)
    for edge, fill in (((-480, -240), s.a.mid), ((-240, 0), s.a.light), ((0, 240), s.a.mid), ((240, 480), s.a.deep)):
        s.poly([*_rib(edge[0] / 480), *reversed(_rib(edge[1] / 480))], fill)
        s.pie((800 + (edge[0] + edge[1]) / 2, 482), 120, (180, 360), s.ground.air)
    s.line([(800, 480), (800, 700)], WOOD.deep, 18)
    s.rect(790, 60, 20, 60, WOOD.deep, 10)
    for x, hue, tall in ((650, s.b, 300), (960, CARMINE, 270)):
        s.poly([(x - 90, 870), (x - 60, 870 - tall), (x + 60, 870 - tall), (x + 90, 870)], hue.mid)
        s.poly([(x + 20, 870 - tall), (x + 60, 870 - tall), (x + 90, 870), (x + 30, 870)], hue.deep)
        s.line([(x - 36, 868), (x - 36, 910)], INK, 34)
        s.line([(x + 36, 868), (x + 36, 910)], INK, 34)
        s.disc(x, 820 - tall, 66, _SKIN[1])
        s.pie((x, 812 - tall), 72, (170, 370), WOOD.deep)
    s.line([(700, 640), (800, 690)], s.b.deep, 34)
    s.disc(800, 694, 22, _SKIN[1])


def _rib(share: float) -> list[tuple[float, float]]:
    """A rib of the umbrella from its top to the rim; `share` of its half-width to the right."""
    angles = [step / 12 * pi / 2 for step in range(13)]
    return [(800 + 480 * share * sin(angle), 480 - 370 * cos(angle)) for angle in angles]


def press(s: Sheet) -> None:
    s.table(850)
    s.curve([(60, 180), (420, 250), (800, 190)], INK, 5)
    s.rect(640, 110, 90, 780, s.a.deep, 12)
    s.rect(1180, 110, 90, 780, s.a.deep, 12)
    s.rect(600, 90, 710, 100, s.a.mid, 16)
    s.rect(925, 190, 64, 230, STONE.deep)
    for groove in range(5):
        s.line([(925, 230 + groove * 40), (989, 214 + groove * 40)], STONE.light, 8)
    s.rect(760, 410, 400, 70, INK, 10)
    s.rect(560, 600, 790, 60, WOOD.mid, 8)
    s.rect(560, 640, 790, 50, WOOD.deep, 8)
    s.poly([(720, 600), (1200, 600), (1160, 560), (760, 560)], SHEET)
    s.rect(800, 530, 320, 30, STONE.mid)
    s.rect(560, 840, 800, 60, s.a.deep, 12)
    turn = s.random.randint(0, 30)
    s.arc((1270, 380), 190, (0, 360), CARMINE.mid, 30)
    for spoke in range(6):
        s.line([(1270, 380), at((1270, 380), 176, spoke * 60 + turn)], CARMINE.mid, 18)
    s.disc(1270, 380, 44, CARMINE.deep)
    for x, y in ((90, 200), (310, 232)):
        s.rect(x, y, 180, 250, SHEET)
        s.rect(x + 60, y - 16, 14, 40, WOOD.deep)
        for row in range(4):
            s.rect(x + 24, y + 50 + row * 44, s.random.randint(80, 132), 16, INK)
    s.rect(130, 720, 300, 150, WOOD.mid)
    for column in range(4):
        for row in range(2):
            s.rect(146 + column * 70, 734 + row * 66, 58, 54, WOOD.deep)
