"""Who lives with whom, from a day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Household, HouseholdMember, Participant
from participants.services.refusals import CannotKeep

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def move_in(
    *,
    person: Participant,
    with_person: Participant,
    relation: str,
    from_on: date,
    by: User,
) -> HouseholdMember:
    """Let somebody live in the household of another, from a day on; it is made where she has none.

    She leaves the household where she lived until then. Raises CannotKeep when a day does not fit.
    """
    if person.pk == with_person.pk:
        raise CannotKeep(_("Choose somebody else: she lives with herself already."))
    # In one order, so that two who move in with each other at once do not wait for each other.
    list(
        Participant.objects.filter(pk__in=[person.pk, with_person.pk])
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    household = _household_of(with_person, from_on, by)
    current = HouseholdMember.objects.filter(participant=person, to_on=None).first()
    if current is not None and current.household_id == household.pk:
        raise CannotKeep(_("They live together already."))
    _leave(person, from_on)
    return HouseholdMember.objects.create(
        household=household, participant=person, relation=relation, from_on=from_on
    )


@transaction.atomic
def move_out(*, person: Participant, on: date, by: User) -> None:
    """End that she lives in her household, on a day."""
    Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if not _leave(person, on):
        raise CannotKeep(_("She lives in no household that is known."))


def _household_of(person: Participant, day: date, by: User) -> Household:
    """Where somebody lives on a day; a new household that she is the first of, where nowhere."""
    found = HouseholdMember.objects.filter(participant=person).on(day).first()
    if found is not None:
        return found.household
    if HouseholdMember.objects.filter(participant=person, from_on__gt=day).exists():
        raise CannotKeep(_("The other woman lives elsewhere from a later day on."))
    hers = [place for place in person.project_sites if place in by.scope.people]
    household = Household.objects.create(project_site_id=(hers or person.project_sites)[0])
    HouseholdMember.objects.create(household=household, participant=person, from_on=day)
    return household


def _leave(person: Participant, day: date) -> bool:
    """End where she lives; False where nowhere. A stay that would have no day is taken away."""
    current = HouseholdMember.objects.filter(participant=person, to_on=None).first()
    if current is None:
        return False
    if current.from_on > day:
        raise CannotKeep(_("She moved into her household after this day."))
    if current.from_on == day:
        current.delete()
    else:
        current.to_on = day
        current.save(update_fields=["to_on"])
    return True
