"""The women of a cohort, by name, for whoever may take their list out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from participants.queries.consents import refuse_data
from trainings.models import Cohort, Enrolment, Session
from trainings.models.marked import Mark

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A woman with her place, and how often she was there of the marks that are hers."""

    name: str
    latin_name: str
    code: str
    birth_year: int | None
    state: str
    from_on: date
    to_on: date | None
    there: int
    marked: int


def members_of(cohort: Cohort, user: User) -> list[Enrolment]:
    """Members with a place, by name; nobody who does not want her data to be used any more."""
    day = "attendances__session__on_day"
    hers = Q(
        Q(to_on=None) | Q(**{f"{day}__lt": F("to_on")}),
        attendances__session__parent=None,
        attendances__session__state=Session.State.HELD,
        attendances__mark__isnull=False,
        **{f"{day}__gte": F("from_on")},
    )
    there = hers & Q(attendances__mark__in=[Mark.PRESENT, Mark.LATE])
    found = list(
        Enrolment.objects.visible_to(user)
        .members()
        .filter(cohort=cohort, participant__anonymised_at=None)
        .exclude(state__in=Enrolment.WITHOUT_A_PLACE)
        .select_related("participant")
        .annotate(
            marked_count=Count("attendances", filter=hers),
            there_count=Count("attendances", filter=there),
        )
        .order_by("participant__sort_key", "participant", "from_on")
    )
    refusing = refuse_data(place.participant for place in found)
    return [place for place in found if place.participant_id not in refusing]


def class_lines(places: list[Enrolment]) -> list[ClassLine]:
    """The same as lines of a file."""
    return [
        ClassLine(
            place.participant.full_name,
            place.participant.latin_name,
            place.participant.code_text,
            place.participant.born_on.year if place.participant.born_on else None,
            place.get_state_display(),
            place.from_on,
            place.to_on,
            place.there_count,  # type: ignore[attr-defined]
            place.marked_count,  # type: ignore[attr-defined]
        )
        for place in places
    ]
