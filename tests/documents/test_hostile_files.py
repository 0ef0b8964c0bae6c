"""Three hundred files that nobody should have to open: none becomes a stored document."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
import pytest

from accounts.actor import Actor
from accounts.models import Person
from documents import actions
from documents.blobs.base import BlobStore
from documents.errors import Refused
from documents.models import Document
from tests.documents import samples

pytestmark = pytest.mark.django_db

MARKUP = [
    b"<html><script>alert(1)</script>",
    b"<!DOCTYPE html><body onload=alert(1)>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<?xml version='1.0'?><svg><script>1</script></svg>",
    b"<?php system($_GET[0]); ?>",
    b"<script>alert(1)</script>",
    b"<iframe src=//evil.example>",
]
OTHER_KINDS = [
    b"GIF89a",
    b"GIF87a",
    b"MZ\x90\x00",
    b"\x7fELF\x02\x01\x01",
    b"PK\x03\x04",
    b"Rar!\x1a\x07\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1\\ansi",
    b"%!PS-Adobe-3.0",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"II*\x00",
    b"MM\x00*",
    b"BM\x00\x00",
    b"\x00\x00\x00\x18ftypheic",
    b"\x00\x00\x00\x18ftypmp42",
    b"ID3\x03",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xca\xfe\xba\xbe",
    b"#!/bin/sh\nrm -rf /\n",
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n<b>",
    b"\xff\xd8",
    b"\x89PNG",
    b"%PDF",
    b"\x00" * 64,
    b"\xff" * 64,
]
ACTIONS = ["JavaScript", "Launch", "ImportData", "RichMediaExecute"]


def archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archived:
        archived.writestr("run.js", "alert(1)" * 100)
    return target.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that ask for ``width`` × ``height`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    scan = zlib.compress(bytes(100_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", scan) + chunk(b"IEND", b"")
    )


def huge_jpeg(width: int, height: int) -> bytes:
    """A real picture whose header claims other dimensions."""
    data = bytearray(samples.jpeg())
    place = next(at for at in range(len(data)) if data[at : at + 2] == b"\xff\xc0")
    struct.pack_into(">HH", data, place + 5, height, width)
    return bytes(data)


def acting_pdf(action: str, place: str) -> bytes:
    document = pikepdf.open(io.BytesIO(samples.pdf()))
    act = pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), F=pikepdf.String("calc.exe"))
    if place == "open":
        document.Root.OpenAction = act
    elif place == "page":
        document.pages[0].obj.AA = pikepdf.Dictionary(O=act)
    elif place == "nested":
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=[act])
    else:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
    return samples.saved(document)


def polyglots() -> Iterator[bytes]:
    good = [samples.jpeg(), samples.png(), samples.pdf()]
    for markup in MARKUP:
        yield from (whole[:4] + whole[4:100] + markup + whole[100:] for whole in good)
        yield from (markup + whole for whole in good)
    for whole in good:
        yield whole + archive()
        yield archive() + whole
        yield b"GIF89a" + whole
        yield b"MZ" + whole
    for picture in good[:2]:
        yield picture[:200] + samples.pdf() + picture[200:]
        yield samples.pdf()[:10] + picture


def cut_short() -> Iterator[bytes]:
    for whole in (samples.jpeg(), samples.png(), samples.pdf(3)):
        yield from (whole[: len(whole) * share // 40] for share in range(1, 38))


def bombs() -> Iterator[bytes]:
    for side in (8_000, 20_000, 60_000, 2**31 - 1):
        yield huge_png(side, side)
    for side in (15_000, 30_000, 65_000):
        yield huge_jpeg(side, side)
    yield samples.pdf(pages=501)
    yield samples.pdf(pages=3_000)


def disguised() -> Iterator[bytes]:
    for start in OTHER_KINDS + MARKUP:
        yield start
        yield start + bytes(range(256)) * 40
        yield b"\n\n  " + start


def acting() -> Iterator[bytes]:
    for place in ("open", "page", "nested", "link"):
        yield from (acting_pdf(action, place) for action in ACTIONS)
    yield samples.scripted_pdf()
    yield samples.carrying_pdf()
    yield samples.locked_pdf()


HOSTILE = [*polyglots(), *cut_short(), *bombs(), *disguised(), *acting()]


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 300


def test_none_of_them_is_stored(local_store: BlobStore, owner: Person, actor: Actor) -> None:
    taken = []
    for number, data in enumerate(HOSTILE):
        try:
            actions.store(io.BytesIO(data), owner=owner, name="passport.pdf", actor=actor)
        except Refused:
            continue
        taken.append((number, data[:60], data[-60:]))
    assert taken == []
    assert not Document.objects.stored().exists()
    assert list(local_store.listing()) == []
