"""What was written about a woman in free words goes when she is made anonymous."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.services.refusals import CannotAnonymise
from trainings.models import (
    Attendance,
    AttendanceEvent,
    CommunityAnswer,
    Disagreement,
    Enrolment,
    FollowUp,
    PlaceStep,
    Review,
)


def take_words_away(person: Participant) -> None:
    """Blank every note on her marks; registered with participants.

    Raises CannotAnonymise while she has a place: a class cannot be marked without names.
    """
    today = timezone.localdate()
    hers = Enrolment.objects.filter(participant=person)
    in_a_cohort = hers.filter(state__in=[Enrolment.State.ENROLLED, *Enrolment.WAITING])
    if in_a_cohort.filter(Q(to_on=None) | Q(to_on__gt=today), cohort__ends_on__gte=today).exists():
        raise CannotAnonymise(_("She still has a place in a cohort; end that first."))
    if FollowUp.objects.open().filter(enrolment__in=hers).exists():
        raise CannotAnonymise(_("Somebody still follows up on her absence; close that first."))
    PlaceStep.objects.filter(enrolment__in=hers).exclude(reason="").update(reason="")
    CommunityAnswer.objects.filter(enrolment__in=hers).delete()
    for rows in (AttendanceEvent.objects.all(), Attendance.objects.all()):
        rows.filter(enrolment__in=hers, note__gt="").update(note=None)
    Disagreement.objects.filter(enrolment__in=hers).exclude(reason="").update(reason="")
    Review.objects.filter(event__enrolment__in=hers).exclude(reason="").update(reason="")
