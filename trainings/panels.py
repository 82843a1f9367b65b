"""What trainings show on pages of lower rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from trainings.models import Enrolment, Session
from trainings.models.marked import Mark

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant


def places_of_person(user: User, person: Participant) -> dict[str, Any]:
    """Her places in cohorts, on whichever of her records, with how often she was there."""
    day = "attendances__session__on_day"
    hers = Q(
        Q(to_on=None) | Q(**{f"{day}__lt": F("to_on")}),
        attendances__session__parent=None,
        attendances__session__state=Session.State.HELD,
        attendances__mark__isnull=False,
        **{f"{day}__gte": F("from_on")},
    )
    there = hers & Q(attendances__mark__in=[Mark.PRESENT, Mark.LATE])
    places = (
        Enrolment.objects.visible_to(user)
        .filter(participant__canonical=person.canonical_id)
        .select_related("cohort__version__course")
        .annotate(
            marked_count=Count("attendances", filter=hers),
            there_count=Count("attendances", filter=there),
        )
        .order_by("-from_on", "-id")
    )
    return {"template": "trainings/person_places.html", "places": list(places)}
