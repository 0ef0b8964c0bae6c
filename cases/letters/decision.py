"""The decision: outcome, facts with their evidence, legal ground, remedy."""

from uuid import UUID

from django.utils.translation import gettext as _

from cases.letters.naming import party, signed
from cases.letters.parts import Item, Part, Text
from cases.letters.source import Source
from cases.models import Case, Decision, DecisionVersion
from i18n import formats
from permits.models import PhraseKind


def text(case: Case, about: UUID, source: Source) -> Text:
    """The decision ``about`` in the language of ``source``, which is the active one."""
    rows = Decision.objects.prefetch_related(
        "versions__proposed_by__person", "versions__countersignature__by__person"
    )
    decision = rows.get(pk=about, case=case)
    return of_version(case, decision.version, source)


def of_version(case: Case, version: DecisionVersion, source: Source) -> Text:
    """As :func:`text`, for a version that may not be issued yet (the preview)."""
    if version.outcome == DecisionVersion.Outcome.GRANT:
        return _grant(case, version, source)
    return _refusal(case, version, source)


def _grant(case: Case, version: DecisionVersion, source: Source) -> Text:
    outcome = source.phrase(PhraseKind.OUTCOME, "grant")
    return Text(
        title=_("Your application is provisionally approved"),
        summary=_(
            "The office has provisionally approved your application %(number)s. "
            "The letter says what to do next to receive the card."
        )
        % {"number": case.number},
        facts=party(case, source),
        signature=signed(version, source),
        parts=(
            Part(_("Outcome"), (source.sentence(outcome),)),
            Part(_("Validity of the permit"), (_validity(case, version),)),
            Part(_("What happens next"), tuple(_card_steps(case, source))),
        ),
    )


def _validity(case: Case, version: DecisionVersion) -> str:
    """While it is being typed a day may be missing; only of a permit without an end it never is."""
    if version.valid_from is None or (version.valid_to is None and case.permit_type.ends):
        return _("The validity of the permit is not filled in yet.")
    first = formats.day_short(version.valid_from)
    if version.valid_to is None:
        return _("The permit is valid from %(first)s, without an end.") % {"first": first}
    last = formats.day_short(version.valid_to)
    return _("The permit is valid from %(first)s to %(last)s.") % {
        "first": first,
        "last": last,
    }


def _card_steps(case: Case, source: Source) -> list[str]:
    steps = []
    if case.permit_type.biometrics:
        steps.append(_("Come to the office to have your biometric data taken."))
    if case.permit_type.collect_days:
        days = formats.days(case.permit_type.collect_days)
        steps.append(
            _("Collect the card in person within %(days)s of the day on which they were taken.")
            % {"days": days}
        )
    steps.append(_("The permit takes effect when the card is handed over."))
    return steps


def _refusal(case: Case, version: DecisionVersion, source: Source) -> Text:
    outcome = source.phrase(PhraseKind.OUTCOME, "refuse")
    return Text(
        title=_("Decision: your application is refused"),
        summary=_(
            "The office has decided on your application %(number)s and refused it. "
            "The letter gives the reasons, and says what you can do and within what time."
        )
        % {"number": case.number},
        facts=party(case, source),
        signature=signed(version, source),
        parts=(
            Part(_("Outcome"), (source.sentence(outcome),)),
            Part(_("Facts and evidence"), items=_facts(case, version, source)),
            Part(_("Legal ground"), items=_grounds(version, source)),
        ),
        remedy=source.remedy(version.remedy),
    )


def _facts(case: Case, version: DecisionVersion, source: Source) -> tuple[Item, ...]:
    items = []
    for fact in version.facts:
        phrase = source.phrase(PhraseKind.FACT, fact["phrase"])
        evidence = tuple(source.document_title(case, pk) for pk in fact["documents"])
        item = Item(
            phrase.name_in(source.language),
            source.sentence(phrase, document=formats.listing(evidence)),
            phrase.legal_basis,
            evidence,
        )
        items.append(source.with_free_text(item, fact["text"]))
    return tuple(items)


def _grounds(version: DecisionVersion, source: Source) -> tuple[Item, ...]:
    phrases = [source.phrase(PhraseKind.REFUSAL, code) for code in version.grounds]
    return tuple(
        Item(
            p.name_in(source.language),
            source.sentence(p),
            p.legal_basis,
        )
        for p in phrases
    )
