"""Specimen papers of the demonstration, drawn here: issuer ``UTO``, marked as specimens.

Nothing here looks like a document of a real state. Each function returns the bytes of a file, the
same bytes for the same person, so that the demonstration is the same every time.
"""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_noto_sans
from PIL import Image, ImageDraw, ImageFont

from demo.people import Someone
from documents.typeset import typeset

FONT = Path(fontpkg_noto_sans.__file__).parent / "files" / "NotoSans[wdth,wght].ttf"
PAGE = (1250, 880)
INK, PALE, PAPER = (31, 41, 66), (120, 135, 160), (243, 240, 231)
WATERMARK = (224, 214, 196)


def passport(someone: Someone) -> bytes:
    """The data page of a passport as a JPEG, with its machine-readable zone (ICAO 9303-4)."""
    picture = Image.new("RGB", PAGE, PAPER)
    draw = ImageDraw.Draw(picture)
    _guilloche(draw, someone)
    draw.rectangle((0, 0, PAGE[0], 96), fill=INK)
    draw.text((48, 24), "UTOPIA · PASSPORT · SPECIMEN", font=_font(40), fill=PAPER)
    _portrait(draw, someone)
    for row, (label, value) in enumerate(_fields(someone)):
        column, line = divmod(row, 4)
        x, y = 400 + column * 420, 140 + line * 118
        draw.text((x, y), label, font=_font(22), fill=PALE)
        draw.text((x, y + 30), value, font=_font(34), fill=INK)
    for line, text in enumerate(someone.mrz):
        for position, letter in enumerate(text):
            draw.text((36 + position * 27, 730 + line * 62), letter, font=_font(34), fill=INK)
    return _jpeg(picture)


def photograph(someone: Someone) -> bytes:
    """A drawn portrait of 35 × 45 mm at 300 dots an inch: no real face."""
    picture = Image.new("RGB", (413, 531), (233, 237, 240))
    draw = ImageDraw.Draw(picture)
    hue = _hue(someone)
    draw.ellipse((126, 110, 286, 310), fill=hue)
    draw.ellipse((40, 350, 373, 760), fill=INK)
    return _jpeg(picture)


def paper(someone: Someone, title: str, lines: list[tuple[str, str]]) -> bytes:
    """A paper of one page as a PDF: a title, and lines of a label and a value."""
    rows = [{"label": label, "value": value} for label, value in lines]
    data = {"title": title, "name": someone.name, "rows": rows}
    return typeset("specimen", data)


def signature(someone: Someone) -> bytes:
    """A scrawl as a signature pad would send it, with the word specimen: a PNG."""
    picture = Image.new("RGB", (640, 200), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    draw.text((24, 160), "UTO · SPECIMEN", font=_font(20), fill=PALE)
    seed = hashlib.sha256(someone.name.encode()).digest()
    strokes = [(60 + each * 17, 100 + seed[each] % 80 - 40) for each in range(30)]
    draw.line(strokes, fill=INK, width=4, joint="curve")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _fields(someone: Someone) -> list[tuple[str, str]]:
    return [
        ("Surname", someone.family_name or "—"),
        ("Given names", someone.given_names or "—"),
        ("Nationality", someone.nationality3),
        ("Date of birth", someone.birth_date),
        ("Passport No.", someone.passport),
        ("Sex", someone.sex),
        ("Date of expiry", someone.passport_until),
        ("Issuing State", "UTO"),
    ]


def _guilloche(draw: ImageDraw.ImageDraw, someone: Someone) -> None:
    seed = hashlib.sha256(someone.passport.encode()).digest()
    for line in range(40):
        y = 110 + line * 15
        bend = seed[line % len(seed)] // 8
        draw.arc((-200, y - bend, PAGE[0] + 200, y + 90 + bend), 10, 170, fill=WATERMARK, width=2)


def _portrait(draw: ImageDraw.ImageDraw, someone: Someone) -> None:
    draw.rectangle((48, 140, 348, 530), fill=(226, 228, 232))
    draw.ellipse((128, 200, 268, 376), fill=_hue(someone))
    draw.pieslice((68, 400, 328, 700), 180, 360, fill=INK)


def _hue(someone: Someone) -> tuple[int, int, int]:
    seed = hashlib.sha256(someone.name.encode()).digest()
    return (150 + seed[0] % 80, 120 + seed[1] % 80, 100 + seed[2] % 80)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
