"""What the rooms show on Today: each cheap, and free for whoever may see nothing there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from core import panels
from tests.childcare.world import bring_in, playroom
from tests.factories import EnrolmentFactory, FollowUpFactory, SessionFactory, staff
from tests.outreach.factories import VisitFactory, VisitorFactory
from tests.trainings.sync_world import phone_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG = timedelta(hours=9)
BY_ROOM = {"pairs": 1, "disagreements": 2, "follow_ups": 2, "childcare": 2, "outreach": 1}


def full_day(times):
    """Children inside, a visit that is late, two voices about one woman, somebody missed."""
    place = playroom().place
    for _ in range(times):
        room = playroom(place=place)
        bring_in(room)
        out_since = timezone.now() - LONG
        visit = VisitFactory(round__cohort__project_site=place, left_base_at=out_since)
        VisitorFactory.create_batch(2, visit=visit)
        woman = EnrolmentFactory(cohort=room.session.cohort)
        for said in ("absent", "present"):
            phone = phone_of(room.session)
            phone.send(phone.mark(room.session, woman, said))
        missed = SessionFactory(cohort__project_site=place, day=TODAY - timedelta(days=3))
        FollowUpFactory(
            enrolment=EnrolmentFactory(cohort=missed.cohort), first_session=missed, absences=1
        )
    return place


@pytest.mark.parametrize("times", [1, 7])
def test_panels_ask_few_questions_however_full_the_day_is(times, django_assert_max_num_queries):
    user = staff(Role.MANAGER, full_day(times))
    _ = user.scope
    shown = set()

    for name, panel in panels.today.panels.items():
        with django_assert_max_num_queries(BY_ROOM[name]):
            shown |= {name} if panel(user, TODAY) else set()

    assert shown == set(BY_ROOM) - {"pairs"}
