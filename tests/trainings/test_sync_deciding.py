"""A manager settles what waits, through the same service."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from core.ids import uuid7
from tests.factories import staff
from tests.trainings.sync_world import class_of, phone_of, stored
from trainings.events.parse import parse_batch
from trainings.events.values import How
from trainings.services.attendance import record_batch

pytestmark = pytest.mark.django_db


def batch_by(user, session, woman, mark="present", base=0):
    """One event that the server makes for somebody."""
    device = str(uuid4())
    event = {
        "id": str(uuid7()),
        "session": str(session.pk),
        "enrolment": str(woman.pk),
        "mark": mark,
        "how": "tapped",
        "base_version": base,
        "seq": 1,
        "client_time": timezone.now().isoformat(),
    }
    batch = parse_batch({"device": device, "events": [event]}, author=user.pk)
    return replace(batch, events=(replace(batch.events[0], how=How.MERGED),))


def lock(session):
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()


def test_manager_approves_a_mark_of_a_locked_period():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    lock(session)
    phone.send(phone.mark(session, woman, "absent"))
    manager = staff(Role.MANAGER, session.project_site)

    recorded = record_batch(
        batch=batch_by(manager, session, woman, "absent"), by=manager, deciding=True
    )

    assert [result.outcome for result in recorded.results] == ["applied"]
    assert stored(session, woman) == ("absent", 1)


def test_manager_of_another_place_decides_nothing():
    session, [woman] = class_of(1)
    elsewhere, _ = class_of(1)
    manager = staff(Role.MANAGER, elsewhere.project_site)

    recorded = record_batch(batch=batch_by(manager, session, woman), by=manager, deciding=True)

    assert [result.error for result in recorded.results] == ["unknown_enrolment"]


def test_who_only_records_does_not_decide():
    session, [woman] = class_of(1)
    lock(session)
    officer = staff(Role.FIELD, session.project_site)

    recorded = record_batch(batch=batch_by(officer, session, woman), by=officer, deciding=True)

    assert [result.error for result in recorded.results] == ["unknown_enrolment"]


def test_accepted_mark_of_a_cancelled_session_leaves_it_cancelled():
    session, [woman] = class_of(1, state="cancelled", state_reason="weather")
    manager = staff(Role.MANAGER, session.project_site)

    record_batch(batch=batch_by(manager, session, woman), by=manager, deciding=True)

    session.refresh_from_db()
    assert session.state == "cancelled"
    assert stored(session, woman) == ("present", 1)


def test_batch_of_one_author_is_not_recorded_for_another():
    session, [woman] = class_of(1)
    officer, colleague = (staff(Role.FIELD, session.project_site) for _ in range(2))

    with pytest.raises(ValueError, match="author"):
        record_batch(batch=batch_by(officer, session, woman), by=colleague)
