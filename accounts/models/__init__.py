from accounts.models.conflicts import Conflict
from accounts.models.contacts import ReservedContact
from accounts.models.identity import IdentityCheck
from accounts.models.people import LONGEST_NAME, Guardianship, Person
from accounts.models.users import RoleGrant, User

__all__ = [
    "LONGEST_NAME",
    "Conflict",
    "Guardianship",
    "IdentityCheck",
    "Person",
    "ReservedContact",
    "RoleGrant",
    "User",
]
