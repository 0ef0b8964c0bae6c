"""How to build the arguments of each address that takes some, for ``test_access_matrix.py``.

An address with arguments and without an entry here fails that test. An entry names an object that
belongs to ``owner`` (a property of the cast) by the arguments of its address::

    "applicants:case": Entry(lambda world: {"case_id": world.case.pk}),

The test then asks every role: the owner must get in, a stranger and an id that does not exist must
get the same 404, staff must get in exactly when their role holds a permission that the view names.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from support_centre.actions import online
from tests.world import PERMIT, World


@dataclass(frozen=True)
class Entry:
    """``build`` gives the keyword arguments of the address; ``owner`` may open it as applicant.

    ``hidden_from``: staff roles that hold the permission but for whom this object is out of scope.
    ``data``: what is posted (or asked) with it. ``by_word``: the arguments are words of the
    catalogue, not ids: they belong to nobody, and only a word that does not exist gives 404.
    """

    build: Callable[[World], dict[str, Any]]
    owner: str = "oksana"
    hidden_from: frozenset[str] = frozenset()
    data: dict[str, Any] = field(default_factory=dict)
    by_word: bool = False


def a_guardianship(world: World) -> dict[str, Any]:
    _ = world.yusuf
    return {"guardianship": world.amira.person.guardianships.get().pk}


def a_paper(world: World) -> dict[str, Any]:
    return {"draft_id": world.paper.draft_id, "paper_id": world.paper.pk}


def of_draft(**more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"draft_id": world.paper.draft_id, **more}


def of_case(**more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"case_id": world.case.pk, **more}


def a_document(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "document_id": world.case_document.pk}


def a_letter(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "letter_id": world.letter.pk}


def a_request(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "request_id": world.request.pk}


def a_request_for(world: World) -> dict[str, Any]:
    return {**a_request(world), "code": world.case_document.requirement}


def a_reply_paper(world: World) -> dict[str, Any]:
    return {**a_request(world), "paper_id": world.reply_paper.pk}


def of_change(**more: str) -> Callable[[World], dict[str, Any]]:
    def build(world: World) -> dict[str, Any]:
        draft = world.change_paper.draft
        return {"case_id": draft.case_id, "kind": draft.kind, **more}

    return build


def a_change_paper(world: World) -> dict[str, Any]:
    return {**of_change()(world), "paper_id": world.change_paper.pk}


def a_report(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "report_id": world.change_report.pk}


def a_decision(world: World) -> dict[str, Any]:
    return {"case_id": world.decided}


def of_visit(**more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"visit_id": world.visit.pk, **more}


def of_mandate(world: World) -> dict[str, Any]:
    return {"mandate_id": world.mandate.pk}


def of_post(world: World) -> dict[str, Any]:
    return {"delivery_id": world.paper_delivery.pk}


def of_paper_letter(world: World) -> dict[str, Any]:
    letter = world.paper_delivery.letter
    return {"case_id": letter.case_id, "letter_id": letter.pk}


def of_paper_messages(world: World) -> dict[str, Any]:
    return {"person_id": world.paper_delivery.person_id}


def an_invitation(world: World) -> dict[str, Any]:
    invitation = online(world.case, "uk")
    assert invitation is not None
    return {"token": invitation.token}


def a_session_of_yesterday(world: World) -> dict[str, Any]:
    return {"session_id": world.past_session.pk}


def of_restoration(world: World) -> dict[str, Any]:
    return {"restoration_id": world.restoration.pk}


def a_read_back(world: World) -> dict[str, Any]:
    return {"read_back_id": world.read_back.pk}


def a_confirmation(world: World) -> dict[str, Any]:
    found = world.confirmation
    return {"case_id": found.case_id, "confirmation_id": found.pk}


ONLY_ASSISTING = frozenset({"helper"})
"""Staff get in while they act for the person, which the matrix's browsers do not."""

READERS_ONLY = frozenset({"auditor"})

ARGUMENTS: dict[str, Entry] = {
    "accounts:end-child": Entry(a_guardianship, owner="amira"),
    "permits:detail": Entry(lambda world: {"code": PERMIT}, by_word=True),
    "applicants:new": Entry(lambda world: {"code": PERMIT}, by_word=True),
    "applicants:resume": Entry(of_draft()),
    "applicants:discard": Entry(of_draft()),
    "applicants:section": Entry(of_draft(section_id="person")),
    "applicants:autosave": Entry(of_draft(section_id="person")),
    "applicants:documents": Entry(of_draft()),
    "applicants:upload": Entry(
        lambda world: {"draft_id": world.paper.draft_id, "code": world.paper.requirement}
    ),
    "applicants:file": Entry(a_paper),
    "applicants:picture": Entry(a_paper),
    "applicants:detach": Entry(a_paper),
    "applicants:review": Entry(of_draft()),
    "applicants:print": Entry(of_draft()),
    "applicants:receipt": Entry(lambda world: {"draft_id": world.filed_draft.pk}),
    "applicants:case": Entry(of_case()),
    "applicants:case_print": Entry(of_case()),
    "applicants:case_now": Entry(of_case()),
    "applicants:withdraw": Entry(of_case()),
    "applicants:change_choose": Entry(of_case()),
    "applicants:change": Entry(of_change()),
    "applicants:change_save": Entry(of_change()),
    "applicants:change_papers": Entry(of_change()),
    "applicants:change_upload": Entry(of_change(code="ACCOM")),
    "applicants:change_files": Entry(of_change(code="ACCOM")),
    "applicants:change_file": Entry(a_change_paper),
    "applicants:change_picture": Entry(a_change_paper),
    "applicants:change_detach": Entry(a_change_paper),
    "applicants:change_review": Entry(of_change()),
    "applicants:change_discard": Entry(of_change()),
    "applicants:change_report": Entry(a_report),
    "applicants:change_print": Entry(a_report),
    "applicants:confirmed": Entry(a_confirmation),
    "applicants:letter": Entry(a_letter),
    "applicants:document": Entry(a_document),
    "applicants:request": Entry(a_request),
    "applicants:reply_keep": Entry(a_request),
    "applicants:reply_upload": Entry(a_request_for),
    "applicants:reply_files": Entry(a_request_for),
    "applicants:reply_file": Entry(a_reply_paper),
    "applicants:reply_picture": Entry(a_reply_paper),
    "applicants:reply_detach": Entry(a_reply_paper),
    "postbox:message": Entry(lambda world: {"message_id": world.message.pk}),
    "postbox:letter": Entry(lambda world: {"message_id": world.message.pk}),
    "cases:case": Entry(of_case()),
    "cases:others": Entry(of_case()),
    "cases:news": Entry(of_case()),
    "cases:act": Entry(of_case(name="note"), hidden_from=READERS_ONLY),
    "cases:proposal": Entry(of_case()),
    "cases:proposal_preview": Entry(of_case()),
    "cases:decision": Entry(a_decision),
    "cases:sign": Entry(a_decision),
    "cases:issue": Entry(a_decision),
    "cases:document": Entry(a_document),
    "cases:document_picture": Entry(a_document),
    "cases:document_page": Entry(lambda world: {**a_document(world), "number": 1}),
    "cases:judge": Entry(a_document),
    "cases:letter": Entry(a_letter),
    "cases:change_noted": Entry(a_report),
    "cases:public_notice": Entry(of_paper_letter),
    "support_centre:place": Entry(lambda world: {"code": world.centre.code}, by_word=True),
    "support_centre:visit": Entry(of_visit()),
    "support_centre:serve": Entry(of_visit()),
    "support_centre:take_over": Entry(of_visit()),
    "support_centre:put_back": Entry(of_visit()),
    "support_centre:room": Entry(of_visit()),
    "support_centre:person": Entry(of_visit()),
    "support_centre:done": Entry(of_visit()),
    "support_centre:slip": Entry(of_visit()),
    "support_centre:slip_print": Entry(of_visit()),
    "support_centre:post_letter": Entry(of_post),
    "support_centre:post_address": Entry(of_post),
    "support_centre:post_posted": Entry(of_post),
    "support_centre:post_delivered": Entry(of_post),
    "support_centre:post_deposited": Entry(of_post),
    "support_centre:paper_messages": Entry(of_paper_messages),
    "support_centre:paper_messages_address": Entry(of_paper_messages),
    "support_centre:paper_messages_sent": Entry(of_paper_messages),
    "support_centre:post_returned": Entry(of_post),
    "support_centre:post_corrected": Entry(of_post),
    "support_centre:mandate_new": Entry(of_visit()),
    "support_centre:visit_revoke": Entry(lambda world: {**of_visit()(world), **of_mandate(world)}),
    "support_centre:mandate": Entry(of_mandate),
    "support_centre:mandate_state": Entry(of_mandate),
    "support_centre:mandate_print": Entry(of_mandate),
    "support_centre:mandate_signed": Entry(of_mandate),
    "support_centre:mandate_paper": Entry(of_mandate),
    "support_centre:mandate_revoke": Entry(of_mandate),
    "support_centre:session": Entry(of_mandate),
    "support_centre:restore": Entry(of_mandate),
    "support_centre:restoration": Entry(of_restoration),
    "support_centre:restoration_slip": Entry(of_restoration),
    "support_centre:restoration_withdraw": Entry(of_restoration),
    "support_centre:photograph": Entry(of_visit()),
    "support_centre:photograph_shown": Entry(lambda world: {"paper_id": world.photograph.pk}),
    "support_centre:notice": Entry(lambda world: {"session_id": world.session.pk}),
    "support_centre:consent_paper": Entry(of_mandate),
    "support_centre:consent_revoke": Entry(of_mandate),
    "support_centre:visit_feedback": Entry(of_visit()),
    "support_centre:feedback_card": Entry(of_case()),
    "support_centre:feedback": Entry(an_invitation),
    "support_centre:session_reviewed": Entry(a_session_of_yesterday),
    "support_centre:practice_confirm": Entry(of_mandate, hidden_from=frozenset({"helper"})),
    "support_centre:readback_draft": Entry(of_draft(), hidden_from=ONLY_ASSISTING),
    "support_centre:readback_answer": Entry(a_request, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_withdrawal": Entry(of_case(), hidden_from=ONLY_ASSISTING),
    "support_centre:readback_change": Entry(of_change(), hidden_from=ONLY_ASSISTING),
    "support_centre:readback": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_state": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_turned": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_print": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_signed": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:readback_send": Entry(a_read_back, hidden_from=ONLY_ASSISTING),
    "support_centre:translation": Entry(lambda world: {"sentence_id": world.sentence.pk}),
}


def of_nothing(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same arguments with ids, or words, of something that does not exist."""
    return {
        name: uuid.uuid4() if isinstance(value, uuid.UUID) else _unlike(value)
        for name, value in arguments.items()
    }


def _unlike(value: Any) -> Any:
    """Another word of the same length, so that pages which repeat it stay as long."""
    return 999_999 if isinstance(value, int) else value[:-1] + ("0" if value[-1] != "0" else "1")
