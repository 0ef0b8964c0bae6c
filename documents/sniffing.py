"""What a file is, told from its first bytes alone: neither its name nor its sender is believed."""

import puremagic

HEAD_BYTES = 8192

JPEG = "image/jpeg"
PNG = "image/png"
PDF = "application/pdf"

PICTURES = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
PDF_HEADER = b"%PDF-"
BLANKS = b"\xef\xbb\xbf\r\n\t "
OTHER_TONGUES = (b"<html", b"<!doctype html", b"<script", b"<svg", b"<?php", b"<iframe")


def media_type(head: bytes) -> str | None:
    """The media type of an accepted kind of file, or None.

    ``head`` are the first 8 KiB. A file that also speaks another language there (a PDF header in a
    picture, markup in a comment) is a polyglot and is none of the accepted kinds. A PDF may begin
    with a byte order mark or blanks, as some scanners write it.
    """
    lowered = head.lower()
    if any(tongue in lowered for tongue in OTHER_TONGUES):
        return None
    found = next((kind for magic, kind in PICTURES.items() if head.startswith(magic)), None)
    if found and PDF_HEADER in head:
        return None
    if head.lstrip(BLANKS).startswith(PDF_HEADER):
        found = PDF
    return found if found and _is_seconded(head.lstrip(BLANKS), found) else None


def _is_seconded(head: bytes, found: str) -> bool:
    """A second opinion, so that three bytes alone do not decide."""
    try:
        return any(match.mime_type == found for match in puremagic.magic_string(head))
    except puremagic.PureError:
        return False
