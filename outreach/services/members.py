"""Who lives in a household, line by line, and what its head agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import HouseholdConsent, HouseholdInNeed, HouseholdMember, Visit
from outreach.services.households import end_planned, lock_household
from outreach.services.refusals import CannotChange, written
from outreach.services.rule import judge_again

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User

MOST = 30
"""Lines of one household."""


@transaction.atomic
def add_member(
    *, household: HouseholdInNeed, member_id: UUID, by: User, **said: Any
) -> HouseholdMember:
    """Add a line; the same id twice is one line."""
    household = lock_household(household.pk)
    made = HouseholdMember.objects.filter(pk=member_id).first()
    if made is not None:
        if made.household_id != household.pk:
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return made
    if household.members.living_there().count() >= MOST:
        raise CannotChange(_("A household has at most 30 lines."))
    member = HouseholdMember(
        id=member_id,
        household=household,
        project_site_id=household.project_site_id,
        created_by=by,
        **said,
    )
    with written():
        member.save(force_insert=True)
    _judge(household)
    return member


@transaction.atomic
def change_member(*, member: HouseholdMember, **said: Any) -> HouseholdMember:
    """Mend a line."""
    household = lock_household(member.household_id)
    member = _lock(member)
    for name, value in said.items():
        setattr(member, name, value)
    with written():
        member.save(update_fields=list(said))
    _judge(household)
    return member


@transaction.atomic
def move_out(*, member: HouseholdMember) -> None:
    """Say that somebody does not live there any more; what was measured and sewn stays."""
    household = lock_household(member.household_id)
    member = _lock(member)
    if member.gone_at is None:
        if member.garments.in_the_works().exists():
            raise CannotChange(_("Something is still being sewn for this person."))
        member.gone_at = timezone.now()
        member.save(update_fields=["gone_at"])
        _judge(household)


@transaction.atomic
def decide(
    *, household: HouseholdInNeed, purposes: Iterable[str], decision: str, how: str, by: User
) -> None:
    """Keep what the head of a household decided, before whoever writes it down.

    Without consent to visits a visit that is only planned does not take place.
    """
    household = lock_household(household.pk)
    purposes = list(purposes)
    held = {
        consent.purpose: consent.decision
        for consent in household.consents.order_by("decided_at", "id")
    }
    agreed = HouseholdConsent.Decision.AGREED
    if decision == HouseholdConsent.Decision.WITHDRAWN and not any(
        held.get(purpose) == agreed for purpose in purposes
    ):
        raise CannotChange(_("There is no agreement to withdraw."))
    HouseholdConsent.objects.bulk_create(
        HouseholdConsent(
            household=household,
            project_site_id=household.project_site_id,
            purpose=purpose,
            decision=decision,
            how=how,
            decided_at=timezone.now(),
            witnessed_by=by,
        )
        for purpose in purposes
        if held.get(purpose) != decision
    )
    if decision != agreed and HouseholdConsent.Purpose.VISIT in purposes:
        end_planned(household, Visit.Outcome.REFUSED, by)


def require_consent(household: HouseholdInNeed, purpose: HouseholdConsent.Purpose) -> None:
    """Refuse an action that the head of a household has not agreed to, or not any more."""
    latest = household.consents.filter(purpose=purpose).latest_first().first()
    if latest is None or latest.decision != HouseholdConsent.Decision.AGREED:
        raise CannotChange(
            _("The household has not agreed to visits. Ask its head first.")
            if purpose == HouseholdConsent.Purpose.VISIT
            else _("The household has not agreed to measuring and sewing. Ask its head first.")
        )


def _lock(member: HouseholdMember) -> HouseholdMember:
    return HouseholdMember.objects.select_for_update(of=("self",)).get(pk=member.pk)


def _judge(household: HouseholdInNeed) -> None:
    judge_again(project_id=household.project_site.project_id, households=[household.pk])
