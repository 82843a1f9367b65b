"""Women who ask for a place in a class of the story, wait for one, or come no more."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from participants.models import Participant
from trainings.models import Cohort
from trainings.services.enrolments import apply, enrol, withdraw
from trainings.services.refusals import CannotChange


def let_some_wait(full: Cohort, open_: Cohort, *, by: User, today: date) -> None:
    """Two find a class full and wait, two ask for a place in another, and one has left it."""
    people = Participant.objects.survivors().filter(
        enrolments=None, project_sites__contains=[full.project_site_id]
    )
    for number, person in enumerate(people.order_by("pk")[:4]):
        try:
            if number < 2:
                enrol(cohort=full, participant=person, from_on=today, by=by)
            else:
                apply(cohort=open_, participant=person, on_day=today, by=by)
        except CannotChange:
            # Who does not agree to take part asks for no place.
            continue
    last = open_.enrolments.members().filter(state="enrolled", to_on=None).order_by("pk").last()
    if last is not None:
        withdraw(enrolment=last, last_day=today + timedelta(days=3), leaving="work", by=by)
