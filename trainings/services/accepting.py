"""A woman who waits gets a place: a person confirms it, and gives a reason against the target."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trainings.models import Enrolment
from trainings.queries.enrolling import purposes_to_agree
from trainings.services.communities import ask_once, refuse_against_communities
from trainings.services.enrolments import refuse_after_the_end, refuse_unless_waiting
from trainings.services.locks import lock_place
from trainings.services.place_steps import note_step
from trainings.services.refusals import CannotChange
from trainings.services.seats import refuse_against_balance, refuse_full
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User


def accept(*, enrolment: Enrolment, from_on: date, by: User, reason: str = "") -> Enrolment:
    """Give a place to somebody who waits, from a day on.

    Raises AgainstTarget where it makes the balance worse and no reason is given.
    """
    if not reason:
        ask_once(enrolment=enrolment, by=by)
    try:
        with transaction.atomic():
            return _accept(enrolment, from_on, by, reason)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


def _accept(enrolment: Enrolment, from_on: date, by: User, reason: str) -> Enrolment:
    enrolment, cohort = lock_place(enrolment)
    refuse_unless_waiting(enrolment)
    refuse_after_the_end(cohort, from_on)
    if purposes_to_agree(enrolment.participant):
        raise CannotChange(_("She does not agree any more to take part and that her data is kept."))
    refuse_full(cohort, from_on)
    refuse_against_balance(cohort, enrolment.participant, from_on, reason=reason)
    refuse_against_communities(enrolment, by, reason=reason)
    enrolment.state, enrolment.from_on = Enrolment.State.ENROLLED, from_on
    enrolment.save(update_fields=["state", "from_on"])
    note_step(enrolment, on_day=from_on, by=by, reason=reason)
    return enrolment
