"""Free words about a woman go with her name; her marks stay."""

import pytest
from django.utils import timezone

from accounts.models import Change
from participants.services.anonymising import anonymise
from participants.services.refusals import CannotAnonymise
from tests.factories import (
    CommunityAnswerFactory,
    EnrolmentFactory,
    FollowUpFactory,
    PlaceStepFactory,
    SessionFactory,
)
from tests.trainings.marking import mark
from trainings.models import Attendance, AttendanceEvent, CommunityAnswer, Enrolment

pytestmark = pytest.mark.django_db


def test_notes_go_and_marks_stay():
    session = SessionFactory()
    enrolment = EnrolmentFactory(cohort=session.cohort)
    mark(session, enrolment, "present", note="قالت إنها مريضة")
    Enrolment.objects.filter(pk=enrolment.pk).update(to_on=timezone.localdate())

    anonymise(enrolment.participant)

    kept = Attendance.objects.get(enrolment=enrolment)
    assert (kept.mark, kept.note) == ("present", None)
    assert AttendanceEvent.objects.get(enrolment=enrolment).note is None
    assert not Change.objects.filter(enrolment_id=enrolment.pk, blanked_at=None).exists()


def test_reason_of_a_place_and_what_was_told_of_her_community_go():
    enrolment = EnrolmentFactory(to_on=timezone.localdate())
    step = PlaceStepFactory(enrolment=enrolment, reason="أختها في الصف")
    CommunityAnswerFactory(cohort=enrolment.cohort, enrolment=enrolment)

    anonymise(enrolment.participant)

    step.refresh_from_db()
    assert (step.state, step.reason) == ("enrolled", "")
    assert not CommunityAnswer.objects.exists()


def test_open_follow_up_comes_first(in_english):
    follow_up = FollowUpFactory()
    enrolment = follow_up.enrolment
    Enrolment.objects.filter(pk=enrolment.pk).update(to_on=timezone.localdate())

    with pytest.raises(CannotAnonymise, match="follows up"):
        anonymise(enrolment.participant)
