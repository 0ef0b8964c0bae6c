"""A submitted application becomes a case of the authority."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from cases.actions.act import Act
from cases.actions.confirming import check_confirmed, keep_confirmation
from cases.actions.telling import order_letter
from cases.actions.translating import queue_application
from cases.models import (
    Case,
    CaseDocument,
    CaseSequence,
    Confirmed,
    ConfirmedAct,
    FeeOwed,
    Letter,
)
from documents.models import Document
from permits.catalogue import catalogue
from permits.models import PermitType
from permits.packs import Pack, load_pack
from permits.schema.facts import person_facts
from statements.inserting import insert
from vault import tokens


class NoLimitKnown(LookupError):
    """The catalogue names no statutory limit for this permit, place and day."""


def open_case(
    *,
    origin: UUID,
    person: Person,
    filed_by: Person,
    permit_type: PermitType,
    answers: Mapping[str, Any],
    schema_version: int,
    documents: Sequence[tuple[str, Document]] = (),
    place: str = "office",
    office: str = "",
    language: str,
    in_binding: bool = False,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> Case:
    """Open a case from a snapshot. The same ``origin`` gives the same case, however often.

    ``documents`` are pairs of requirement code and document; ``in_binding``: the applicant says
    that their own words are in the language of the proceedings already. Where the law wants the
    applicant to appear in person, the case is sent but not lodged until ``record_appearance``.
    Raises ``NoLimitKnown`` when the catalogue cannot say how long the authority has, and
    ``NotReadBack`` for a helper without the applicant's confirmation.
    """
    check_confirmed(actor, confirmed)
    at = now or timezone.now()
    snapshot = Case(
        origin=origin,
        person=person,
        filed_by=filed_by,
        permit_type=permit_type,
        pack=permit_type.pack,
        place=place,
        office=office,
        language=language,
        in_binding=in_binding,
        schema_version=schema_version,
        answers=dict(answers),
        filed_at=at,
        updated_at=at,
    )
    try:
        with transaction.atomic():
            existing = _existing(origin)
            return existing or _open(snapshot, documents, actor, confirmed)
    except IntegrityError:
        existing = _existing(origin)
        if existing is None:
            raise
        return existing


def _existing(origin: UUID) -> Case | None:
    if not Case.objects.filter(origin=origin).exists():  # the usual answer, and a small question
        return None
    return Case.objects.select_related("permit_type", "person").filter(origin=origin).first()


def _open(
    case: Case,
    documents: Sequence[tuple[str, Document]],
    actor: Actor,
    confirmed: Confirmed | None,
) -> Case:
    pack = load_pack(case.pack)
    case.filed_on = case.filed_at.astimezone(pack.time_zone).date()
    case.permit_type = catalogue(case.pack).permits[case.permit_type_id]  # knows its prices
    _set_days(case, pack)
    case.number = _next_number(case, pack)
    insert(case)
    CaseDocument.objects.bulk_create(
        CaseDocument(
            case=case,
            document=document,
            requirement=code,
            added_at=case.filed_at + timedelta(microseconds=place),  # they stay in their order
        )
        for place, (code, document) in enumerate(documents)
    )
    doing = Act(case, actor, case.filed_at)
    _owe_fee(case, pack)
    _remember_for_search(case)
    queue_application(case)
    keep_confirmation(doing, ConfirmedAct.FILED, confirmed)
    doing.record("filed", documents=len(documents), place=case.place)
    order_letter(doing, Letter.Kind.RECEIPT, case.pk)
    doing.finish()
    return case


def _set_days(case: Case, pack: Pack) -> None:
    permit = case.permit_type
    limit = permit.limit_on(case.filed_on, place=case.place)
    if limit is None:
        raise NoLimitKnown(permit.code, case.place, case.filed_on)
    case.limit_days = limit.days
    case.queue_on = case.filed_on
    if permit.in_person:
        days = permit.in_person_days or pack.period("personal_appearance").days
        case.appear_by = pack.calendar.after_days(case.filed_on, days)
    else:
        case.lodged_on = case.filed_on


def _next_number(case: Case, pack: Pack) -> str:
    """The next number of agenda and year; the row stays locked until commit: no gaps, no twins."""
    series: dict[str, Any] = {
        "pack": pack.code,
        "agenda": case.permit_type.agenda,
        "year": case.filed_on.year,
    }
    rows = CaseSequence.objects.select_for_update().filter(**series)
    row = rows.first()
    if row is None:
        CaseSequence.objects.get_or_create(**series)
        row = rows.get()
    row.last += 1
    row.save(update_fields=["last"])
    return pack.case_number(row.agenda, row.last, row.year)


def _owe_fee(case: Case, pack: Pack) -> None:
    """The fee of the day of filing; none when the catalogue names none."""
    born = person_facts(case.answers).get("birth_date") or case.person.birth_date
    kind = pack.fee_kind(_day(born), case.filed_on) if born else "adult"
    fee = case.permit_type.fee_on(case.filed_on, kind=kind, place=case.place)
    if fee is None:
        return
    insert(
        FeeOwed(
            case=case,
            kind=kind,
            amount=fee.amount,
            currency=fee.currency,
            source=fee.source,
            verified=fee.verified,
            owed_on=case.filed_on,
        )
    )


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _remember_for_search(case: Case) -> None:
    passport = person_facts(case.answers).get("passport_number")
    found_by = {"passport": [passport] if passport else [], "name": names_of(case)}
    tokens.add(case.person_id, case.pk, found_by)


def names_of(case: Case) -> list[str]:
    """By which names a case is found: those of the application, and those that the queue shows."""
    facts = person_facts(case.answers)
    filed = (facts["family_name"], facts["given_names"], facts["native_name"])
    return [name for name in (*filed, case.person.family_name, case.person.given_names) if name]
