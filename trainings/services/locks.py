"""In which order the rows about places are locked, by everybody who changes them.

People first, then cohorts by their ids, then whatever belongs to a cohort: its sessions, places,
marks and follow-ups. Who holds a cohort waits for nobody who holds a part of it, and who holds a
person waits for nobody who holds her cohort.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from participants.services.locks import lock_people
from trainings.models import Cohort, Enrolment


def lock_members(cohort: Cohort) -> None:
    """Hold every woman who has or had a place in a cohort."""
    lock_people(cohort.enrolments.values_list("participant", flat=True))


def lock_cohorts(cohorts: Collection[UUID]) -> dict[UUID, Cohort]:
    """Hold some cohorts, with all that belongs to them."""
    held = Cohort.objects.select_for_update(no_key=True, of=("self",)).select_related("version")
    return {cohort.pk: cohort for cohort in held.filter(pk__in=set(cohorts)).order_by("pk")}


def lock_cohorts_of(people: Iterable[UUID]) -> None:
    """Hold the cohorts in which some women, on any of their records, have or had a place."""
    hers = Enrolment.objects.filter(participant__canonical__records__in=list(people))
    lock_cohorts(set(hers.values_list("cohort", flat=True)))


def lock_place(enrolment: Enrolment) -> tuple[Enrolment, Cohort]:
    """Hold a woman, her place and its cohort; answers the last two as they are now."""
    # A place that changes is counted anew by triggers, which hold her: so she comes first here too.
    lock_people([enrolment.participant_id])
    cohort = lock_cohorts([enrolment.cohort_id])[enrolment.cohort_id]
    places = Enrolment.objects.select_for_update(no_key=True, of=("self",))
    return places.select_related("participant").get(pk=enrolment.pk), cohort
