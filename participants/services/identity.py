"""What somebody said of her ethnicity and belief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.details import Identity
from participants.models import CommunityIdentity, IdentityValue, Participant, Purpose
from participants.models.identity import REFUSED
from participants.queries.consents import agrees
from participants.services.refusals import CannotKeep

if TYPE_CHECKING:
    from accounts.models import User


def keep_identity(*, person: Participant, said: Identity) -> None:
    """Keep what she said, in place of what she said before; nothing said takes it away.

    Raises CannotKeep without her consent for this purpose, or where an answer is on no list.
    """
    if not (said.ethnicity or said.belief):
        CommunityIdentity.objects.filter(participant=person).delete()
        return
    told_something = {said.ethnicity, said.belief} - {"", REFUSED}
    if told_something and not agrees(person, Purpose.COMMUNITY_IDENTITY):
        raise CannotKeep(
            _("She has not agreed that her ethnicity and belief are kept, so they cannot be saved.")
        )
    _check(IdentityValue.Kind.ETHNICITY, said.ethnicity)
    _check(IdentityValue.Kind.BELIEF, said.belief)
    kept = CommunityIdentity.objects.filter(participant=person).first()
    if kept is not None and (kept.ethnicity, kept.belief) == (said.ethnicity, said.belief):
        return
    CommunityIdentity.objects.update_or_create(
        participant=person,
        defaults={
            "ethnicity": said.ethnicity,
            "belief": said.belief,
            "said_on": timezone.localdate(),
        },
    )


def erase_identity(person: Participant, purpose: str, by: User) -> None:
    """Erase what she said once she takes back that it is kept."""
    if purpose == Purpose.COMMUNITY_IDENTITY:
        CommunityIdentity.objects.filter(participant=person).delete()


def _check(kind: str, code: str) -> None:
    known = code in ("", REFUSED) or IdentityValue.objects.filter(kind=kind, code=code).exists()
    if not known:
        raise CannotKeep(_("This answer is not on the list. Choose one of those offered."))
