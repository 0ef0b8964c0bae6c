from support_centre.models.centres import Centre, ClosedDay, Interpreter, StaffLanguage
from support_centre.models.identity import IdentityPaper
from support_centre.models.mandates import Given, Giver, Mandate, MandateStaff
from support_centre.models.presence import Presence
from support_centre.models.restoring import Restoration
from support_centre.models.sessions import AssistedSession, End
from support_centre.models.visits import Reason, Visit

__all__ = [
    "AssistedSession",
    "Centre",
    "ClosedDay",
    "End",
    "Given",
    "Giver",
    "IdentityPaper",
    "Interpreter",
    "Mandate",
    "MandateStaff",
    "Presence",
    "Reason",
    "Restoration",
    "StaffLanguage",
    "Visit",
]
