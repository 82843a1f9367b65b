"""Free words about a woman go with her name; her marks stay."""

import pytest
from django.utils import timezone

from accounts.models import Change
from participants.services.anonymising import anonymise
from participants.services.refusals import CannotAnonymise
from tests.factories import EnrolmentFactory, FollowUpFactory, SessionFactory
from tests.trainings.marking import mark
from trainings.models import Attendance, AttendanceEvent, Enrolment

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


def test_open_follow_up_comes_first():
    follow_up = FollowUpFactory()
    enrolment = follow_up.enrolment
    Enrolment.objects.filter(pk=enrolment.pk).update(to_on=timezone.localdate())

    with pytest.raises(CannotAnonymise, match="follows up"):
        anonymise(enrolment.participant)
