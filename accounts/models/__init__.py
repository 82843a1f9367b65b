"""Staff, what they were granted, and the record of what was changed and looked at."""

from accounts.models.change import Change, Seal
from accounts.models.export import Export
from accounts.models.grant import Grant
from accounts.models.look import Look
from accounts.models.user import User

__all__ = ["Change", "Export", "Grant", "Look", "Seal", "User"]
