"""Files as people send them, and as attackers do; all drawn here, none of a real person."""

import io
import random

import pikepdf
from PIL import Image


def jpeg(width: int = 640, height: int = 480, **options: object) -> bytes:
    """A photo with enough detail that it does not shrink to nothing."""
    target = io.BytesIO()
    _noise(width, height).save(target, "JPEG", **{"quality": 85, **options})
    return target.getvalue()


def png(width: int = 320, height: int = 240, mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    _noise(width, height).convert(mode).save(target, "PNG")
    return target.getvalue()


def pdf(pages: int = 1, **save: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    return saved(document, **save)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    document.save(target, **options)
    return target.getvalue()


def large_pdf(size: int) -> bytes:
    """A PDF of one page of a little over ``size`` bytes that do not compress, like a scan."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Scan = document.make_stream(random.Random(7).randbytes(size))
    return saved(document, compress_streams=False)


def locked_pdf(user: str = "secret", owner: str = "owner") -> bytes:
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))


def scripted_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')")
    )
    return saved(document)


def carrying_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    document.attachments["run.exe"] = b"MZ" + bytes(200)
    return saved(document)


def _noise(width: int, height: int) -> Image.Image:
    seed = random.Random(f"{width}x{height}")
    small = Image.frombytes("RGB", (64, 64), seed.randbytes(64 * 64 * 3))
    return small.resize((width, height), Image.Resampling.BILINEAR)
