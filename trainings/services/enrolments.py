"""Places in a cohort: given, waited for, ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.services.consents import agree_in_words
from participants.services.reach import reach
from trainings.models import Attendance, Cohort, Enrolment
from trainings.models.marked import Mark
from trainings.queries.enrolling import places_taken, purposes_to_agree
from trainings.services.refusals import CannotChange
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)


def enrol(
    *, cohort: Cohort, participant: Participant, from_on: date, by: User, agreed: bool = False
) -> Enrolment:
    """Give somebody a place, or one on the waiting list where all are taken.

    `agreed` says that she agreed in words before whoever enrols her.
    """
    try:
        with transaction.atomic():
            cohort = lock_places(cohort)
            _check_agreement(participant, by, agreed=agreed)
            enrolment = Enrolment.objects.create(
                cohort=cohort,
                project_site_id=cohort.project_site_id,
                participant=participant,
                state=state_of_the_next(cohort, from_on),
                from_on=from_on,
                created_by=by,
            )
            reach(people=[participant.pk], project_site_id=cohort.project_site_id)
            return enrolment
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


def lock_places(cohort: Cohort) -> Cohort:
    """Keep others from giving the same place meanwhile."""
    locked = Cohort.objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related("version").get(pk=cohort.pk)


def state_of_the_next(cohort: Cohort, from_on: date) -> Enrolment.State:
    """Enrolled while there are places, then on the waiting list."""
    is_full = places_taken(cohort, from_on) >= cohort.version.capacity
    return Enrolment.State.WAITLISTED if is_full else Enrolment.State.ENROLLED


def _check_agreement(participant: Participant, by: User, *, agreed: bool) -> None:
    if not purposes_to_agree(participant):
        return
    if not agreed:
        raise CannotChange(_("She has not agreed yet to take part and that her data is kept."))
    agree_in_words(participant_id=participant.pk, by=by, now=timezone.now())


def give_place(*, enrolment: Enrolment, from_on: date) -> Enrolment:
    """Give a place to somebody on the waiting list, from a day on."""
    with transaction.atomic():
        cohort = lock_places(enrolment.cohort)
        enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        if enrolment.state not in Enrolment.WITHOUT_A_PLACE or enrolment.to_on is not None:
            raise CannotChange(_("She is not on the waiting list any more."))
        if state_of_the_next(cohort, from_on) != Enrolment.State.ENROLLED:
            raise CannotChange(_("All places are taken. End a place first."))
        enrolment.state, enrolment.from_on = Enrolment.State.ENROLLED, from_on
        enrolment.save(update_fields=["state", "from_on"])
    return enrolment


def withdraw(*, enrolment: Enrolment, last_day: date) -> Enrolment:
    """End her place after a day; what was marked until then stays hers."""
    to_on = last_day + ONE_DAY
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
            if enrolment.to_on is not None:
                raise CannotChange(_("Her place has ended already."))
            if day := _there_after(enrolment, last_day):
                raise CannotChange(
                    _("She was there on %(day)s; her place cannot end before it.")
                    % {"day": f"{day:%d/%m/%Y}"}
                )
            # Whoever only waited never had a place, so none of the days becomes hers.
            if enrolment.state not in Enrolment.WITHOUT_A_PLACE:
                enrolment.state = Enrolment.State.WITHDRAWN
            else:
                to_on = max(to_on, enrolment.from_on + ONE_DAY)
            enrolment.to_on = to_on
            enrolment.save(update_fields=["state", "to_on"])
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error
    return enrolment


def _there_after(enrolment: Enrolment, last_day: date) -> date | None:
    """The last day on which she was there, if it lies after another."""
    there = Attendance.objects.filter(
        enrolment=enrolment, mark__in=[Mark.PRESENT, Mark.LATE], session__on_day__gt=last_day
    )
    return there.order_by("-session__on_day").values_list("session__on_day", flat=True).first()
