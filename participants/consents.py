"""What an action asks before it begins: does she agree to it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Purpose
from participants.queries.consents import agrees, words_of

if TYPE_CHECKING:
    from participants.models import Participant

__all__ = ["ConsentMissing", "agrees", "require"]

SENTENCES: dict[str, str | Promise] = {
    Purpose.PARTICIPATION: gettext_lazy("She has not agreed to take part."),
    Purpose.DATA_PROCESSING: gettext_lazy("She has not agreed that we keep her data."),
    Purpose.COMMUNITY_IDENTITY: gettext_lazy(
        "She has not agreed that we keep her ethnicity and belief."
    ),
    Purpose.CONTACT_BY_PHONE: gettext_lazy("She has not agreed to be called."),
    Purpose.CONTACT_BY_PEER: gettext_lazy(
        "She has not agreed to be called by another participant."
    ),
    Purpose.HOME_VISIT: gettext_lazy("She has not agreed to be visited at home."),
    Purpose.PHOTO: gettext_lazy("She has not agreed to be photographed."),
    Purpose.SHARE_WITH_DONOR: gettext_lazy(
        "She has not agreed that her story is told to the donor."
    ),
    Purpose.RESEARCH: gettext_lazy("She has not agreed to take part in research."),
}


class ConsentMissing(Exception):
    """She does not agree to a purpose; the sentence says to which."""

    def __init__(self, purpose: str, sentence: str) -> None:
        super().__init__(sentence)
        self.purpose = purpose

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentence, for pages that show several."""
        return (str(self),)


def require(person: Participant, purpose: str) -> None:
    """Go on only if she agrees to a purpose; no record means that she does not.

    Raises ConsentMissing.
    """
    words = words_of(person)
    if words.agree_to(purpose):
        return
    sentence = str(SENTENCES[purpose])
    if words.is_minor and words.she_agrees_to(purpose):
        sentence = _("She is under 18, so her guardian has to agree too.")
    raise ConsentMissing(purpose, sentence)
