"""Why a file is not taken: a code for programs, and a sentence that says what to do."""

from collections.abc import Callable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from i18n.formats import filesize

MAX_PAGES = 500


class Refused(Exception):
    """A file that is not taken. ``message`` is translated and may be shown as it is."""

    def __init__(self, code: str, message: str | Promise | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message if message is not None else sentence(code)


class Unreadable(Exception):
    """A stored file that can no longer be opened: erased, removed or damaged."""


def too_large() -> str | Promise:
    return format_lazy(
        _(
            "This file is larger than {limit}. Scan it in black and white or at a lower "
            "resolution, or split it into parts, and upload it again."
        ),
        limit=limit_in_words(),
    )


def limit_in_words() -> str:
    """The limit as people say it: 50 MiB are told as 50 MB, as most devices show them."""
    most = settings.DOCUMENT_MAX_BYTES
    return filesize(most // 1024**2 * 10**6 or most)


def too_many_pages() -> str | Promise:
    return ngettext_lazy(
        "This PDF has more than %(pages)d page. Split it into parts and upload each of them.",
        "This PDF has more than %(pages)d pages. Split it into parts and upload each of them.",
        "pages",
    ) % {"pages": MAX_PAGES}


SENTENCES: dict[str, str | Promise | Callable[[], str | Promise]] = {
    "missing": _("No file arrived. Choose a file and upload it again."),
    "empty": _("This file is empty. Open it on your device to check it, then upload it again."),
    "wrong_type": _(
        "This file is not a JPEG, PNG or PDF. Save it as a PDF or take a photo of the page, "
        "and upload that."
    ),
    "too_large": too_large,
    "cut_off": _(
        "The connection was lost before the whole file arrived. Upload this file again; "
        "everything else is kept."
    ),
    "encrypted": _(
        "This PDF is protected with a password. Save a copy without the password, or print it "
        "to a new PDF, and upload that."
    ),
    "broken_pdf": _(
        "This PDF is damaged and cannot be opened. Save or scan it again and upload the new file."
    ),
    "broken_image": _(
        "This picture is damaged or incomplete and cannot be opened. Take or save it again and "
        "upload the new file."
    ),
    "active_content": _(
        "This PDF contains a program or attached files. Print it to a new PDF and upload that."
    ),
    "too_many_pages": too_many_pages,
    "too_many_pixels": _(
        "This picture has too many pixels to be opened safely. Save it in a smaller size and "
        "upload it again."
    ),
    "unavailable": _(
        "The file could not be saved just now. Try again in a few minutes; everything else is kept."
    ),
}


def sentence(code: str) -> str | Promise:
    """The translated sentence for ``code``; raises KeyError for an unknown one."""
    text = SENTENCES[code]
    return text() if callable(text) and not isinstance(text, Promise) else text
