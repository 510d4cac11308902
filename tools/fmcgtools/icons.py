"""The icon of each add-on: a tile in the colour of its floor and a sign, drawn by numbers.

A sign is a list of shapes on a field of 128: ``("box", x, y, width, height)``,
``("disc", x, y, radius)``, ``("ring", x, y, radius)``, ``("line", x, y, x, y, …)`` and
``("area", x, y, x, y, …)``; a last ``ACCENT`` gives a shape the second colour, ``COVER``
the tile's own.
"""

import io

from PIL import Image, ImageDraw

from . import say

SIZE, FINER, STROKE = 128, 4, 7
GROUND, IDEA, WAY_IN, SEEN = "#0d7a6b", "#3b5ba5", "#8a4f9e", "#b4572a"
GOODS = "#2f7d3b"
SIGN, ACCENT, COVER = "#ffffff", "#f9bf21", None

TREE = [
    ("line", 64, 34, 36, 66, 26, 94),
    ("line", 36, 66, 48, 94),
    ("line", 64, 34, 92, 66, 80, 94),
    ("line", 92, 66, 102, 94),
    ("disc", 36, 66, 10),
    ("disc", 92, 66, 10),
    ("box", 17, 86, 18, 17),
    ("box", 40, 86, 18, 17),
    ("box", 71, 86, 18, 17),
    ("box", 94, 86, 18, 17),
    ("disc", 64, 33, 14, ACCENT),
]
SHEET = [("box", 36, 22, 56, 84)]
TICK = [("line", 42, 66, 58, 82, 88, 46)]
CARD = [("box", 22, 38, 84, 54), ("box", 22, 50, 84, 11, COVER)]
BOLT = [("area", 70, 20, 38, 72, 60, 72, 54, 108, 90, 54, 66, 54, ACCENT)]

ICONS = {
    "fmcg": (
        GROUND,
        [
            ("area", 24, 54, 64, 24, 104, 54),
            ("box", 32, 54, 64, 48),
            ("box", 42, 66, 18, 18, COVER),
            ("box", 68, 66, 18, 36, ACCENT),
        ],
    ),
    "fmcg_channel": (GROUND, TREE),
    "fmcg_core_speed": (GROUND, [("ring", 64, 64, 42), *BOLT]),
    "fmcg_stock_speed": (
        GROUND,
        [("box", 26, 30, 76, 72), ("box", 26, 46, 76, 5, COVER), *BOLT],
    ),
    "fmcg_stock_guard": (
        GROUND,
        [
            ("box", 26, 30, 76, 72),
            ("box", 26, 46, 76, 5, COVER),
            ("ring", 64, 70, 15, ACCENT),
            ("box", 46, 70, 36, 26, ACCENT),
        ],
    ),
    "fmcg_stock_guard_speed": (
        GROUND,
        [
            ("ring", 64, 52, 18),
            ("box", 36, 54, 56, 48),
            ("area", 68, 58, 50, 82, 62, 82, 58, 98, 78, 76, 66, 76, ACCENT),
        ],
    ),
    "fmcg_order": (
        GROUND,
        [
            *SHEET,
            ("box", 46, 38, 36, 6, COVER),
            ("box", 46, 54, 36, 6, COVER),
            ("box", 46, 70, 36, 6, COVER),
            ("disc", 88, 96, 16, ACCENT),
        ],
    ),
    "fmcg_catalog": (
        IDEA,
        [
            ("box", 26, 28, 34, 32),
            ("box", 68, 28, 34, 32),
            ("box", 26, 68, 34, 32),
            ("box", 68, 68, 34, 32, ACCENT),
        ],
    ),
    "fmcg_pricing": (
        IDEA,
        [
            ("area", 24, 62, 62, 24, 104, 24, 104, 66, 66, 104),
            ("disc", 88, 40, 8, COVER),
            ("line", 50, 64, 66, 80, ACCENT),
        ],
    ),
    "fmcg_promotion": (
        IDEA,
        [
            ("box", 26, 58, 76, 46),
            ("box", 20, 44, 88, 18),
            ("box", 58, 44, 12, 60, ACCENT),
            ("ring", 50, 32, 11, ACCENT),
            ("ring", 78, 32, 11, ACCENT),
        ],
    ),
    "fmcg_purchase": (
        GOODS,
        [
            ("box", 24, 56, 60, 44),
            ("line", 24, 70, 84, 70, COVER),
            ("line", 54, 20, 54, 48, ACCENT),
            ("area", 42, 40, 54, 54, 66, 40, ACCENT),
        ],
    ),
    "fmcg_gift_debt": (
        IDEA,
        [
            ("box", 22, 54, 62, 46),
            ("box", 18, 42, 70, 16),
            ("box", 48, 42, 10, 58, ACCENT),
            ("disc", 88, 84, 24, ACCENT),
            ("line", 88, 70, 88, 86, 100, 86, COVER),
        ],
    ),
    "fmcg_sourcing": (
        GOODS,
        [
            ("disc", 64, 28, 12),
            ("disc", 34, 64, 12),
            ("disc", 94, 64, 12),
            ("disc", 64, 100, 12, ACCENT),
            ("line", 64, 28, 34, 64, 64, 100, ACCENT),
            ("line", 64, 28, 94, 64),
        ],
    ),
    "fmcg_sourcing_checkout": (
        SEEN,
        [
            ("line", 64, 28, 30, 62),
            ("line", 64, 28, 98, 62),
            ("box", 16, 62, 28, 26),
            ("box", 84, 62, 28, 26),
            ("disc", 64, 28, 13, ACCENT),
            ("line", 46, 102, 58, 112, 84, 90),
        ],
    ),
    "fmcg_direct": (
        GOODS,
        [
            ("disc", 30, 64, 12),
            ("disc", 64, 94, 9),
            ("disc", 98, 64, 12, ACCENT),
            ("line", 30, 64, 64, 94, 98, 64),
            ("line", 30, 60, 64, 30, 98, 60, ACCENT),
        ],
    ),
    "fmcg_sourcing_portal": (
        SEEN,
        [
            ("box", 40, 20, 48, 88),
            ("box", 47, 32, 34, 58, COVER),
            ("disc", 64, 46, 7, ACCENT),
            ("disc", 64, 76, 7, ACCENT),
            ("line", 64, 46, 64, 76, ACCENT),
        ],
    ),
    "fmcg_approval": (IDEA, [("ring", 64, 64, 42), ("line", *TICK[0][1:], ACCENT)]),
    "fmcg_buyer_approval": (
        IDEA,
        [
            ("area", 20, 54, 64, 26, 108, 54),
            ("box", 28, 54, 72, 48),
            ("line", 46, 76, 58, 90, 84, 64, ACCENT),
        ],
    ),
    "fmcg_credit": (IDEA, [*CARD, ("box", 32, 74, 30, 8, ACCENT)]),
    "fmcg_approval_credit": (
        IDEA,
        [*CARD, ("disc", 92, 88, 22, ACCENT), ("line", 82, 88, 90, 96, 104, 80, COVER)],
    ),
    "fmcg_intake": (
        WAY_IN,
        [
            ("line", 24, 72, 24, 104, 104, 104, 104, 72),
            ("line", 64, 22, 64, 62, ACCENT),
            ("area", 42, 58, 86, 58, 64, 84, ACCENT),
        ],
    ),
    "fmcg_order_desk": (
        WAY_IN,
        [
            ("box", 18, 44, 92, 52),
            *[("box", x, 54, 10, 9, COVER) for x in (28, 44, 60, 76, 92)],
            *[("box", x, 68, 10, 9, COVER) for x in (28, 44, 60, 76, 92)],
            ("box", 40, 82, 48, 7, ACCENT),
        ],
    ),
    "fmcg_purchase_desk": (
        WAY_IN,
        [
            ("box", 18, 60, 92, 42),
            *[("box", x, 68, 10, 9, COVER) for x in (28, 44, 60, 76, 92)],
            ("box", 40, 86, 48, 7, COVER),
            ("line", 64, 52, 64, 28, ACCENT),
            ("area", 44, 36, 84, 36, 64, 14, ACCENT),
        ],
    ),
    "fmcg_credit_desk": (
        WAY_IN,
        [
            ("box", 18, 26, 62, 40),
            ("box", 18, 36, 62, 8, COVER),
            ("box", 40, 72, 70, 32),
            *[("box", x, 80, 9, 7, COVER) for x in (50, 65, 80, 95)],
            ("box", 56, 92, 38, 6, ACCENT),
        ],
    ),
    "fmcg_portal": (
        SEEN,
        [
            ("box", 40, 18, 48, 92),
            ("box", 47, 30, 34, 58, COVER),
            ("disc", 64, 99, 5, COVER),
            ("line", 52, 60, 61, 70, 77, 48, ACCENT),
        ],
    ),
    "fmcg_credit_portal": (
        SEEN,
        [
            ("box", 24, 18, 48, 92),
            ("box", 31, 30, 34, 58, COVER),
            ("disc", 48, 99, 5, COVER),
            ("box", 56, 50, 56, 36, ACCENT),
            ("box", 56, 58, 56, 8, COVER),
        ],
    ),
    "fmcg_analytics": (
        SEEN,
        [
            ("box", 26, 70, 18, 34),
            ("box", 55, 50, 18, 54),
            ("box", 84, 28, 18, 76, ACCENT),
        ],
    ),
}


def draw(name):
    """:return: bytes of a PNG file; nothing of the moment or the machine is in them"""
    if name not in ICONS:
        raise say.Fail(
            f"{name} has no icon", "Draw one: ICONS in tools/fmcgtools/icons.py"
        )
    tile, shapes = ICONS[name]
    image = Image.new("RGBA", (SIZE * FINER, SIZE * FINER))
    canvas = ImageDraw.Draw(image)
    canvas.rounded_rectangle(_scaled(4, 4, 124, 124), 20 * FINER, fill=tile)
    for kind, *numbers in shapes:
        colour = SIGN
        if numbers[-1] is COVER or isinstance(numbers[-1], str):
            colour = numbers.pop() or tile
        DRAW[kind](canvas, colour, *numbers)
    stream = io.BytesIO()
    image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(stream, "PNG")
    return stream.getvalue()


def _scaled(*numbers):
    return [number * FINER for number in numbers]


def _box(canvas, colour, x, y, width, height):
    box = _scaled(x, y, x + width, y + height)
    canvas.rounded_rectangle(box, min(4, height / 3) * FINER, fill=colour)


def _disc(canvas, colour, x, y, radius):
    canvas.ellipse(_scaled(x - radius, y - radius, x + radius, y + radius), fill=colour)


def _ring(canvas, colour, x, y, radius):
    box = _scaled(x - radius, y - radius, x + radius, y + radius)
    canvas.ellipse(box, outline=colour, width=STROKE * FINER)


def _line(canvas, colour, *numbers):
    points = _scaled(*numbers)
    canvas.line(points, fill=colour, width=STROKE * FINER, joint="curve")
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        _disc(canvas, colour, x, y, STROKE / 2)


def _area(canvas, colour, *numbers):
    canvas.polygon(_scaled(*numbers), fill=colour)


DRAW = {"box": _box, "disc": _disc, "ring": _ring, "line": _line, "area": _area}
