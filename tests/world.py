"""One of everything, owned by Oksana: what the access matrix asks for.

Made by the product's own actions on the Czech catalogue, once for all tests of a module.
"""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actions import record_identity
from accounts.actor import Actor
from applicants import actions as applying
from applicants.actions.changing import attach_to_change, change_in, save_change, send_change
from applicants.actions.replying import attach_to_reply, reply_to
from applicants.models import ChangeDocument, ChangeDraft, Draft, DraftDocument, ReplyDocument
from applicants.needs import needs_of
from cases.actions import Asked, ask, begin, record_appearance
from cases.decisions import propose
from cases.decisions.proposal import GRANT, Proposal
from cases.letters.rendering import render_letter
from cases.models import (
    Case,
    CaseDocument,
    ChangeReport,
    Confirmation,
    FreeSentence,
    Letter,
    PaperDelivery,
    Request,
)
from documents.actions import store
from documents.models import Document
from permits.changes import kinds
from permits.models import PermitType, Phrase
from postbox.models import Message
from support_centre.acting import assisting
from support_centre.actions import Asked as Allowed
from support_centre.actions import (
    confirm,
    end,
    keep_photograph,
    offer,
    open_visit,
    propose_restoration,
    read_back,
    send,
    start,
    tie,
)
from support_centre.models import (
    AssistedSession,
    Centre,
    IdentityPaper,
    Mandate,
    ReadBack,
    Restoration,
    StaffLanguage,
    Visit,
)
from tests import catalogue
from tests.applicants.filling import complete_answers, filled
from tests.documents.samples import jpeg
from tests.factories import Cast
from tests.granting import granted
from tests.support_centre.giving import agreed

PERMIT = "EMP"


class World(Cast):
    """The cast and one object of each kind; everything here belongs to Oksana."""

    def __init__(self) -> None:
        super().__init__()
        catalogue.load()
        self.permit = PermitType.objects.get(pack="cz", code=PERMIT)
        self.applicant = Actor.for_user(self.oksana)
        self.officer = Actor.for_user(self.novotna)

    def new_document(self) -> Document:
        return store(
            io.BytesIO(jpeg()), owner=self.oksana.person, name="scan.jpg", actor=self.applicant
        )

    def new_draft(self) -> Draft:
        draft = applying.begin(
            self.permit,
            person=self.oksana.person,
            actor=self.applicant,
            place="office",
            language="uk",
        )
        draft.answers = complete_answers(PERMIT)
        draft.save()
        return draft

    @cached_property
    def centre(self) -> Centre:
        """The desk of ``helper`` and ``colleague``."""
        _ = self.helper, self.colleague
        names = {"en": "Centre on the Square", "cs": "Centrum na náměstí"}
        hours = "Mo,We 12:00-18:00; Th,Fr 08:00-12:00"
        return Centre.objects.create(pack="cz", code="KPC", name=names, hours=hours)

    @cached_property
    def visit(self) -> Visit:
        """Oksana sits at the desk."""
        visit = open_visit(
            self.centre,
            language="uk",
            reason="file",
            actor=Actor.for_user(self.helper),
            serve_now=True,
        )
        Visit.objects.filter(pk=visit.pk).update(person=self.oksana.person)
        visit.person = self.oksana.person
        return visit

    def new_mandate(self, *services: str, **asked: Any) -> Mandate:
        """Given by Oksana on her telephone."""
        wanted = Allowed(services or ("file", "answer", "explain"), 7, "uk", **asked)
        _mandate, code = offer(self.visit, wanted, actor=Actor.for_user(self.helper))
        return agreed(code, actor=self.applicant)

    @cached_property
    def mandate(self) -> Mandate:
        return self.new_mandate()

    @cached_property
    def past_session(self) -> AssistedSession:
        """Of yesterday, begun and ended: supervisors find it in their sample."""
        moment = timezone.now() - timedelta(days=1)
        actor = Actor.for_user(self.helper)
        begun = start(self.mandate, visit=self.visit, actor=actor, now=moment)
        return end(begun, actor=actor, now=moment + timedelta(minutes=5))

    @cached_property
    def session(self) -> AssistedSession:
        """The helper acts for Oksana, in no browser."""
        helper = Actor.for_user(self.helper)
        return start(self.mandate, visit=self.visit, actor=helper)

    @cached_property
    def restoration(self) -> Restoration:
        """The helper proposes to give Oksana her sign-in back; the colleague has to confirm."""
        helper = Actor.for_user(self.helper)
        tie(self.oksana.person, actor=helper)
        record_identity(
            self.oksana.person,
            method="typed",
            level=2,
            facts={"number": "FE123456"},
            actor=helper,
        )
        mandate = self.new_mandate("restore")
        return propose_restoration(mandate, visit=self.visit, actor=helper)

    @cached_property
    def photograph(self) -> IdentityPaper:
        """Of Oksana's passport, taken at the desk."""
        helper = Actor.for_user(self.helper)
        tie(self.oksana.person, actor=helper)
        check = record_identity(self.oksana.person, method="typed", level=2, facts={}, actor=helper)
        document = store(
            io.BytesIO(jpeg()), owner=self.oksana.person, name="page.jpg", actor=helper
        )
        return keep_photograph(check, document, actor=helper)

    @cached_property
    def read_back(self) -> ReadBack:
        """Of a draft, read and confirmed at the desk."""
        helper = Actor.for_user(self.helper)
        session = start(self.mandate, visit=self.visit, actor=helper)
        actor = assisting(helper, session)
        row = read_back(self.new_draft(), session=session, language="uk", actor=actor)
        return confirm(row, how="screen", actor=actor)

    @cached_property
    def confirmation(self) -> Confirmation:
        """Of the case that was read back, and then sent by the helper."""
        row = self.read_back
        case = send(row, actor=assisting(Actor.for_user(self.helper), row.session))
        return case.confirmations.get()

    @cached_property
    def sentence(self) -> FreeSentence:
        """In Ukrainian, which the helper has; it waits for a translation into Czech."""
        for language in ("uk", "cs", "en"):
            StaffLanguage.objects.create(user=self.helper, language=language)
        return self.case.free_sentences.filter(language="uk").first()

    @cached_property
    def paper(self) -> DraftDocument:
        """A file of a draft that is still being written."""
        draft = self.new_draft()
        code = needs_of(draft).cards[0].code
        return applying.attach(draft, code, self.new_document(), actor=self.applicant)

    @cached_property
    def filed_draft(self) -> Draft:
        draft = self.new_draft()
        code = needs_of(draft).cards[0].code
        applying.attach(draft, code, self.new_document(), actor=self.applicant)
        applying.submit(draft, actor=self.applicant)
        return Draft.objects.get(pk=draft.pk)

    @cached_property
    def case(self) -> Case:
        """Filed and running."""
        return self.started(Case.objects.get(origin=self.filed_draft.pk))

    def started(self, filed: Case) -> Case:
        """Its applicant has come in person, as this permit wants, and proceedings run."""
        return begin(record_appearance(filed, actor=self.officer), actor=self.officer)

    @cached_property
    def case_document(self) -> CaseDocument:
        return self.case.documents.get()

    @cached_property
    def letter(self) -> Letter:
        """The receipt, set and sealed."""
        letter = self.case.letters.get(kind=Letter.Kind.RECEIPT)
        render_letter(letter.pk)
        letter.refresh_from_db()
        return letter

    @cached_property
    def message(self) -> Message:
        """The message that brought the letter."""
        return Message.objects.exclude(document=None).get(case_id=self.letter.case_id)

    @cached_property
    def request(self) -> Request:
        phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
        wanted = Asked("missing", phrase.code, self.case_document.requirement)
        basis = "Act, section 1"
        return ask(self.case, [wanted], legal_basis=basis, actor=self.officer)

    @cached_property
    def paper_delivery(self) -> PaperDelivery:
        """The receipt of somebody without a login, for whom the desk filed."""
        from tests.support_centre.visitor import filed_for  # noqa: PLC0415 - it imports this world

        letter = filed_for(self, Actor.for_user(self.helper)).case.letters.get()
        render_letter(letter.pk)
        return letter.delivery

    @cached_property
    def reply_paper(self) -> ReplyDocument:
        reply = reply_to(self.request)
        code = self.case_document.requirement
        return attach_to_reply(reply, code, self.new_document(), actor=self.applicant)

    @cached_property
    def granted(self) -> Case:
        """The permit that Oksana holds since today."""
        case = self.started(applying.submit(self.new_draft(), actor=self.applicant))
        return granted(case, self.officer, Actor.for_user(self.dvorak))

    def new_change(self, kind: str = "ADDRESS", case: Case | None = None) -> ChangeDraft:
        """A report in which everything is answered, not sent."""
        draft = change_in(case or self.case, kinds("cz")[kind], language="uk")
        posted = filled(draft.section, since="20.11.2026")
        return save_change(draft, posted=posted, was=None, actor=self.applicant).draft

    @cached_property
    def change_paper(self) -> ChangeDocument:
        """A file of a report that is being written."""
        return attach_to_change(
            self.new_change(), "ACCOM", self.new_document(), actor=self.applicant
        )

    @cached_property
    def change_report(self) -> ChangeReport:
        """A telephone number that was reported."""
        return send_change(self.new_change("CONTACT"), actor=self.applicant)

    @cached_property
    def decided(self) -> UUID:
        """A case in which a decision is proposed."""
        draft = self.new_draft()
        case = self.started(applying.submit(draft, actor=self.applicant))
        today = timezone.localdate()
        until = today + timedelta(days=365)
        propose(case, Proposal(GRANT, valid_from=today, valid_to=until), actor=self.officer)
        return case.pk
