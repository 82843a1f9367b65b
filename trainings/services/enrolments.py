"""Places in a cohort: asked for, given, waited for, ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import day_text
from participants.models import Participant
from participants.services.consents import agree_in_words
from participants.services.locks import lock_people
from participants.services.reach import reach
from trainings.models import Attendance, Cohort, Enrolment
from trainings.models.marked import Mark
from trainings.queries.enrolling import purposes_to_agree
from trainings.services.absences import tend_place
from trainings.services.locks import lock_cohorts, lock_place
from trainings.services.place_steps import note_step
from trainings.services.refusals import CannotChange
from trainings.services.seats import state_of_the_next
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User

State = Enrolment.State
ONE_DAY = timedelta(days=1)


def apply(
    *, cohort: Cohort, participant: Participant, on_day: date, by: User, agreed: bool = False
) -> Enrolment:
    """Keep that somebody asks for a place; a person decides about it later."""
    return _add(cohort, participant, on_day, by, agreed=agreed, state=State.APPLIED)


def enrol(
    *,
    cohort: Cohort,
    participant: Participant,
    from_on: date,
    by: User,
    agreed: bool = False,
    reason: str = "",
) -> Enrolment:
    """Give somebody a place, or one on the waiting list where all are taken or kept for others.

    `agreed` says that she agreed in words before whoever enrols her; with a `reason` she gets a
    place that is kept for the balance of the class.
    """
    return _add(cohort, participant, from_on, by, agreed=agreed, reason=reason)


def _add(
    cohort: Cohort,
    participant: Participant,
    from_on: date,
    by: User,
    *,
    agreed: bool,
    state: str = "",
    reason: str = "",
) -> Enrolment:
    try:
        with transaction.atomic():
            lock_people([participant.pk])
            cohort = lock_cohorts([cohort.pk])[cohort.pk]
            refuse_after_the_end(cohort, from_on)
            _refuse_second_record(cohort, participant, from_on)
            _check_agreement(participant, by, agreed=agreed)
            enrolment = Enrolment.objects.create(
                cohort=cohort,
                project_site_id=cohort.project_site_id,
                participant=participant,
                state=state or state_of_the_next(cohort, participant, from_on, reason=reason),
                from_on=from_on,
                created_by=by,
            )
            note_step(enrolment, on_day=from_on, by=by, reason=reason)
            reach(people=[participant.pk], project_site_id=cohort.project_site_id)
            return enrolment
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


def refuse_after_the_end(cohort: Cohort, from_on: date) -> None:
    """Nobody begins after the last day of a cohort."""
    if from_on > cohort.ends_on:
        raise CannotChange(
            _("That cohort ends on %(day)s.") % {"day": day_text(cohort.ends_on, weekday=False)}
        )


def _refuse_second_record(cohort: Cohort, participant: Participant, from_on: date) -> None:
    """A woman has one place, however many records she has; the database knows of one record."""
    others = Enrolment.objects.filter(
        cohort=cohort, participant__canonical__records=participant.pk
    ).exclude(participant=participant.pk)
    if others.exclude(state=State.MERGED).exclude(to_on__lte=from_on).exists():
        raise CannotChange(_("She has a place in this cohort on some of these days."))


def _check_agreement(participant: Participant, by: User, *, agreed: bool) -> None:
    if not purposes_to_agree(participant):
        return
    if not agreed:
        raise CannotChange(_("She has not agreed yet to take part and that her data is kept."))
    agree_in_words(participant_id=participant.pk, by=by, now=timezone.now())
    if purposes_to_agree(participant):
        raise CannotChange(
            _("She is under 18, so her guardian has to agree too. Keep that on her page first.")
        )


@transaction.atomic
def waitlist(*, enrolment: Enrolment, by: User) -> Enrolment:
    """Put somebody who asked for a place on the waiting list."""
    enrolment, _cohort = lock_place(enrolment)
    refuse_unless_waiting(enrolment)
    if enrolment.state == State.APPLIED:
        enrolment.state = State.WAITLISTED
        enrolment.save(update_fields=["state"])
        note_step(enrolment, on_day=timezone.localdate(), by=by)
    return enrolment


def refuse_unless_waiting(enrolment: Enrolment) -> None:
    """Somebody who has a place, or does not want one any more, cannot be given one."""
    if enrolment.state not in Enrolment.WAITING or enrolment.to_on is not None:
        raise CannotChange(_("She is not on the waiting list any more."))


def withdraw(*, enrolment: Enrolment, last_day: date, leaving: str, by: User) -> Enrolment:
    """End her place after a day, and say why; what was marked until then stays hers."""
    to_on = last_day + ONE_DAY
    try:
        with transaction.atomic():
            enrolment, _cohort = lock_place(enrolment)
            if enrolment.to_on is not None or enrolment.state == State.MERGED:
                raise CannotChange(_("Her place has ended already."))
            if enrolment.state == State.COMPLETED:
                raise CannotChange(_("She has completed this course, so her place stays."))
            if day := there_after(enrolment, last_day):
                raise CannotChange(
                    _("She was there on %(day)s; her place cannot end before it.")
                    % {"day": f"{day:%d/%m/%Y}"}
                )
            # Whoever only waited never had a place, so none of the days becomes hers.
            if enrolment.state not in Enrolment.WITHOUT_A_PLACE:
                enrolment.state = State.WITHDRAWN
            else:
                to_on = max(to_on, enrolment.from_on + ONE_DAY)
            enrolment.to_on = to_on
            enrolment.save(update_fields=["state", "to_on"])
            note_step(enrolment, state=State.WITHDRAWN, on_day=to_on, leaving=leaving, by=by)
            tend_place(enrolment)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error
    return enrolment


def there_after(enrolment: Enrolment, last_day: date) -> date | None:
    """The last day on which she was there, if it lies after another."""
    there = Attendance.objects.filter(
        enrolment=enrolment, mark__in=[Mark.PRESENT, Mark.LATE], session__on_day__gt=last_day
    )
    return there.order_by("-session__on_day").values_list("session__on_day", flat=True).first()
