"""Small pictures of products, drawn when the story is told."""

import base64
import io
import math

from PIL import Image, ImageColor, ImageDraw

SIZE = 256
PALETTE = ("#ffffff", "#ffe9a8", "#d7f2d0", "#fbd3d8", "#d6e6ff", "#eadcf8", "#ffdcc2")


def draw(shape, color, number):
    """A package in the category's colour; its label differs from product to product.

    :return: PNG as base64
    """
    image = Image.new("RGB", (SIZE, SIZE), "#f7f7f5")
    pen = ImageDraw.Draw(image)
    color = tint(color, number)
    label = PALETTE[number % len(PALETTE)]
    SHAPES[shape](pen, color, label)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return base64.b64encode(stream.getvalue())


def tint(color, number):
    """The colour, a little lighter or darker."""
    factor = 0.82 + 0.06 * (number % 5)
    red, green, blue = (
        min(255, int(part * factor)) for part in ImageColor.getrgb(color)
    )
    return f"#{red:02x}{green:02x}{blue:02x}"


def bottle(pen, color, label):
    pen.rounded_rectangle((108, 18, 148, 40), 6, fill="#e8e8e8", outline="#bbbbbb")
    pen.polygon([(112, 40), (144, 40), (172, 84), (84, 84)], fill=color)
    pen.rounded_rectangle((84, 78, 172, 240), 16, fill=color)
    pen.rectangle((84, 116, 172, 186), fill=label)
    pen.ellipse((110, 133, 146, 169), fill=color)


def can(pen, color, label):
    pen.rounded_rectangle((78, 28, 178, 232), 20, fill=color)
    pen.ellipse((86, 20, 170, 48), fill="#d9d9d9", outline="#b0b0b0")
    pen.polygon([(78, 150), (178, 92), (178, 142), (78, 200)], fill=label)


def carton(pen, color, label):
    pen.polygon([(80, 66), (128, 24), (176, 66)], fill=label, outline=color)
    pen.rectangle((80, 66, 176, 236), fill=color)
    pen.ellipse((96, 110, 160, 174), fill=label)


def bag(pen, color, label):
    teeth = [(56 + 12 * i, 24 if i % 2 else 34) for i in range(13)]
    base = [(200 - 12 * i, 232 if i % 2 else 222) for i in range(13)]
    pen.polygon(teeth + base, fill=color)
    pen.ellipse((78, 82, 178, 172), fill=label)
    pen.arc((96, 98, 160, 156), 20, 200, fill=color, width=6)


def box(pen, color, label):
    pen.rectangle((36, 76, 220, 196), fill=color)
    pen.polygon([(36, 76), (66, 50), (240, 50), (220, 76)], fill=label)
    pen.polygon([(220, 76), (240, 50), (240, 172), (220, 196)], fill="#00000022")
    pen.rectangle((60, 106, 150, 166), fill=label)


def cup(pen, color, label):
    pen.polygon([(66, 70), (190, 70), (168, 228), (88, 228)], fill=color)
    pen.ellipse((60, 52, 196, 88), fill=label, outline=color, width=4)
    wave = [(72 + i, 140 + 10 * math.sin(i / 9)) for i in range(112)]
    pen.line(wave, fill=label, width=8)


SHAPES = {
    "bottle": bottle,
    "can": can,
    "carton": carton,
    "bag": bag,
    "box": box,
    "cup": cup,
}
