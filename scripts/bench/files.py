"""Files to send: a PDF of one page that weighs as much as a scan."""

import io
import random

import pikepdf

HEADERS = {"Content-Type": "application/octet-stream", "X-File-Name": "scan.pdf"}


def pdf(size: int) -> bytes:
    """About ``size`` bytes; noise, so that nothing on the way compresses it."""
    noise = random.Random(size).randbytes(size)  # noqa: S311 - nothing secret
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Noise = made.make_stream(noise)
        out = io.BytesIO()
        made.save(out, compress_streams=False)
    return out.getvalue()
