from support_centre.models.centres import Centre, ClosedDay, Interpreter, StaffLanguage
from support_centre.models.mandates import Given, Giver, Mandate, MandateStaff
from support_centre.models.sessions import AssistedSession, End
from support_centre.models.turned import Turned
from support_centre.models.visits import Reason, Visit

__all__ = [
    "AssistedSession",
    "Centre",
    "ClosedDay",
    "End",
    "Given",
    "Giver",
    "Interpreter",
    "Mandate",
    "MandateStaff",
    "Reason",
    "StaffLanguage",
    "Turned",
    "Visit",
]
