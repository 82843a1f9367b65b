"""What is told after somebody got a place, or was put on the waiting list."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _

from accounts.access import StaffRequest
from trainings.models import Enrolment
from trainings.queries.warnings import warnings_about

State = Enrolment.State


def place_words(enrolment: Enrolment) -> str:
    """What became of her, in a sentence."""
    name = {"name": enrolment.participant}
    if enrolment.state == State.APPLIED:
        return _("%(name)s has asked for a place.") % name
    if enrolment.state == State.WAITLISTED:
        return (
            _(
                "%(name)s is on the waiting list: all places are taken, or kept for the balance "
                "of the class."
            )
            % name
        )
    return _("%(name)s has a place.") % name


def tell_place(request: StaffRequest, enrolment: Enrolment) -> None:
    """Say so on the next page."""
    level = messages.INFO if enrolment.state == State.WAITLISTED else messages.SUCCESS
    messages.add_message(request, level, place_words(enrolment))


def warn(request: StaffRequest, enrolment: Enrolment) -> None:
    """Show on the next page what stands against a place; it warns, and forbids nothing."""
    her = enrolment.participant.canonical_id
    told = warnings_about([her], enrolment.cohort, enrolment.from_on, user=request.user)
    for sentence in told.get(her, []):
        messages.warning(request, sentence)
