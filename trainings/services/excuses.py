"""What she said before about days on which she will not come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from trainings.models import Enrolment, PlannedExcuse
from trainings.services.refusals import CannotChange
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User


def plan_excuse(
    *, enrolment: Enrolment, first_day: date, last_day: date, reason: str, by: User
) -> PlannedExcuse:
    """Keep that she will not come, from a day to another, both included."""
    try:
        with transaction.atomic():
            return PlannedExcuse.objects.create(
                enrolment=enrolment,
                from_on=first_day,
                to_on=last_day + timedelta(days=1),
                reason=reason,
                created_by=by,
            )
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


def take_back_excuse(*, excuse: PlannedExcuse) -> None:
    """She comes after all; marks that were made meanwhile stay."""
    excuse.delete()
