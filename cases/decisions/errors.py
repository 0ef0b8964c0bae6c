"""Why a decision cannot be proposed, countersigned, returned or issued, in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class DecisionRefused(Refused):
    """The act is not lawful now, or the proposal is not whole."""

    MESSAGES: dict[str, Promise] = {
        "not_open": _("A decision can be proposed only while the case is under review."),
        "waiting": _("A proposal already waits for its second signature."),
        "conflict": _("You assisted this person or are tied to them, so you cannot decide."),
        "own_proposal": _(
            "You proposed a version of this decision, so another officer has to sign."
        ),
        "not_waiting": _("There is no proposal that waits for a second signature."),
        "changed": _("The proposal has changed since you opened it. Please read it again."),
        "not_countersigned": _("The decision needs its second signature before it is issued."),
        "comment_missing": _("Write what should be changed, so that your colleague can act on it."),
        "fact_missing": _("Name at least one fact and the evidence for it."),
        "evidence_missing": _(
            "Each fact needs a document of the file, or a sentence that explains it."
        ),
        "evidence_foreign": _("The evidence must be a document in the file of this case."),
        "ground_missing": _("Choose the legal ground."),
        "ground_unknown": _("This ground does not apply to this type of permit."),
        "remedy_missing": _("Choose the remedy that the applicant has."),
        "validity_missing": _("Enter the first and the last day of the permit."),
        "validity_order": _("The last day of the permit is before the first one."),
        "validity_too_long": _("The permit would be valid for longer than the law allows."),
    }

    def __init__(self, code: str) -> None:
        super().__init__(code, self.MESSAGES[code])
