"""What may be done with the case, and why the rest is not possible."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from cases.actions.possible import Offer
from cases.file import CaseFile
from i18n.addresses import address
from i18n.drawing import Stencil, html, html_of
from i18n.languages import current


def _barred(offers: Iterable[Offer]) -> SafeString:
    """What is not possible now, and why."""
    return html_of(
        '<li><span class="barred__act">{}</span><span class="muted">{}</span></li>',
        ((offer.label, offer.reason) for offer in offers),
    )


ELSEWHERE = ("judge_document", "approve", "refuse")
"""Acts with a place of their own: beside the document, on the page of the decision."""

PAGE = '<li><a class="ds-button"{} href="{}">{}</a></li>'
TAKE = (
    '<li><form method="post" action="{}" data-take data-send-once>'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button class="ds-button"{} type="submit">{} <kbd aria-hidden="true">a</kbd></button>'
    "</form></li>"
)


NEXT = Stencil(
    "cases/case_next.html",
    values=("decision", "bars"),
    holes=("address", "offers", "barred"),
)


def acts_drawn(file: CaseFile, csrf_token: str) -> SafeString:
    """What comes next, and what is not possible now."""
    if not (file.offers or file.barred or file.decision):
        return SafeString()
    language, state = current(), file.decision.state if file.decision else ""
    decision = address("cases:decision", file.case.pk, language=language)
    texts = (decision, _offers(file, csrf_token, language), _barred(file.barred))
    return NEXT.fill((state, bool(file.barred)), texts, language)


def _offers(file: CaseFile, csrf_token: str, language: str) -> SafeString:
    """A button for each act; the first stands out, unless there is a decision to open."""
    act = address("cases:act", file.case.pk, "name", language=language).removesuffix("name/")
    rows: list[SafeString] = []
    for number, offer in enumerate(file.offers):
        stands_out = number == 0 and file.decision is None
        look = SafeString("" if stands_out else ' data-variant="secondary"')
        if offer.name == "take":
            rows.append(html(TAKE, f"{act}take/", csrf_token, look, offer.label))
        elif offer.name == "propose":
            proposal = address("cases:proposal", file.case.pk, language=language)
            rows.append(html(PAGE, look, proposal, offer.label))
        elif offer.name not in ELSEWHERE:
            rows.append(html(PAGE, look, f"{act}{offer.name}/", offer.label))
    return SafeString("".join(rows))
