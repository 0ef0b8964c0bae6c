"""Pages as pictures: a PDF page or a photo drawn small, in memory, without its metadata."""

from __future__ import annotations

import io
import threading
from typing import BinaryIO

from PIL import Image, ImageOps

from documents.models import Preview
from documents.sniffing import JPEG, PDF

LONGEST_SIDE = {Preview.Size.THUMBNAIL: 320, Preview.Size.PAGE: 1600}
"""Pixels of the longer side; 1600 shows an A4 page at about 140 dpi."""

QUALITY = 82
MEDIA_TYPE = JPEG

_pdfium = threading.Lock()
"""PDFium may be used by one thread at a time."""


class CannotDraw(Exception):
    """The page cannot be shown as a picture; the file itself may still be downloaded."""


def draw(file: BinaryIO, media_type: str, page: int, size: str) -> bytes:
    """Page ``page`` (from 1) as a JPEG; raises CannotDraw."""
    side = LONGEST_SIDE[Preview.Size(size)]
    try:
        picture = _pdf_page(file, page, side) if media_type == PDF else _photo(file, side)
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=QUALITY, optimize=True)
    except (
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ) as error:
        raise CannotDraw from error
    return target.getvalue()


def _pdf_page(file: BinaryIO, page: int, side: int) -> Image.Image:
    import pypdfium2  # noqa: PLC0415 - 5 MB, for those processes alone that draw a PDF

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            raise CannotDraw from error
        try:
            sheet = document[page - 1]
            scale = side / max(*sheet.get_size(), 1)
            return sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        except (IndexError, pypdfium2.PdfiumError) as error:
            raise CannotDraw from error
        finally:
            document.close()


def _photo(file: BinaryIO, side: int) -> Image.Image:
    picture = Image.open(file, formats=("JPEG", "PNG"))
    picture.draft("RGB", (side, side))
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((side, side))
    if turned.mode in ("RGBA", "LA", "P", "PA"):
        layer = turned.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return turned.convert("RGB")
