"""Why a change was refused, in sentences that a person will read."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from childcare.models.refusal import Why

SENTENCES: dict[str, str | Promise] = {
    Why.ALREADY_OUT: _("The child has left already. Load the page again to see with whom."),
    Why.NO_CLEARANCE: _(
        "Your clearance or the code of conduct is not recorded or has run out. "
        "Another carer hands over; your coordinator can mend it."
    ),
    Why.OLD_LIST: _("This page is older than 12 hours. Look at the list again, then hand over."),
    Why.BLOCKED: _("Not allowed, call the manager."),
    Why.REVOKED: _("The permission of this person was taken back."),
    Why.UNLISTED: _("This person is not on the child's list."),
    Why.EXPIRED: _("This person is not allowed to collect today."),
    Why.WRONG_CODE: _("That is not the code of the day."),
}
"""What the carer reads; why somebody is blocked is told to nobody here."""


class CannotChange(Exception):
    """Something cannot become what was asked; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotHandedOver(Exception):
    """The children stay inside; `why` says for each stay that was refused why, by its code."""

    def __init__(self, why: Mapping[UUID, str]) -> None:
        super().__init__(*why.values())
        self.why = why

    @property
    def sentences(self) -> list[str]:
        """What to tell, each once."""
        return [str(SENTENCES[code]) for code in dict.fromkeys(self.why.values())]
