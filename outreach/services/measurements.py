"""What is measured of the members of a household."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import capfirst
from outreach.measuring import unusual
from outreach.models import HouseholdConsent, HouseholdMember, MeasurementSet, RoundGraduate, Visit
from outreach.models.words import Measure
from outreach.queries.bounds import bounds_at
from outreach.services.households import lock_household
from outreach.services.members import require_consent
from outreach.services.refusals import CannotChange, written

if TYPE_CHECKING:
    from accounts.models import User


class Unusual(CannotChange):
    """Measures that are not plausible for the age, until somebody has measured twice."""

    def __init__(self, bounds: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(
            *(
                _("%(measure)s is usually between %(least)d and %(most)d cm at this age.")
                % {"measure": capfirst(Measure(name).label), "least": least, "most": most}
                for name, (least, most) in bounds.items()
            )
        )
        self.bounds = bounds


@transaction.atomic
def take_measurements(
    *,
    set_id: UUID,
    member: HouseholdMember,
    taken_on: date,
    values: Mapping[str, Decimal],
    is_confirmed: bool = False,
    visit: Visit | None = None,
    taken_by: RoundGraduate | None = None,
    by: User,
) -> MeasurementSet:
    """Keep a new set of measures; older ones stay, and the same id twice is one set.

    Raises Unusual where a value is not plausible for the age and nobody has measured twice.
    """
    household = lock_household(member.household_id)
    made = MeasurementSet.objects.filter(pk=set_id).first()
    if made is not None:
        if made.member_id != member.pk:
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return made
    require_consent(household, HouseholdConsent.Purpose.MEASURE)
    if taken_on > timezone.localdate():
        raise CannotChange(_("This day has not come yet."))
    if visit is not None and visit.arrived_at is None:
        raise CannotChange(_("Nobody has arrived there. Note when they arrived first."))
    if member.gone_at is not None:
        raise CannotChange(_("This person does not live there any more."))
    if not values:
        raise CannotChange(_("Write down at least one measure."))
    odd = unusual(values, bounds_at(household.project_site_id, member.age_band))
    if odd and not is_confirmed:
        raise Unusual(odd)
    measured = MeasurementSet(
        id=set_id,
        member=member,
        household=household,
        project_site_id=household.project_site_id,
        visit=visit,
        taken_on=taken_on,
        taken_by=taken_by,
        recorded_by=by,
        is_confirmed=bool(odd),
        **values,
    )
    with written():
        measured.save(force_insert=True)
    return measured
