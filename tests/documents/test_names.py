"""The name that a file is shown under says what the bytes are, and nothing else."""

import pytest

from documents.names import LONGEST, clean

PDF, JPEG = "application/pdf", "image/jpeg"


@pytest.mark.parametrize(
    ("given", "media_type", "kept"),
    [
        ("Pas Коваленко.pdf", PDF, "Pas Коваленко.pdf"),
        ("C:\\Users\\me\\scan.PDF", PDF, "scan.PDF"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("photo.jpeg", JPEG, "photo.jpeg"),
        ("photo.exe", JPEG, "photo.exe.jpg"),
        ("photo\u202egpj.exe", JPEG, "photogpj.exe.jpg"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "aSet-Cookie x.pdf"),
        ('"><script>.pdf', PDF, "script.pdf"),
        ("", PDF, "file.pdf"),
        ("...", PDF, "file.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("x" * 500 + ".pdf", PDF, "x" * LONGEST + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given: str, media_type: str, kept: str) -> None:
    assert clean(given, media_type) == kept
