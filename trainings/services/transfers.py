"""From one cohort of a course to another: what she did before goes on counting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participants.services.locks import lock_people
from participants.services.reach import reach
from trainings.models import Cohort, Enrolment
from trainings.services.absences import tend_place
from trainings.services.communities import ask_once, refuse_against_communities
from trainings.services.enrolments import refuse_after_the_end, there_after
from trainings.services.locks import lock_cohorts
from trainings.services.place_steps import note_step
from trainings.services.refusals import CannotChange
from trainings.services.seats import refuse_against_balance, refuse_full
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)


def transfer(
    *, enrolment: Enrolment, cohort: Cohort, from_on: date, by: User, reason: str = ""
) -> Enrolment:
    """End her place before a day, and give her one in another cohort of the same course.

    Raises AgainstTarget where the place there is kept for others, or makes communities there less
    balanced, and no reason is given.
    """
    if not reason:
        ask_once(enrolment=enrolment, by=by, cohort=cohort)
    try:
        with transaction.atomic():
            return _transfer(enrolment, cohort, from_on, by, reason)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


def _transfer(
    enrolment: Enrolment, cohort: Cohort, from_on: date, by: User, reason: str
) -> Enrolment:
    lock_people([enrolment.participant_id])
    # In one order, so that two who move in opposite directions do not wait for each other.
    cohorts = lock_cohorts({enrolment.cohort_id, cohort.pk})
    before = Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    _refuse(before, cohorts[before.cohort_id], cohorts[cohort.pk], from_on)
    refuse_full(cohorts[cohort.pk], from_on)
    refuse_against_balance(cohorts[cohort.pk], before.participant, from_on, reason=reason)
    refuse_against_communities(before, by, reason=reason, cohort=cohort)
    before.state, before.to_on = Enrolment.State.TRANSFERRED, from_on
    before.save(update_fields=["state", "to_on"])
    after = Enrolment.objects.create(
        cohort=cohort,
        project_site_id=cohort.project_site_id,
        participant_id=before.participant_id,
        state=Enrolment.State.ENROLLED,
        from_on=from_on,
        transferred_from=before,
        created_by=by,
    )
    note_step(before, on_day=from_on, by=by)
    note_step(after, on_day=from_on, by=by, reason=reason)
    reach(people=[before.participant_id], project_site_id=cohort.project_site_id)
    tend_place(before)
    return after


def _refuse(before: Enrolment, old: Cohort, new: Cohort, from_on: date) -> None:
    if old.pk == new.pk or old.version.course_id != new.version.course_id:
        raise CannotChange(_("Choose another cohort of the same course."))
    if before.state != Enrolment.State.ENROLLED or before.to_on is not None:
        raise CannotChange(_("Her place has ended already."))
    if from_on <= before.from_on:
        raise CannotChange(_("A place ends after the day on which it starts."))
    refuse_after_the_end(new, from_on)
    if day := there_after(before, from_on - ONE_DAY):
        raise CannotChange(
            _("She was there on %(day)s; her place cannot end before it.")
            % {"day": f"{day:%d/%m/%Y}"}
        )
