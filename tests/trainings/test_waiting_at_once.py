"""Everything that waits of one session, decided at once."""

import re

import pytest
from django.urls import reverse

from tests.trainings.sync_world import class_of, phone_of, stored
from tests.trainings.waiting_world import WAITING, decide, lock
from trainings.models import Disagreement, Review

pytestmark = pytest.mark.django_db


def decide_all(client, session, verdict, reason=""):
    """Press the button of a whole session, as the page offers it."""
    page = client.get(WAITING).content.decode()
    return client.post(
        reverse("trainings:reviews_settle", args=[session.pk]),
        {
            "verdict": verdict,
            "reason": reason,
            "seen": re.findall(r'name="seen" value="([^"]+)"', page),
        },
        follow=True,
    )


def wait_for_three(mark="late"):
    """Three women of a class whose marks came after the lock."""
    session, enrolments = class_of(3)
    lock(session)
    phone = phone_of(session)
    phone.send(*(phone.mark(session, woman, mark) for woman in enrolments))
    return session, enrolments


def test_all_of_a_session_are_accepted_at_once(client, manager_of):
    session, enrolments = wait_for_three()
    manager = manager_of(session)

    answer = decide_all(client, session, "accepted")

    assert [stored(session, woman) for woman in enrolments] == [("late", 1)] * 3
    assert set(Review.objects.values_list("verdict", "settled_by")) == {("accepted", manager.pk)}
    assert "Accepted and recorded: 3." in answer.content.decode()


def test_all_of_a_session_are_declined_at_once_with_one_reason(client, manager_of):
    session, enrolments = wait_for_three()
    manager_of(session)

    refused = decide_all(client, session, "declined")
    assert Review.objects.open().count() == 3
    assert "Say why you decline" in refused.content.decode()
    decide_all(client, session, "declined", "The class did not meet.")

    assert [stored(session, woman) for woman in enrolments] == [None] * 3
    assert list(Review.objects.values_list("reason", flat=True)) == ["The class did not meet."] * 3


def test_deciding_all_leaves_what_changed_and_tells_what_is_gone(client, manager_of):
    session, (marked, decided, waits) = wait_for_three()
    manager_of(session)
    seen = [f"{review.pk}:0" for review in Review.objects.all()]
    decide(client, Review.objects.get(event__enrolment=decided), "accepted")
    session.project_site.project.__class__.objects.update(locked_until=None)
    colleague = phone_of(session)
    colleague.send(colleague.mark(session, marked, "present"))

    answer = client.post(
        reverse("trainings:reviews_settle", args=[session.pk]),
        {"verdict": "accepted", "seen": seen},
        follow=True,
    ).content.decode()

    assert stored(session, marked) == ("present", 1)
    assert stored(session, waits) == ("late", 1)
    assert Review.objects.open().get().event.enrolment == marked
    assert "Accepted and recorded: 1." in answer
    assert "Somebody decided these meanwhile: 1." in answer
    assert "so they still wait: 1." in answer


def test_two_marks_of_one_woman_are_not_both_accepted_at_once(client, manager_of):
    session, (woman,) = class_of()
    lock(session)
    for mark in ("absent", "late"):
        send = phone_of(session)
        send.send(send.mark(session, woman, mark))
    manager_of(session)

    decide_all(client, session, "accepted")

    assert stored(session, woman) == ("absent", 1)
    assert Review.objects.open().get().event.mark == "late"
    assert not Disagreement.objects.exists()


def test_deciding_all_elsewhere_changes_nothing(client, manager_of):
    session, _enrolments = wait_for_three()
    hers, _others = class_of()
    seen = [f"{review.pk}:0" for review in Review.objects.all()]
    manager_of(hers)

    for place in (session, hers):
        address = reverse("trainings:reviews_settle", args=[place.pk])
        client.post(address, {"verdict": "accepted", "seen": seen})

    assert Review.objects.open().count() == 3


NOWHERE = "0197f1c2-0000-4000-8000-000000000000"


@pytest.mark.parametrize("seen", ["x", "x:1", f"{NOWHERE}:many", f"{NOWHERE}:1:2", ""])
def test_forged_lists_change_nothing(client, manager_of, seen):
    session, _enrolments = wait_for_three()
    manager_of(session)

    answer = client.post(
        reverse("trainings:reviews_settle", args=[session.pk]),
        {"verdict": "accepted", "seen": [seen]},
    )

    assert answer.status_code == 302
    assert Review.objects.open().count() == 3


@pytest.mark.parametrize("women", [2, 12])
def test_deciding_all_asks_the_same_number_of_queries(
    client, manager_of, women, django_assert_num_queries
):
    session, enrolments = class_of(women)
    lock(session)
    phone = phone_of(session)
    phone.send(*(phone.mark(session, woman) for woman in enrolments))
    manager_of(session)
    data = {
        "verdict": "accepted",
        "seen": [f"{review.pk}:0" for review in Review.objects.all()],
    }

    with django_assert_num_queries(14):
        client.post(reverse("trainings:reviews_settle", args=[session.pk]), data)
