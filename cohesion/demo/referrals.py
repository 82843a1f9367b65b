"""After a tense dialogue of the story two were referred; the focal point has taken one up."""

from __future__ import annotations

from accounts.models import User
from core.ids import uuid7
from trainings.models import Cohort, DialogueNote, Referral
from trainings.services.referrals import add_referral, take_up

KINDS = (Referral.Kind.SUPPORT, Referral.Kind.LEGAL)


def let_some_be_referred(cohort: Cohort, facilitator: User, *, focal_point: User) -> None:
    """Two referrals, of which the first is taken up."""
    tense = DialogueNote.objects.filter(session__cohort=cohort, mood=DialogueNote.Mood.TENSE)
    last = tense.order_by("session__starts_at").last()
    if last is None:
        return
    first, _second = (
        add_referral(session=last.session, referral_id=uuid7(), kind=kind, by=facilitator)
        for kind in KINDS
    )
    take_up(referral=first, by=focal_point)
