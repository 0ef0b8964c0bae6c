from support_centre.models.centres import (
    Centre,
    ClosedDay,
    Interpreter,
    StaffLanguage,
    centre_names,
)
from support_centre.models.feedback import Channel, Feedback, FeedbackStamp
from support_centre.models.filings import AssistedFiling
from support_centre.models.handover import Fact, Slip, SlipEnd
from support_centre.models.identity import IdentityPaper
from support_centre.models.mandates import Given, Giver, Mandate, MandateStaff
from support_centre.models.oversight import LookedInto
from support_centre.models.post import PaperMessage
from support_centre.models.presence import Presence
from support_centre.models.readbacks import LENT, ReadBack
from support_centre.models.restoring import Restoration
from support_centre.models.rooms import Room
from support_centre.models.sessions import AssistedSession, End
from support_centre.models.tries import Tries
from support_centre.models.turned import Turned
from support_centre.models.visits import Reason, Visit

__all__ = [
    "LENT",
    "AssistedFiling",
    "AssistedSession",
    "Centre",
    "Channel",
    "ClosedDay",
    "End",
    "Fact",
    "Feedback",
    "FeedbackStamp",
    "Given",
    "Giver",
    "IdentityPaper",
    "Interpreter",
    "LookedInto",
    "Mandate",
    "MandateStaff",
    "PaperMessage",
    "Presence",
    "ReadBack",
    "Reason",
    "Restoration",
    "Room",
    "Slip",
    "SlipEnd",
    "StaffLanguage",
    "Tries",
    "Turned",
    "Visit",
    "centre_names",
]
