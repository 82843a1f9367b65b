"""The ground holds: the factories build, and scope finds what it should."""

import pytest

from accounts.roles import Role
from tests.factories import (
    EnrolmentFactory,
    ParticipantFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)
from trainings.models import Session

pytestmark = pytest.mark.django_db


def test_field_officer_sees_sessions_of_her_place_only():
    session, elsewhere = SessionFactory.create_batch(2)
    officer = staff(Role.FIELD, session.project_site)

    assert list(Session.objects.visible_to(officer)) == [session]
    assert elsewhere.project_site_id not in officer.scope.project_sites


def test_facilitator_sees_assigned_sessions_only():
    session = SessionFactory()
    SessionFactory(cohort=session.cohort, hour=14)
    facilitator = staff(Role.FACILITATOR, session.project_site)
    SessionStaffFactory(session=session, user=facilitator)

    assert list(Session.objects.visible_to(facilitator)) == [session]


def test_roster_has_a_line_for_every_woman_expected_in_order_of_name():
    session = SessionFactory()
    for given in ("زينب", "أمينة", "ڕێناس", "ئازاد"):
        EnrolmentFactory(
            cohort=session.cohort,
            participant=ParticipantFactory(given=given, project_sites=[session.project_site_id]),
        )

    roster = session.roster()

    assert [line.name for line in roster] == ["ئازاد كاظم", "أمينة كاظم", "ڕێناس كاظم", "زينب كاظم"]
    assert {line.mark for line in roster} == {None}
