"""A second look at a whole file, read back from its sealed bytes: does it open, how long is it.

Everything reads through a seekable reader; no library here writes a file (tests watch for it).
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

import pikepdf
from PIL import Image

from documents.errors import MAX_PAGES, Refused
from documents.sniffing import JPEG, PDF, PNG

PIXELS = {"JPEG": 200_000_000, "progressive JPEG": 50_000_000, "PNG": 50_000_000}
"""Most pixels of a picture. A baseline JPEG is decoded at an eighth of its size, others whole."""

Image.MAX_IMAGE_PIXELS = PIXELS["JPEG"] // 2
"""Pillow itself stops at twice this, before it decodes anything."""

TAIL_BYTES = 65_536 + 22
ZIP_END = b"PK\x05\x06"
FORBIDDEN = {
    "/S": {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"},
    "/Subtype": {"/RichMedia", "/Movie", "/3D", "/FileAttachment", "/Screen"},
    "/Type": {"/EmbeddedFile"},
}
NAMES = {"/JS", "/EmbeddedFiles", *set().union(*FORBIDDEN.values())}
SUSPECT = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(NAMES)))


def pages_of(file: BinaryIO, media_type: str, size: int) -> int:
    """The number of pages of a whole file (1 for a picture); raises Refused.

    ``file`` is seekable and binary, ``size`` its length in bytes.
    """
    _refuse_archive(file, size)
    if media_type == PDF:
        return _pdf_pages(file, size)
    _open_picture(file, media_type)
    return 1


def _refuse_archive(file: BinaryIO, size: int) -> None:
    """A ZIP directory that ends exactly where the file ends makes it an archive as well."""
    file.seek(max(0, size - TAIL_BYTES))
    tail = file.read(TAIL_BYTES)
    place = tail.rfind(ZIP_END)
    if 0 <= place <= len(tail) - 22:
        (comment,) = struct.unpack_from("<H", tail, place + 20)
        if place + 22 + comment == len(tail):
            raise Refused("wrong_type")
    file.seek(0)


def _open_picture(file: BinaryIO, media_type: str) -> None:
    name = {JPEG: "JPEG", PNG: "PNG"}[media_type]
    try:
        picture = Image.open(file, formats=(name,))
        _check_pixels(picture, name)
        if name == "PNG":
            picture.verify()
        else:
            picture.draft("L", (picture.width // 8, picture.height // 8))
            picture.load()
    except Image.DecompressionBombError as error:
        raise Refused("too_many_pixels") from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise Refused("broken_image") from error


def _check_pixels(picture: Image.Image, name: str) -> None:
    progressive = name == "JPEG" and picture.info.get("progressive")
    limit = PIXELS["progressive JPEG" if progressive else name]
    if picture.width * picture.height > limit:
        raise Refused("too_many_pixels")


def _pdf_pages(file: BinaryIO, size: int) -> int:
    _refuse_truncated(file, size)
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.stream) as pdf:
            pages = len(pdf.pages)
            if pages > MAX_PAGES:
                raise Refused("too_many_pages")
            if pages == 0:
                raise Refused("broken_pdf")
            if any(_is_active(thing) for thing in pdf.objects):
                raise Refused("active_content")
            return pages
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        ValueError,
        RuntimeError,
    ) as error:
        raise Refused("broken_pdf") from error


def _refuse_truncated(file: BinaryIO, size: int) -> None:
    """A PDF says where it ends; one that was cut off does not, though it can often be repaired."""
    file.seek(max(0, size - 2048))
    if b"%%EOF" not in file.read(2048):
        raise Refused("broken_pdf")
    file.seek(0)


def _is_active(thing: pikepdf.Object) -> bool:
    """Whether an object, or one written inside it, runs something or carries another file.

    A look at its written form first: walking every object of a large file would take seconds.
    """
    plain = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return SUSPECT.search(plain.unparse(resolved=True)) is not None and _acts(plain, depth=20)


def _acts(thing: pikepdf.Object, depth: int) -> bool:
    if isinstance(thing, pikepdf.Dictionary):
        if "/JS" in thing or "/EmbeddedFiles" in thing:
            return True
        if any(str(thing.get(key, "")) in names for key, names in FORBIDDEN.items()):
            return True
        inner = [value for _key, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        return False
    direct = (one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect)
    return depth == 0 or any(_acts(one, depth - 1) for one in direct)
