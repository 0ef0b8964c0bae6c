"""File names as people gave them: kept to be shown again, never used as a name on a disk."""

import unicodedata

LONGEST = 120
EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
}
FORBIDDEN = set('/\\:*?"<>|')


def clean(name: str, media_type: str) -> str:
    """``name`` without path, control or direction characters, ending as its type does.

    Ending: a second one is added to a false one (``photo.exe`` becomes ``photo.exe.jpg``), so that
    the name can never say something else than the bytes.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter)[0] != "C" and letter not in FORBIDDEN
    )
    kept = " ".join(kept.split()).strip(". ")
    endings = EXTENSIONS[media_type]
    if kept.lower().endswith(endings):
        stem, ending = kept.rsplit(".", 1)
        return f"{stem[:LONGEST].strip() or 'file'}.{ending}"
    return f"{kept[:LONGEST].strip() or 'file'}{endings[0]}"
