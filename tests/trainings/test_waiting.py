"""What waits for a manager: she sees it, decides it, and each decision is in the log."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import staff
from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.models import Disagreement, Review

pytestmark = pytest.mark.django_db

WAITING = "/waiting/"


def disagree(women=1):
    """Two phones that saw different women, on one session."""
    session, enrolments = class_of(women)
    one, other = phone_of(session), phone_of(session)
    for woman in enrolments:
        one.send(one.mark(session, woman, "absent"))
        other.send(other.mark(session, woman, "present"))
    return session, enrolments


def lock(session):
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()


def send_too_late(session, woman, mark="late"):
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, mark))
    return Review.objects.get(event__enrolment=woman)


@pytest.fixture
def manager_of(client):
    """Sign a manager of a session in."""

    def sign_in(session):
        user = staff(Role.MANAGER, session.project_site)
        client.force_login(user)
        return user

    return sign_in


def settle(client, disagreement, mark, version):
    return client.post(
        reverse("trainings:disagreement_settle", args=[disagreement.pk]),
        {"mark": mark, "base_version": version},
        follow=True,
    )


def decide(client, review, verdict, reason="", version=0):
    return client.post(
        reverse("trainings:review_settle", args=[review.pk]),
        {"verdict": verdict, "reason": reason, "base_version": version},
        follow=True,
    )


def test_both_voices_are_on_the_page(client, manager_of):
    session, (woman,) = disagree()
    manager_of(session)

    (row,) = client.get(WAITING).context["disputed"]

    assert [voice.mark for voice in row.voices] == ["absent", "present"]
    assert (row.mark, row.version) == ("present", 2)
    assert row.disagreement.enrolment == woman


@pytest.mark.parametrize(("mark", "version"), [("absent", 3), ("late", 3), ("present", 3)])
def test_chosen_mark_stands_and_closes_the_disagreement(client, manager_of, mark, version):
    session, (woman,) = disagree()
    manager = manager_of(session)

    settle(client, Disagreement.objects.get(), mark, 2)

    disagreement = Disagreement.objects.get()
    assert stored(session, woman) == (mark, version)
    assert disagreement.settled_by == manager
    assert client.get(WAITING).context["disputed"] == []


def test_row_that_changed_meanwhile_is_not_decided_unseen(client, manager_of):
    session, (woman,) = disagree()
    manager_of(session)
    third = phone_of(session)
    third.send(third.mark(session, woman, "late", base=2))

    answer = settle(client, Disagreement.objects.get(), "absent", 2)

    assert stored(session, woman) == ("late", 3)
    assert Disagreement.objects.get().settled_at is None
    assert "messages" in answer.context


def test_button_pressed_twice_counts_once(client, manager_of):
    session, (woman,) = disagree()
    manager_of(session)
    disagreement = Disagreement.objects.get()

    settle(client, disagreement, "absent", 2)
    settle(client, disagreement, "absent", 2)

    assert len(log_of(session, woman)) == 3


def test_accepted_event_is_recorded_by_a_new_one(client, manager_of):
    session, (woman,) = class_of()
    lock(session)
    review = send_too_late(session, woman)
    manager = manager_of(session)

    decide(client, review, "accepted")

    review.refresh_from_db()
    assert stored(session, woman) == ("late", 1)
    assert review.verdict == Review.Verdict.ACCEPTED
    assert review.settled_by_event.author == manager
    assert [outcome for _mark, outcome, _version in log_of(session, woman)] == [
        "pending_review",
        "applied",
    ]


def test_declined_event_leaves_the_mark_and_is_in_the_log(client, manager_of):
    session, (woman,) = class_of()
    early = phone_of(session)
    early.send(early.mark(session, woman, "present"))
    lock(session)
    review = send_too_late(session, woman, "absent")
    manager_of(session)

    decide(client, review, "declined", "She was there, I saw her.")

    review.refresh_from_db()
    assert stored(session, woman) == ("present", 1)
    assert review.reason == "She was there, I saw her."
    assert log_of(session, woman)[-1] == ("cleared", "superseded", None)


def test_declining_needs_a_reason(client, manager_of):
    session, (woman,) = class_of()
    lock(session)
    review = send_too_late(session, woman)
    manager_of(session)

    decide(client, review, "declined")

    review.refresh_from_db()
    assert review.settled_at is None
    assert stored(session, woman) is None


def test_second_manager_is_told_that_it_was_decided(client, manager_of):
    session, (woman,) = class_of()
    lock(session)
    review = send_too_late(session, woman)
    manager_of(session)
    decide(client, review, "accepted")

    decide(client, review, "declined", "too late")

    review.refresh_from_db()
    assert review.verdict == Review.Verdict.ACCEPTED


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"verdict": "maybe", "base_version": 0},
        {"verdict": "accepted", "base_version": "many"},
        {"verdict": "declined", "base_version": 0, "reason": "x" * 10_000},
    ],
)
def test_forged_decisions_change_nothing(client, manager_of, data):
    session, (woman,) = class_of()
    lock(session)
    review = send_too_late(session, woman)
    manager_of(session)

    answer = client.post(reverse("trainings:review_settle", args=[review.pk]), data)

    assert answer.status_code == 302
    review.refresh_from_db()
    assert review.settled_at is None


def test_what_waits_elsewhere_is_not_hers(client, manager_of):
    session, (woman,) = disagree()
    elsewhere, _enrolments = class_of()
    manager_of(elsewhere)

    assert client.get(WAITING).context["disputed"] == []
    assert settle(client, Disagreement.objects.get(), "absent", 2).status_code == 404
    unknown = reverse("trainings:review_settle", args=[uuid4()])
    assert client.post(unknown, {"verdict": "accepted"}).status_code == 404
    assert stored(session, woman) == ("present", 2)


@pytest.mark.parametrize("women", [1, 12])
def test_late_marks_ask_the_same_number_of_queries(
    client, manager_of, women, django_assert_num_queries
):
    session, enrolments = class_of(women)
    lock(session)
    phone = phone_of(session)
    phone.send(*(phone.mark(session, woman) for woman in enrolments))
    manager_of(session)
    client.get(WAITING)

    # web session, user; count of disagreements; count, rows, marks; sites and projects twice
    with django_assert_num_queries(10):
        client.get(WAITING)


@pytest.mark.parametrize("women", [1, 12])
def test_page_asks_the_same_number_of_queries(client, manager_of, women, django_assert_num_queries):
    session, _women = disagree(women)
    manager_of(session)
    client.get(WAITING)

    # web session, user; count, rows, voices, marks; count of reviews; sites and projects twice
    with django_assert_num_queries(11):
        client.get(WAITING)


def test_locked_day_waits_until_it_is_opened_again(client, manager_of):
    session, _women = class_of()
    manager_of(session)
    project = session.project_site.project
    today = timezone.localdate()

    client.post(
        reverse("trainings:period_lock"), {"project": project.pk, "until": f"{today:%d/%m/%Y}"}
    )
    project.refresh_from_db()
    assert project.locked_until == today

    client.post(reverse("trainings:period_lock"), {"project": project.pk, "until": ""})
    project.refresh_from_db()
    assert project.locked_until is None


@pytest.mark.parametrize("until", ["01/01/2099", "yesterday", "31/02/2026"])
def test_days_that_cannot_be_locked_get_a_sentence(client, manager_of, until):
    session, _women = class_of()
    manager_of(session)
    project = session.project_site.project

    answer = client.post(
        reverse("trainings:period_lock"), {"project": project.pk, "until": until}, follow=True
    )

    project.refresh_from_db()
    assert project.locked_until is None
    assert list(answer.context["messages"])


def test_project_of_others_cannot_be_locked(client, manager_of):
    session, _women = class_of()
    other, _others = class_of()
    manager_of(session)
    project = other.project_site.project

    client.post(reverse("trainings:period_lock"), {"project": project.pk, "until": "01/01/2026"})

    project.refresh_from_db()
    assert project.locked_until is None


def test_what_was_sent_is_told_with_its_details(client, manager_of):
    session, (woman,) = class_of()
    lock(session)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, "late", minutes_late=25, note="came by bus"))
    manager_of(session)

    page = client.get(WAITING).content.decode()

    assert "25 min late · came by bus" in page


def test_lock_says_how_many_of_its_sessions_are_not_recorded(client, manager_of):
    session, (woman,) = class_of()
    manager_of(session)
    data = {
        "project": session.project_site.project.pk,
        "until": f"{timezone.localdate():%d/%m/%Y}",
    }

    before = client.post(reverse("trainings:period_lock"), data, follow=True)
    session.project_site.project.__class__.objects.update(locked_until=None)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman))
    after = client.post(reverse("trainings:period_lock"), data, follow=True)

    missing = "Sessions of these days that are not recorded yet: 1."
    assert missing in before.content.decode()
    assert missing not in after.content.decode()
