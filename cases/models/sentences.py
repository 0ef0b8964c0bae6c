"""What happened, in plain words: one table from event names to sentences, for both sides.

The applicant reads "the office" or a support centre, never a name of staff. An event without a
sentence for the applicant is shown to the office alone. Days, phrases and papers in a sentence come
from the event's codes.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

Words = Promise | str
"""A message of the catalogues, or a plural that waits for its number."""


@dataclass(frozen=True)
class Sentence:
    """``applicant`` is None for what stays inside; ``icon`` is a name of the icon set.

    ``count`` names the number that a plural sentence is about.
    """

    office: Words
    applicant: Words | None = None
    icon: str = "info"
    count: str = ""


SENTENCES: dict[str, Sentence] = {
    "filed": Sentence(_("The application was sent."), _("You sent your application."), "upload"),
    "appeared": Sentence(
        _("The applicant appeared in person on %(on)s."),
        _("You came to the office in person on %(on)s: your application is lodged."),
        "person",
    ),
    "begin": Sentence(
        _("The formal check was passed and proceedings were opened."),
        _("The office checked your application and began to review it."),
        "tick",
    ),
    "declare_inadmissible": Sentence(
        _("The application was declared inadmissible: %(ground)s."),
        _("The office found that your application cannot be examined: %(ground)s."),
        "ended",
    ),
    "not_lodged": Sentence(
        _("The applicant did not appear in time: the application was not lodged."),
        _("You did not come to the office in time, so your application was not lodged."),
        "ended",
    ),
    "suspend": Sentence(
        _("Proceedings were suspended and the clock stopped: %(suspension)s."),
        _("The office stopped the clock of your case: %(suspension)s."),
        "pause",
    ),
    "suspension_added": Sentence(
        _("A further ground of suspension was added: %(suspension)s."),
        _("The office added a further reason why the clock is stopped: %(suspension)s."),
        "pause",
    ),
    "suspension_ended": Sentence(
        _("A ground of suspension ended on %(on)s: %(suspension)s."), None, "clock"
    ),
    "resume": Sentence(
        _("Proceedings resumed and the clock runs from %(on)s."),
        _("The clock of your case runs again from %(on)s."),
        "clock",
    ),
    "requested": Sentence(
        ngettext_lazy(
            "%(items)s item was requested, due on %(due_on)s.",
            "%(items)s items were requested, due on %(due_on)s.",
            "items",
        ),
        ngettext_lazy(
            "The office asked you for %(items)s item, due on %(due_on)s.",
            "The office asked you for %(items)s items, due on %(due_on)s.",
            "items",
        ),
        "letter",
        count="items",
    ),
    "requested_on_paper": Sentence(
        ngettext_lazy(
            "%(items)s item was requested by a letter on paper. Its period begins when it is "
            "delivered.",
            "%(items)s items were requested by a letter on paper. Their period begins when it is "
            "delivered.",
            "items",
        ),
        ngettext_lazy(
            "The office asked you for %(items)s item by a letter on paper.",
            "The office asked you for %(items)s items by a letter on paper.",
            "items",
        ),
        "letter",
        count="items",
    ),
    "letter_posted": Sentence(
        _("A letter on paper was posted on %(on)s."),
        _("A letter of the office was posted to you on %(on)s."),
        "letter",
    ),
    "letter_deposited": Sentence(
        _("A letter on paper waits at the post office since %(on)s."),
        _("A letter of the office waits for you at the post office since %(on)s."),
        "letter",
    ),
    "letter_returned": Sentence(
        _("A letter on paper came back on %(on)s. Reason: %(why)s."),
        _("A letter of the office came back on %(on)s. Reason: %(why)s."),
        "warning",
    ),
    "letter_deemed": Sentence(
        _("A letter on paper counts as delivered on %(on)s, because nobody collected it."),
        _("A letter of the office counts as delivered on %(on)s, because nobody collected it."),
        "letter",
    ),
    "letter_noticed": Sentence(
        _("A letter on paper counts as delivered on %(on)s, by public notice."),
        _("A letter of the office counts as delivered on %(on)s, by public notice."),
        "letter",
    ),
    "delivery_corrected": Sentence(
        _("The delivery of a letter on paper was put right: it was delivered on %(on)s."),
        _("The delivery of a letter was put right: it was delivered to you on %(on)s."),
        "letter",
    ),
    "letter_delivered": Sentence(
        _("A letter on paper was delivered on %(on)s."),
        _("A letter of the office was delivered to you on %(on)s."),
        "letter",
    ),
    "period_began": Sentence(
        _("The period of a request began on %(on)s, due on %(due_on)s."),
        _("The period to answer a request began on %(on)s. It ends on %(due_on)s."),
        "clock",
    ),
    "request_reopened": Sentence(
        _(
            "A request is open again until %(due_on)s. It had lapsed on a wrong day of delivery, "
            "which was put right."
        ),
        _(
            "You can answer a request of the office again, until %(due_on)s. Its period had been "
            "counted from a wrong day of delivery."
        ),
        "back",
    ),
    "answer_in_time": Sentence(
        _(
            "An answer of %(on)s came in time. The request had lapsed on a wrong day of delivery, "
            "which was put right."
        ),
        _(
            "Your answer of %(on)s came in time. The period had been counted from a wrong day of "
            "delivery."
        ),
        "tick",
    ),
    "request_extended": Sentence(
        _("The due date of a request was moved to %(due_on)s."),
        _("The office gave you more time to answer, until %(due_on)s."),
        "clock",
    ),
    "request_closed": Sentence(
        _("A request was closed without waiting for an answer."),
        _("The office no longer needs an answer to its request."),
        "tick",
    ),
    "request_lapsed": Sentence(
        _("The due date of a request passed without a complete answer."),
        _("The due date of a request passed without a complete answer from you."),
        "clock",
    ),
    "answered": Sentence(
        _("The applicant answered a request."),
        _("You answered a request of the office."),
        "back",
    ),
    "reported": Sentence(
        _("A change was reported: %(change)s."),
        _("You reported a change: %(change)s."),
        "edit",
    ),
    "change_noted": Sentence(
        _("Note was taken of a reported change: %(change)s."),
        _("The office took note of the change that you reported: %(change)s."),
        "tick",
    ),
    "document_judged": Sentence(
        _("A document was judged: %(requirement)s, %(verdict)s."), None, "file"
    ),
    "original_seen": Sentence(
        _("The original was seen: %(requirement)s."),
        _("The office saw the original of a document: %(requirement)s."),
        "file",
    ),
    "fee_paid": Sentence(
        _("The administrative fee was paid on %(on)s."),
        _("The administrative fee was paid on %(on)s."),
        "money",
    ),
    "assigned": Sentence(_("The case was assigned to an officer."), None, "person"),
    "released": Sentence(_("The case was given back to the queue."), None, "person"),
    "noted": Sentence(_("A note was added."), None, "edit"),
    "decision_proposed": Sentence(
        _("A decision was proposed (version %(version)s): %(outcome)s."), None, "edit"
    ),
    "decision_countersigned": Sentence(
        _("The decision was countersigned (version %(version)s)."), None, "edit"
    ),
    "decision_returned": Sentence(
        _("The proposed decision was returned with a comment (version %(version)s)."),
        None,
        "back",
    ),
    "approve": Sentence(
        _("The approval was issued."),
        _("The office approved your application. The card comes next."),
        "tick",
    ),
    "refuse": Sentence(
        _("The refusal was issued."), _("The office refused your application."), "ended"
    ),
    "biometrics_taken": Sentence(
        _("Biometric data were taken on %(on)s."),
        _("Your biometric data were taken on %(on)s."),
        "person",
    ),
    "card_ready": Sentence(
        _("The card is ready."),
        _("Your residence card is ready to be collected."),
        "card",
    ),
    "grant": Sentence(
        _("The card was handed over and the permit is granted."),
        _("Your residence card was handed over and your permit is granted."),
        "card",
    ),
    "not_collected": Sentence(
        _("The card was not collected in time: proceedings were discontinued."),
        _("The card was not collected in time, so the proceedings were discontinued."),
        "ended",
    ),
    "discontinue": Sentence(
        _("Proceedings were discontinued: %(ground)s."),
        _("The office discontinued the proceedings: %(ground)s."),
        "ended",
    ),
    "withdraw": Sentence(
        _("The applicant withdrew the application."),
        _("You withdrew your application."),
        "ended",
    ),
}
