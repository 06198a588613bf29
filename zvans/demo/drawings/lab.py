"""What one measures, looks through and builds."""

from zvans.demo.drawings.colours import CARMINE, GREEN, INK, OCHRE, PEN, RULE, SHEET, STONE, WOOD
from zvans.demo.drawings.sheet import Sheet, at, box, turned


def microscope(s: Sheet) -> None:
    s.table(830)
    s.shadow(560, 880, 330, 28)
    tilt = lambda points: turned(points, (560, 430), 24)  # noqa: E731
    s.curve([(640, 330), (790, 450), (790, 650), (640, 790)], s.a.deep, 70)
    s.rect(330, 800, 500, 76, s.a.deep, 30)
    s.rect(330, 800, 500, 34, s.a.mid, 17)
    s.rect(360, 640, 360, 34, INK, 8)
    s.rect(440, 620, 150, 20, PEN.light, 6)
    for x, y, w, h, fill in (
        (500, 120, 110, 300, s.a.mid),
        (572, 120, 38, 300, s.a.deep),
        (515, 60, 80, 80, INK),
        (515, 410, 80, 90, STONE.mid),
        (530, 490, 50, 70, STONE.deep),
    ):
        s.poly(tilt(box(x, y, w, h)), fill)
    s.disc(770, 560, 46, OCHRE.mid)
    s.disc(770, 560, 22, OCHRE.deep)
    s.disc(1190, 420, 300, SHEET)
    s.arc((1190, 420), 300, (0, 360), INK, 16)
    for place, turn in enumerate(range(0, 360, 36)):
        cell = at((1190, 420), (215, 150)[place % 2], turn + s.random.randint(-8, 8))
        across, down = s.random.randint(34, 52), s.random.randint(26, 38)
        s.oval(*cell, across, down, (GREEN.light, PEN.light, OCHRE.light)[place % 3])
        s.disc(*cell, 11, GREEN.deep)
    s.disc(1190, 420, 60, CARMINE.light)
    s.disc(1190, 420, 22, CARMINE.deep)


def observatory(s: Sheet) -> None:
    for _ in range(70):
        s.disc(s.random.randint(0, 1600), s.random.randint(0, 720), s.random.choice((2, 3, 3, 5)), SHEET)
    rats = [(230, 190), (350, 150), (450, 190), (560, 230), (580, 340), (760, 330), (770, 210)]
    s.line([*rats, rats[3]], PEN.light, 3)
    for x, y in rats:
        s.disc(x, y, 10, OCHRE.light)
    s.disc(1370, 200, 78, OCHRE.light)
    s.disc(1340, 180, 70, s.ground.air)
    s.hill(800, 50, "#22406b", s.random.uniform(0, 6))
    s.rect(640, 640, 520, 260, STONE.light)
    s.rect(980, 640, 180, 260, STONE.mid)
    s.pie((900, 650), 300, (180, 360), SHEET)
    s.pie((900, 650), 300, (290, 360), STONE.light)
    s.poly([(770, 640), (700, 425), (772, 376), (870, 640)], "#0d1937")
    s.poly(turned(box(560, 470, 330, 74), (810, 560), 26), CARMINE.mid)
    s.poly(turned(box(545, 460, 40, 94), (810, 560), 26), CARMINE.deep)
    s.rect(590, 630, 620, 40, STONE.deep, 10)
    s.rect(720, 740, 90, 160, "#0d1937", 10)
    for x in (900, 1010):
        s.rect(x, 730, 64, 74, OCHRE.light)
    s.hill(890, 20, GREEN.deep, 2)


def pendulum(s: Sheet) -> None:
    s.squares(100, s.ground.table, 3)
    s.rect(420, 90, 760, 44, WOOD.deep, 10)
    s.rect(420, 90, 760, 16, WOOD.mid, 8)
    swing = s.random.randint(24, 34)
    s.arc((800, 130), 620, (90 - swing, 90 + swing), s.ground.shadow, 10)
    for share in (-1, 0):
        x, y = at((800, 130), 620, 90 + share * swing)
        s.line([(800, 130), (x, y)], STONE.mid, 4)
        s.disc(x, y, 84, s.a.light)
    x, y = at((800, 130), 620, 90 + swing)
    s.line([(800, 130), (x, y)], INK, 6)
    s.disc(x, y, 88, CARMINE.mid)
    s.pie((x, y), 88, (-30, 130), CARMINE.deep)
    s.disc(x - 30, y - 32, 16, CARMINE.light)
    s.disc(800, 130, 18, OCHRE.mid)
    s.table(880)
    s.rect(180, 850, 1240, 60, OCHRE.light, 8)
    for mark in range(41):
        s.rect(200 + mark * 30, 850, 4, 34 if mark % 5 == 0 else 18, INK)


def robot(s: Sheet) -> None:
    s.table(790)
    for x, fill, apple in ((250, WOOD.mid, CARMINE), (1160, WOOD.mid, GREEN)):
        for place in range(3):
            s.disc(x + 60 + place * 75, 704 - (place % 2) * 26, 50, apple.mid)
        s.rect(x - 10, 720, 290, 180, fill)
        for board in range(2):
            s.rect(x - 10, 772 + board * 62, 290, 8, WOOD.deep)
    s.rect(640, 800, 320, 100, INK, 20)
    s.rect(700, 690, 200, 130, s.a.deep, 20)
    elbow, wrist = (800 - 150, 330), (1040, 230)
    s.line([(800, 710), elbow], s.a.mid, 104)
    s.line([elbow, wrist], s.a.mid, 80)
    s.line([(828, 706), (680, 336)], s.a.deep, 34)
    s.line([(660, 356), (1040, 256)], s.a.deep, 26)
    for joint, radius in (((800, 720), 74), (elbow, 72), (wrist, 56)):
        s.disc(*joint, radius, SHEET)
        s.disc(*joint, radius * 0.6, OCHRE.mid)
        s.disc(*joint, radius * 0.24, INK)
    s.line([wrist, (1070, 330)], INK, 34)
    for side in (-1, 1):
        s.curve([(1075, 340), (1075 + side * 90, 390), (1075 + side * 88, 480), (1075 + side * 50, 520)], INK, 24)
    apple = s.random.choice((CARMINE, GREEN))
    s.disc(1075, 455, 66, apple.mid)
    s.pie((1075, 455), 66, (-40, 120), apple.deep)
    s.line([(1075, 396), (1086, 366)], WOOD.deep, 8)


def bridge(s: Sheet) -> None:
    s.squares(100, s.ground.table, 3)
    s.rect(0, 620, 290, 380, WOOD.mid)
    s.rect(1310, 620, 290, 380, WOOD.mid)
    s.rect(0, 620, 290, 36, WOOD.deep)
    s.rect(1310, 620, 290, 36, WOOD.deep)
    low, top, count = 590, 330, 6
    step = 1200 / count
    for depth, hue in ((34, STONE.mid), (0, s.a.mid)):
        feet = [(200 + step * k, low - depth) for k in range(count + 1)]
        heads = [(200 + step * (k + 0.5), top - depth) for k in range(count)]
        s.line(feet, hue, 22)
        s.line(heads, hue, 22)
        for k, head in enumerate(heads):
            s.line([feet[k], head, feet[k + 1]], hue, 22)
        for x, y in (*feet, *heads):
            s.disc(x, y, 22, SHEET if depth == 0 else hue)
            s.disc(x, y, 11, s.a.deep if depth == 0 else hue)
    s.line([(760, 600), (800, 740), (840, 600)], INK, 6)
    s.poly([(700, 730), (900, 730), (870, 930), (730, 930)], CARMINE.mid)
    s.poly([(820, 730), (900, 730), (870, 930), (810, 930)], CARMINE.deep)
    s.oval(800, 730, 100, 20, OCHRE.light)


def snowflake(s: Sheet) -> None:
    centre, hue = (800.0, 500.0), s.random.choice((PEN, PEN, s.a))
    s.disc(800, 500, 440, s.ground.table)
    reach, twigs = 390, sorted(s.random.sample((110, 160, 210, 260, 310), 3))
    for arm in range(6):
        turn = arm * 60 - 90
        s.line([centre, at(centre, reach, turn)], hue.mid, 22)
        for place, far in enumerate(twigs):
            root, long = at(centre, far, turn), 120 - place * 22
            for side in (-60, 60):
                s.line([root, at(root, long, turn + side)], hue.mid, 16)
        x, y = at(centre, reach, turn)
        s.poly([at((x, y), 34, turn + k * 90) for k in range(4)], CARMINE.mid)
        s.poly([at(at(centre, 118, turn + 30), 26, turn + 30 + k * 90) for k in range(4)], OCHRE.mid)
    s.poly([at(centre, 84, k * 60 - 90) for k in range(6)], hue.deep)
    s.poly([at(centre, 52, k * 60 - 60) for k in range(6)], SHEET)


def plant(s: Sheet) -> None:
    s.table(800)
    s.shadow(820, 888, 280, 26)
    s.rect(1190, 120, 64, 740, OCHRE.light)
    for mark in range(30):
        s.rect(1190, 140 + mark * 24, 44 if mark % 5 == 0 else 24, 4, INK)
    s.curve([(800, 660), (790, 480), (815, 300), (800, 170)], GREEN.deep, 18)
    for y, side, long in ((560, -1, 300), (500, 1, 310), (390, -1, 250), (330, 1, 240), (230, -1, 150), (200, 1, 140)):
        lift, x = s.random.randint(50, 120), 800
        tip = (x + side * long, y - lift)
        s.shape(
            [(x, y), (x + side * long * 0.35, y - lift * 0.35 - 70), tip, (x + side * long * 0.55, y + 20)], GREEN.mid
        )
        s.shape(
            [(x, y), (x + side * long * 0.5, y - lift * 0.5 + 4), tip, (x + side * long * 0.55, y + 22)], GREEN.deep
        )
        s.curve([(x, y), (x + side * long * 0.5, y - lift * 0.55), tip], GREEN.light, 5)
    s.poly([(620, 690), (980, 690), (930, 890), (670, 890)], CARMINE.light)
    s.poly([(860, 690), (980, 690), (930, 890), (850, 890)], CARMINE.mid)
    s.rect(590, 640, 420, 70, CARMINE.light, 14)
    s.rect(860, 640, 150, 70, CARMINE.mid, 14)


def bulb(s: Sheet) -> None:
    s.table(800)
    s.disc(800, 360, 400, OCHRE.light)
    s.disc(800, 360, 250, SHEET)
    s.poly([(640, 550), (960, 550), (890, 660), (710, 660)], SHEET)
    s.arc((800, 360), 214, (195, 250), s.ground.table, 16)
    for ring in range(4):
        s.rect(705, 650 + ring * 36, 190, 26, STONE.deep, 12)
    s.rect(750, 790, 100, 34, INK, 14)
    s.line([(740, 650), (730, 430)], STONE.deep, 6)
    s.line([(860, 650), (870, 430)], STONE.deep, 6)
    s.line([(730 + k * 14, 430 + (24 if k % 2 else -24) * (0 < k < 10)) for k in range(11)], CARMINE.mid, 8)
    s.curve([(800, 820), (800, 890), (600, 910), (420, 850)], INK, 9)
    s.curve([(820, 810), (860, 900), (1030, 920), (1180, 860)], INK, 9)
    s.rect(220, 800, 220, 110, s.a.mid, 18)
    s.rect(220, 800, 60, 110, OCHRE.mid, 18)
    s.rect(200, 835, 24, 40, STONE.deep)
    s.rect(1170, 840, 240, 70, WOOD.mid, 16)
    s.line([(1240, 846), (1350, 770)], s.b.deep, 22)
    s.disc(1350, 770, 24, CARMINE.mid)


def belt(s: Sheet) -> None:
    """A pattern made up here, anew for each seed: mirrored in both directions, as weaving does."""
    s.rect(0, 0, 1600, 1000, SHEET)
    cell, half, tall = 40, 5, 6
    core = s.random.choice((PEN, CARMINE))
    every = s.random.choice((4, 5))
    cells = [[_woven(x, y) for x in range(half + 1)] for y in range(tall + 1)]
    s.rect(0, 240, 1600, 520, CARMINE.mid if core is PEN else PEN.mid)
    for x in range(41):
        for y in range(-tall, tall + 1):
            across = abs((x % (2 * half)) - half)
            if cells[abs(y)][across]:
                s.rect(x * cell, 480 + y * cell, cell, cell, SHEET)
            elif (across + abs(y)) % every == 0:
                s.rect(x * cell, 480 + y * cell, cell, cell, core.deep if core is PEN else OCHRE.light)
    for y, fill in ((190, GREEN.mid), (215, OCHRE.light), (765, OCHRE.light), (790, GREEN.mid)):
        s.rect(0, y, 1600, 25, fill)
    for x in range(0, 1600, 40):
        s.rect(x, 0, 3, 190, RULE)
        s.rect(x, 815, 3, 185, RULE)


def _woven(x: int, y: int) -> bool:
    return (x + y) in (3, 6, 9) or (x == 0 and y in (1, 2)) or (y == 0 and x in (0, 1)) or (x == 5 and y == 6)


def shield(s: Sheet) -> None:
    s.table(0)
    for place, fill in enumerate((s.ground.shadow, SHEET, SHEET)):
        turn = (-8, -5, 4)[place] + s.random.uniform(-2, 2)
        s.poly(turned(box(330 + place * 20, 130, 620, 780), (640, 520), turn), fill)
    for row in range(9):
        s.line(
            turned([(440, 210 + row * 70), (440 + s.random.randint(300, 460), 210 + row * 70)], (640, 520), 4), RULE, 12
        )
    right = [(1000, 190), (1130, 260), (1290, 280), (1280, 540), (1180, 720), (1000, 840)]
    s.shape([*right, *((2000 - x, y) for x, y in reversed(right[1:-1]))], SHEET)
    grown = lambda by: [(1000 + (x - 1000) * by, 510 + (y - 510) * by) for x, y in right]  # noqa: E731
    body = grown(0.92)
    s.shape([*body, *((2000 - x, y) for x, y in reversed(body[1:-1]))], s.a.mid)
    s.poly([(1000, body[0][1]), *body[1:], (1000, body[-1][1])], s.a.deep)
    s.line([(880, 520), (965, 610), (1130, 410)], SHEET, 44)


def thermometer(s: Sheet) -> None:
    s.table(640)
    s.shadow(520, 872, 320, 34)
    s.arc((755, 620), 100, (0, 360), s.a.deep, 34)
    s.shape([(300, 470), (520, 482), (740, 470), (710, 740), (620, 858), (420, 858), (330, 740)], s.a.mid)
    s.poly([(600, 480), (738, 471), (708, 740), (622, 856), (560, 858)], s.a.deep)
    s.oval(520, 472, 218, 42, s.a.light)
    s.oval(520, 476, 196, 32, OCHRE.mid)
    for x, lift in ((420, 0), (540, 40), (640, 10)):
        s.curve(
            [(x, 410 - lift), (x + 34, 340 - lift), (x - 26, 260 - lift), (x + 16, 180 - lift)], s.ground.shadow, 16
        )
    s.shadow(1120, 860, 170, 24)
    s.disc(1120, 740, 124, OCHRE.mid)
    s.disc(1120, 740, 108, SHEET)
    for slice_ in range(8):
        s.pie((1120, 740), 98, (slice_ * 45 + 4, slice_ * 45 + 41), OCHRE.light)
    turn = s.near(-24, 5)
    s.line(turned([(900, 300), (1370, 300)], (1140, 300), turn), SHEET, 86)
    s.line(turned([(890, 300), (1240, 300)], (1140, 300), turn), STONE.light, 30)
    s.line(turned([(890, 300), (1110, 300)], (1140, 300), turn), CARMINE.mid, 22)
    s.disc(*turned([(885, 300)], (1140, 300), turn)[0], 38, CARMINE.mid)
    for mark in range(8):
        s.poly(turned(box(980 + mark * 38, 256, 5, 26), (1140, 300), turn), INK)
