"""In which order the rows about places are locked, by everybody who changes them.

People first, then cohorts by their ids, then whatever belongs to a cohort: its sessions, places,
marks and follow-ups. Who holds a cohort waits for nobody who holds a part of it, and who holds a
person waits for nobody who holds her cohort.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from participants.models import Participant
from trainings.models import Cohort, Enrolment


def lock_people(people: Iterable[UUID]) -> None:
    """Hold every record of some women, so that what they agreed to stays as it is."""
    records = Participant.objects.filter(canonical__records__in=list(people))
    list(records.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def lock_cohorts(cohorts: Collection[UUID]) -> dict[UUID, Cohort]:
    """Hold some cohorts, with all that belongs to them."""
    held = Cohort.objects.select_for_update(no_key=True, of=("self",)).select_related("version")
    return {cohort.pk: cohort for cohort in held.filter(pk__in=set(cohorts)).order_by("pk")}


def lock_cohorts_of(people: Iterable[UUID]) -> None:
    """Hold the cohorts in which some women, on any of their records, have or had a place."""
    hers = Enrolment.objects.filter(participant__canonical__records__in=list(people))
    lock_cohorts(set(hers.values_list("cohort", flat=True)))


def lock_place(enrolment: Enrolment, *, with_person: bool = False) -> tuple[Enrolment, Cohort]:
    """Hold a place with its cohort, and the woman before both where asked; both as they are now."""
    if with_person:
        lock_people([enrolment.participant_id])
    cohort = lock_cohorts([enrolment.cohort_id])[enrolment.cohort_id]
    places = Enrolment.objects.select_for_update(no_key=True, of=("self",))
    return places.select_related("participant").get(pk=enrolment.pk), cohort
