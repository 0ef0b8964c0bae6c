"""Paper that lasts and can be read aloud, whatever people are called."""

import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst

from documents import fonts
from documents.typeset import typeset

MOMENT = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
HOSTILE = "*Ali* #pagebreak() $x^2$ \\ _b_ `c` <d> @e = f // g ] } \"h\" 'i'"


def text(language: str, direction: str, words: str, **more: Any) -> dict[str, Any]:
    item = {"title": words, "text": words, "legal_basis": "Act 1", "evidence": [words]}
    part = {"heading": words, "paragraphs": [words, words], "items": [item]}
    return {
        "language": language,
        "direction": direction,
        "note": words,
        "page": "{page} / {pages}",
        "title": words,
        "facts": [["No.", "UTO-1"]],
        "parts": [part],
        "remedy": part,
        "closing": [words],
        "signature": [words],
        "sections": [{"heading": words, "rows": [{"label": words, "value": words, "note": ""}]}],
        "to_translate": part,
        "declaration": part,
        "question": words,
        "digest_label": words,
        **more,
    }


def paper(**more: Any) -> dict[str, Any]:
    return {
        "number": "UTO-1/EC-2026",
        "office": {"name": "Office", "lines": ["Street 1"]},
        "demonstration": "A demonstration.",
        "recipient": {"name": "Somebody", "lines": ["Street 2"]},
        "place_and_date": "Town, today",
        "digest": "01234567 89abcdef",
        "binding": text("cs", "ltr", "Žádost"),
        "reader": text("ar", "rtl", "طلب"),
        **more,
    }


def printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


TEMPLATES = ["letter", "receipt", "application", "desk", "readback"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "reader", [None, text("ar", "rtl", "طلب"), text("vi", "ltr", "Đơn xin cấp thẻ")]
)
def test_every_paper_is_archivable_and_accessible(template: str, reader: Any) -> None:
    pdf = pikepdf.open(io.BytesIO(typeset(template, paper(reader=reader))))
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert "Žádost" in str(metadata["dc:title"])
    assert str(pdf.Root.Lang) == "cs"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/StructTreeRoot" in pdf.Root


def test_each_side_says_which_language_it_is_in() -> None:
    pdf = pikepdf.open(io.BytesIO(typeset("letter", paper())))
    languages = {str(thing.Lang) for thing in pdf.objects if _has_language(thing)}
    assert {"cs", "ar"} <= languages


def _has_language(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing


@pytest.mark.parametrize("template", TEMPLATES)
def test_markup_in_a_name_is_printed_as_it_is(template: str) -> None:
    data = paper(
        binding=text("cs", "ltr", HOSTILE), reader=None, recipient={"name": HOSTILE, "lines": []}
    )
    assert HOSTILE.split()[0] in printed(typeset(template, data))
    plain = "".join(printed(typeset(template, data)).split())
    assert "".join(HOSTILE.split()) in plain


def test_a_character_without_a_shape_does_not_stop_a_letter() -> None:
    pdf = typeset("letter", paper(recipient={"name": "გიორგი 😀 李", "lines": []}))
    assert pdf.startswith(b"%PDF-")
    assert fonts.showable("Nguyễn Кириленко محمد") == "Nguyễn Кириленко محمد"
    assert fonts.showable("a😀") == "a\ufffd"


def test_the_same_moment_gives_the_same_bytes() -> None:
    first, second = (typeset("letter", paper(), moment=MOMENT) for _ in range(2))
    assert first == second
    assert b"20261228" in first


def test_pages_are_counted_in_both_languages() -> None:
    long = text("cs", "ltr", "Věta. " * 400)
    pdf = typeset("letter", paper(binding=long, reader={**long, "page": "page {page} of {pages}"}))
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages > 1
    assert f"page 1 of {pages}" in printed(pdf)


def test_an_unknown_template_and_data_that_does_not_fit_are_told() -> None:
    for name in ("no_such", "../letter", "base.typ"):
        with pytest.raises(ValueError, match="no template"):
            typeset(name, paper())
    with pytest.raises(typst.TypstError):
        typeset("letter", {"binding": {}})


@pytest.mark.parametrize("lines", [14, 24, 36, 38])
def test_the_box_of_the_remedy_stays_whole(lines: int) -> None:
    """Wherever it comes to stand on the page, no line of it goes over alone."""
    part = {"heading": "Filler", "paragraphs": ["word " * 20] * lines}
    remedy = {"heading": "Firstword", "paragraphs": ["word " * 150 + "Lastword"]}
    binding = text("cs", "ltr", "Žádost", parts=[part], remedy=remedy)
    pdf = pypdfium2.PdfDocument(typeset("letter", paper(binding=binding, reader=None)))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    [first] = [number for number, words in enumerate(pages) if "Firstword" in words]
    [last] = [number for number, words in enumerate(pages) if "Lastword" in words]
    assert first == last


def test_a_sentence_without_a_title_has_no_number_either() -> None:
    item = {"title": "", "original": "Sentence"}
    part = {"heading": "Note", "items": [item]}
    binding = text("cs", "ltr", "Letter", parts=[part], remedy=None)
    pdf = typeset("letter", paper(binding=binding, reader=None))
    assert "1." not in printed(pdf).split("Note")[-1].split("Letter")[0]
