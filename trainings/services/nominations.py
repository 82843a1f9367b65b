"""The way on: from a course that she completed to the next, step by step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Cohort, Completion, Course, Enrolment, Nomination
from trainings.services.enrolments import enrol
from trainings.services.locks import lock_members
from trainings.services.refusals import CannotChange
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User

State = Nomination.State
STEPS: Final[dict[str, frozenset[str]]] = {
    State.OFFERED: frozenset({State.NOMINATED}),
    State.ACCEPTED: frozenset({State.OFFERED}),
    State.DECLINED: frozenset({State.NOMINATED, State.OFFERED, State.ACCEPTED}),
}
"""From which states each can be reached."""


def nominate(
    *, cohort: Cohort, course: Course, enrolments: Collection[UUID], by: User
) -> list[Nomination]:
    """Nominate some women of a cohort who completed it for a course that builds on it.

    Whoever is nominated already, or has a place there, is passed over.
    """
    try:
        with transaction.atomic():
            return _nominate(cohort, course, enrolments, by)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


@transaction.atomic
def take_step(*, nomination: Nomination, state: str, because: str = "", by: User) -> Nomination:
    """Offer it, or note that she accepted or declined, with the reason."""
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if nomination.state == state:
        return nomination
    if nomination.enrolment_id is not None:
        raise CannotChange(_("She has a place already. End it on the page of her place."))
    if nomination.state not in STEPS.get(state, ()):
        raise CannotChange(_("Somebody took another step meanwhile. Look again."))
    if state == State.DECLINED and because not in Nomination.Declined.values:
        raise CannotChange(_("Say why she declined."))
    nomination.state = State(state)
    nomination.declined_because = because if state == State.DECLINED else ""
    nomination.state_at, nomination.state_by = timezone.now(), by
    nomination.save()
    return nomination


@transaction.atomic
def give_next_place(
    *, nomination: Nomination, cohort: Cohort, from_on: date, by: User
) -> Enrolment:
    """Give a place in a cohort of the next course, or on its waiting list, to who accepted."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("participant")
        .get(pk=nomination.pk)
    )
    if nomination.enrolment is not None:
        return nomination.enrolment
    if nomination.state != State.ACCEPTED:
        raise CannotChange(_("She has not accepted yet."))
    if cohort.version.course_id != nomination.course_id:
        raise CannotChange(_("Choose a cohort of the course that she was nominated for."))
    nomination.enrolment = enrol(
        cohort=cohort, participant=nomination.participant, from_on=from_on, by=by
    )
    nomination.state_at, nomination.state_by = timezone.now(), by
    nomination.save()
    return nomination.enrolment


def take_back_nominations(*, enrolments: Collection[UUID], by: User) -> None:
    """Take back what was built on courses that turned out not to be completed.

    Refused where she has a place already: somebody decides about that on the page of her place.
    """
    standing = (
        Nomination.objects.select_for_update(of=("self",))
        .filter(enrolment_before__in=enrolments)
        .exclude(state__in=[State.DECLINED, State.WITHDRAWN])
        .exclude(enrolment__state=Enrolment.State.WITHDRAWN)
        .select_related("participant", "enrolment__cohort")
        .order_by("pk")
    )
    for nomination in standing:
        if nomination.enrolment is not None:
            raise CannotChange(
                _("%(name)s has a place in %(cohort)s already; end it first.")
                % {"name": nomination.participant, "cohort": nomination.enrolment.cohort}
            )
        nomination.state = State.WITHDRAWN
        nomination.state_at, nomination.state_by = timezone.now(), by
        nomination.save()


def _nominate(
    cohort: Cohort, course: Course, enrolments: Collection[UUID], by: User
) -> list[Nomination]:
    lock_members(cohort)
    # Two who press the same button wait for each other.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    completed = Completion.objects.filter(
        cohort=cohort, enrolment__in=enrolments, outcome=Completion.Outcome.COMPLETED
    ).select_related("enrolment__participant")
    # On whichever of her records.
    people = [one.enrolment.participant.canonical_id for one in completed]
    passed = set(
        Nomination.objects.filter(participant__canonical__in=people, course=course)
        .exclude(state__in=[State.DECLINED, State.WITHDRAWN])
        .values_list("participant__canonical", flat=True)
    ) | set(
        Enrolment.objects.members()
        .filter(participant__canonical__in=people, cohort__version__course=course)
        .exclude(state=Enrolment.State.WITHDRAWN)
        .values_list("participant__canonical", flat=True)
    )
    now = timezone.now()
    return Nomination.objects.bulk_create(
        Nomination(
            enrolment_before=one.enrolment,
            cohort_before=cohort,
            project_site_id=cohort.project_site_id,
            participant_id=one.enrolment.participant_id,
            course=course,
            state_at=now,
            state_by=by,
        )
        for one in completed
        if one.enrolment.participant.canonical_id not in passed
    )
