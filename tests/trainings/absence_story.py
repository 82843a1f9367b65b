"""A woman, the sessions of her cohort counted in days before today, and a phone."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import EnrolmentFactory, SessionFactory, UserFactory
from tests.trainings.sync_world import phone_of
from trainings.models import Attendance, FollowUp


class Story:
    """What is marked of her, and what that led to."""

    def __init__(self):
        self.place = EnrolmentFactory()
        self.sessions = {}
        self.phone = None

    def at(self, days_ago, hour=9):
        key = (days_ago, hour)
        if key not in self.sessions:
            day = timezone.localdate() - timedelta(days=days_ago)
            self.sessions[key] = SessionFactory(cohort=self.place.cohort, day=day, hour=hour)
        return self.sessions[key]

    def mark(self, days_ago, mark, hour=9, **said):
        session = self.at(days_ago, hour)
        self.phone = self.phone or phone_of(session)
        row = Attendance.objects.filter(session=session, enrolment=self.place).first()
        base = row.version if row else 0
        answer = self.phone.send(self.phone.mark(session, self.place, mark, base=base, **said))
        assert answer.outcomes == ["applied"]

    def close(self, result, **said):
        FollowUp.objects.filter(enrolment=self.place, closed_at=None).update(
            closed_at=timezone.now(), closed_by=UserFactory(), result=result, **said
        )

    @property
    def told(self):
        return list(
            FollowUp.objects.filter(enrolment=self.place)
            .order_by("opened_at", "id")
            .values_list("result", "absences")
        )

    @property
    def task(self):
        return FollowUp.objects.get(enrolment=self.place)
