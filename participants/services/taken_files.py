"""Files with names that lie ready end at once where somebody in them says no, or is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.services.exports.forgetting import end_with_names
from participants.models import Purpose

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant


def end_files_with(person: Participant) -> None:
    """She is made anonymous; registered with what happens then."""
    end_with_names(person.project_sites)


def end_files_on_withdrawal(person: Participant, purpose: str, by: User) -> None:
    """Her data is not to be used any more; registered with withdrawals."""
    if purpose == Purpose.DATA_PROCESSING:
        end_with_names(person.project_sites)
