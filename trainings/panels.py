"""What this room shows on pages of its own and of lower rooms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from accounts.roles import Permission
from core import panels
from trainings.models import Enrolment, Session
from trainings.models.marked import Mark
from trainings.queries.waiting import concerning, voices_beside

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant

MOST_SHOWN = 3

MOST = 5
"""So many disagreements are named on Today."""


def register() -> None:
    """Register with the first page of the day, and with a person's page."""
    panels.today.register("disagreements", disagreements)
    panels.today.register("follow_ups", follow_ups_due)
    panels.person.register("places in cohorts", places_of_person)
    panels.people.register("enrol several", enrol_chosen)


def follow_ups_due(user: User, day: Any) -> dict[str, Any] | None:
    """Whom to call today, the most urgent first; two queries."""
    from trainings.queries.follow_ups import due

    if not user.may(Permission.FOLLOW_UP):
        return None
    waiting = due(user)
    shown = list(waiting[:MOST_SHOWN])
    if not shown:
        return None
    return {
        "template": "trainings/today_follow_ups.html",
        "count": waiting.count() if len(shown) == MOST_SHOWN else len(shown),
        "shown": shown,
    }


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


def enrol_chosen(user: User, is_choosing: bool) -> dict[str, Any] | None:
    """A class for women chosen from the list of people; one query, none before she chooses."""
    from trainings.forms.chosen import CohortForm

    if not user.may(Permission.PARTICIPANT_ADD):
        return None
    return {"template": "trainings/people_enrol.html", "form": CohortForm(user=user)}


def disagreements(user: User, day: date) -> dict[str, Any] | None:
    """The open disagreements that she took part in or may settle, the oldest first."""
    found = list(concerning(user)[: MOST + 1])
    if not found:
        return None
    decides = user.scope.where(Permission.ATTENDANCE_DECIDE)
    return {
        "template": "trainings/today_disagreements.html",
        "lines": [
            (one, voices, one.project_site_id in decides)
            for one, voices in voices_beside(found[:MOST])
        ],
        "has_more": len(found) > MOST,
        "may_decide": bool(decides),
    }
