"""What women of the story received: kits on the first day, money for the way on the last ones."""

from __future__ import annotations

from accounts.models import User
from core.ids import uuid7
from trainings.models import Session
from trainings.queries.handouts import receivers, receivers_of
from trainings.services.handouts import Given, give_handouts

FARE = 3000
"""Dinars for the way there and back."""


def hand_out(sessions: list[Session], *, by: User) -> None:
    """Everybody gets her kit on the first day, and whoever was there the fare of the last two."""
    first, last = sessions[0], sessions[-2:]
    give_handouts(
        batch=uuid7(),
        cohort=first.cohort,
        enrolments=list(receivers_of(first.cohort).values_list("pk", flat=True)),
        given=Given(item="kit", quantity=1, on_day=first.on_day, confirmation="signature"),
        by=by,
    )
    for session in last:
        there = [one.place.pk for one in receivers(session.cohort, session) if one.chosen]
        if there:
            give_handouts(
                batch=uuid7(),
                cohort=session.cohort,
                enrolments=there,
                given=Given(
                    item="transport", amount=FARE, on_day=session.on_day, confirmation="thumb"
                ),
                session=session,
                by=by,
            )
