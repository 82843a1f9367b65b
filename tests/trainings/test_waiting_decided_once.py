"""Deciding what waits: once, on what the manager saw, and never by accident."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from tests.factories import staff
from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.models import Attendance, Disagreement, Review
from trainings.services.refusals import CannotChange
from trainings.services.waiting import settle_disagreement, settle_review

pytestmark = pytest.mark.django_db


def disputed():
    """A row of which two people said different things, and two managers who both opened it."""
    session, [woman] = class_of(1)
    one, other = phone_of(session), phone_of(session)
    one.send(one.mark(session, woman, "absent", reasons=["illness"]))
    other.send(other.mark(session, woman, "present"))
    managers = [staff(Role.MANAGER, session.project_site) for _ in range(2)]
    return session, woman, Disagreement.objects.get(), managers


def lock(session):
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()


def late_mark(session, woman, mark="absent"):
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, mark))
    return Review.objects.get(settled_at=None)


def settle(review, verdict, seen, by):
    return settle_review(review=review, verdict=verdict, reason="Seen.", base_version=seen, by=by)


def test_manager_who_is_second_opens_no_new_disagreement():
    session, woman, disagreement, (first, second) = disputed()
    settle_disagreement(disagreement=disagreement, mark="absent", base_version=2, by=first)

    with pytest.raises(CannotChange):
        settle_disagreement(disagreement=disagreement, mark="present", base_version=2, by=second)

    assert stored(session, woman) == ("absent", 3)
    assert Disagreement.objects.get().settled_by == first


def test_chosen_mark_keeps_the_details_of_this_disagreement_alone():
    session, [woman] = class_of(1)
    one, other = phone_of(session), phone_of(session)
    one.send(one.mark(session, woman, "absent", reasons=["travel"]))
    one.send(one.mark(session, woman, "late", base=1, minutes_late=10))
    other.send(other.mark(session, woman, "present"))
    manager = staff(Role.MANAGER, session.project_site)

    settle_disagreement(
        disagreement=Disagreement.objects.get(), mark="absent", base_version=3, by=manager
    )

    assert stored(session, woman) == ("absent", 4)
    assert Attendance.objects.get().reasons == []


@pytest.mark.parametrize("stands", [None, "tapped", "bulk"])
def test_declining_changes_no_row(stands):
    session, [woman] = class_of(1)
    if stands:
        early = phone_of(session)
        early.send(early.mark(session, woman, "present", how=stands))
    before = stored(session, woman)
    lock(session)
    review = late_mark(session, woman)

    settle(review, "declined", 0, staff(Role.MANAGER, session.project_site))

    assert stored(session, woman) == before
    assert not stands or Attendance.objects.get().how == stands
    assert log_of(session, woman)[-1] == ("cleared", "superseded", None)
    review.refresh_from_db()
    assert review.settled_by_event.undoes == review.event_id


def test_whole_class_can_still_be_marked_once_a_late_mark_was_declined():
    session, [woman] = class_of(1)
    lock(session)
    review = late_mark(session, woman)
    settle(review, "declined", 0, staff(Role.MANAGER, session.project_site))
    session.project_site.project.__class__.objects.update(locked_until=None)
    phone = phone_of(session)

    answer = phone.send(phone.mark(session, woman, "present", how="bulk"))

    assert answer.outcomes == ["applied"]


def test_row_that_changed_since_the_page_was_opened_is_not_overwritten():
    session, [woman] = class_of(1)
    lock(session)
    review = late_mark(session, woman)
    session.project_site.project.__class__.objects.update(locked_until=None)
    colleague = phone_of(session)
    colleague.send(colleague.mark(session, woman, "present"))

    with pytest.raises(CannotChange):
        settle(review, "accepted", 0, staff(Role.MANAGER, session.project_site))

    assert stored(session, woman) == ("present", 1)
    assert Review.objects.get().settled_at is None


def test_mark_for_a_day_to_come_can_be_declined_but_not_accepted():
    session, [woman] = class_of(1, day=timezone.localdate() + timedelta(days=1))
    review = late_mark(session, woman, "present")
    manager = staff(Role.MANAGER, session.project_site)

    with pytest.raises(CannotChange):
        settle(review, "accepted", 0, manager)
    assert Review.objects.count() == 1
    settle(review, "declined", 0, manager)

    assert stored(session, woman) is None
    assert not Review.objects.open().exists()


def test_mark_of_a_cancelled_session_is_written_and_leaves_it_cancelled():
    session, [woman] = class_of(1, state="cancelled", state_reason="weather")
    review = late_mark(session, woman)

    settle(review, "accepted", 0, staff(Role.MANAGER, session.project_site))

    session.refresh_from_db()
    assert (session.state, stored(session, woman)) == ("cancelled", ("absent", 1))


def test_two_late_marks_of_one_woman_are_accepted_one_after_the_other():
    session, [woman] = class_of(1)
    lock(session)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, "absent"), phone.mark(session, woman, "late"))
    first, second = Review.objects.order_by("event__position")
    manager = staff(Role.MANAGER, session.project_site)

    settle(first, "accepted", 0, manager)
    settle(second, "accepted", 1, manager)

    assert stored(session, woman) == ("late", 2)
    assert not Disagreement.objects.exists()
