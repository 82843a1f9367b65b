"""The work list, the page of one absence, and the card that another participant reads."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from core.context import is_demo
from core.ids import uuid7
from tests.factories import CallFactory, FollowUpFactory, SessionFactory, SessionStaffFactory, staff
from tests.trainings.follow_up_world import HER_PHONE, TODAY, member_of, missed
from tests.trainings.marking import mark
from trainings.models import Call, FollowUp, SessionStaff
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = reverse("trainings:follow_up_list")
SHOWN = "0770 111 2223"


@pytest.fixture
def officer(client):
    def sign_in(follow_up, role=Role.FIELD):
        user = staff(role, follow_up.project_site)
        is_demo()
        client.force_login(user)
        return user

    return sign_in


def names(response):
    return [one.enrolment.participant.given for one in response.context["page"]]


def answer(name, **said):
    return {
        "step": "call",
        "call_id": str(uuid7()),
        "answer": name,
        "channel": "call",
        "made_on": f"{TODAY:%d/%m/%Y}",
    } | said


# --- The list ----------------------------------------------------------------


def test_list_leads_with_who_was_missed_most_often(client, officer):
    first = missed(given="ا", absences=1)
    for given, absences in (("ب", 3), ("ت", 2)):
        FollowUpFactory(
            enrolment=member_of(first.cohort, given=given), absences=absences, due_on=TODAY
        )
    officer(first)

    assert names(client.get(LIST)) == ["ب", "ت", "ا"]


def test_who_came_back_stands_last(client, officer):
    back, away = missed(given="ا", absences=2, days_ago=3), None
    away = FollowUpFactory(enrolment=member_of(back.cohort, given="ب"))
    mark(SessionFactory(cohort=back.cohort, day=TODAY), back.enrolment)
    officer(back)

    response = client.get(LIST)

    assert names(response) == ["ب", "ا"]
    assert away.is_open
    assert response.content.decode().count("She was there since") == 1


@pytest.mark.parametrize(
    ("absences", "agreed", "is_proposed"),
    [(3, (AT_HOME,), True), (3, (), False), (2, (AT_HOME,), False)],
)
def test_visit_is_proposed_after_three_absences_to_who_agreed_to_one(
    client, officer, absences, agreed, is_proposed
):
    first = missed()
    FollowUpFactory(enrolment=member_of(first.cohort, *agreed), absences=absences, due_on=TODAY)
    officer(first)

    text = client.get(LIST).content.decode()

    assert ("Think of a visit" in text) is is_proposed


def test_what_is_not_due_is_silent(client, officer):
    follow_up = missed()
    FollowUp.objects.update(due_on=TODAY + timedelta(days=1))
    officer(follow_up)

    response = client.get(LIST)

    assert names(response) == []
    assert list(response.context["put_off"]) == []


def test_what_was_tried_stands_apart_until_it_is_due_again(client, officer):
    follow_up = missed()
    officer(follow_up)
    client.post(follow_up.get_absolute_url(), answer("no_answer"))

    response = client.get(LIST)

    assert names(response) == []
    assert list(response.context["put_off"]) == [follow_up]


def test_whose_place_has_ended_meanwhile_is_not_asked_about(client, officer):
    follow_up = missed()
    follow_up.enrolment.to_on = TODAY
    follow_up.enrolment.save()
    officer(follow_up)

    assert names(client.get(LIST)) == []


def test_facilitator_sees_those_of_her_own_class(client, officer):
    hers, others = missed(given="ا"), None
    others = FollowUpFactory(
        enrolment=member_of(
            SessionFactory(cohort__project_site=hers.project_site).cohort, given="ب"
        )
    )
    user = officer(hers, Role.FACILITATOR)
    SessionStaffFactory(session=hers.last_session, user=user)

    assert names(client.get(LIST)) == ["ا"]
    assert client.get(others.get_absolute_url()).status_code == 404


def test_who_stands_in_for_one_session_is_not_told_who_is_missed(client, officer):
    hers = missed(given="ا")
    user = officer(hers, Role.FACILITATOR)
    SessionStaffFactory(session=hers.last_session, user=user, part=SessionStaff.Part.SUBSTITUTE)

    assert names(client.get(LIST)) == []
    assert client.get(hers.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("people", [1, 25])
def test_list_asks_the_same_number_of_queries(client, officer, people, django_assert_num_queries):
    first = missed()
    for _ in range(people - 1):
        FollowUpFactory(enrolment=member_of(first.cohort))
    for one in FollowUp.objects.all():
        CallFactory(follow_up=one)
    officer(first)

    # web session, user, scope, count, due, its calls, put off, lately closed
    with django_assert_num_queries(8):
        response = client.get(LIST)

    assert len(names(response)) == people


# --- The page of one ---------------------------------------------------------


@pytest.mark.parametrize("peers", [0, 25])
def test_page_asks_the_same_number_of_queries(client, officer, peers, django_assert_num_queries):
    follow_up = missed()
    for _ in range(peers):
        member_of(follow_up.cohort, BY_PEER)
    officer(follow_up)

    # web session, user, scope, follow-up, its calls, the look, her class, who of it was there,
    # who they are and what they agreed to, on which side they are, how to reach her
    with django_assert_num_queries(13):
        client.get(follow_up.get_absolute_url())


def test_phone_is_shown_where_she_agreed(client, officer):
    follow_up = missed(BY_PHONE)
    officer(follow_up)

    page = client.get(follow_up.get_absolute_url()).content.decode()

    assert SHOWN in page
    assert f"tel:{HER_PHONE}" in page


@pytest.mark.parametrize("said", [{"safe_to_call": False}, {}])
def test_phone_that_may_not_be_called_is_nowhere_on_the_page(client, officer, said):
    follow_up = missed(*([] if said else [BY_PEER]), **said)
    officer(follow_up)

    page = client.get(follow_up.get_absolute_url()).content.decode()

    assert SHOWN not in page
    assert HER_PHONE not in page


def test_look_at_how_to_reach_her_is_noted(client, officer):
    follow_up = missed()
    user = officer(follow_up)

    client.get(follow_up.get_absolute_url())

    look = Look.objects.get(page="trainings:follow_up_detail")
    assert (look.user_id, look.participant_id) == (
        user.pk,
        follow_up.enrolment.participant_id,
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer": ""}, "Tap what came of it first."),
        ({"answer": "needs_support"}, "Tap what she needs."),
        ({"answer": "left"}, "Tap why"),
        ({"answer": "divorced"}, "Select a valid choice"),
        ({"answer": "no_answer", "made_on": "31/2/2026"}, "day/month/year"),
        ({"answer": "no_answer", "channel": "\u202e"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_lost(client, officer, said, sentence):
    follow_up = missed()
    officer(follow_up)

    response = client.post(follow_up.get_absolute_url(), answer("no_answer") | said)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {"step": "dance"},
        {},
        {"step": "ask", "peer": "x" * 10_000},
        {"step": "ask", "peer": str(uuid7())},
        {"step": "friends", "call_id": "\x00"},
        {"step": "close", "result": "corrected"},
        {"step": "take_back", "call": "\u202e"},
    ],
)
def test_forged_tap_changes_nothing(client, officer, posted):
    follow_up = missed()
    officer(follow_up)

    response = client.post(follow_up.get_absolute_url(), posted)

    assert response.status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.is_open, follow_up.peer, follow_up.calls.count()) == (True, None, 0)


def test_needless_reason_of_a_first_thought_is_forgotten(client, officer):
    follow_up = missed()
    officer(follow_up)

    client.post(
        follow_up.get_absolute_url(), answer("will_return", support="health", leaving="moved")
    )

    follow_up.refresh_from_db()
    assert (follow_up.result, follow_up.support, follow_up.leaving) == ("will_return", "", "")


def test_friends_had_called_is_one_tap(client, officer):
    follow_up = missed()
    officer(follow_up)
    call_id = str(uuid7())

    for _ in range(2):
        client.post(follow_up.get_absolute_url(), {"step": "friends", "call_id": call_id})

    assert [call.caller for call in Call.objects.all()] == ["friends"]


def test_closing_and_opening_again(client, officer):
    follow_up = missed()
    mark(follow_up.last_session, follow_up.enrolment, "absent")
    officer(follow_up)

    client.post(follow_up.get_absolute_url(), {"step": "close", "result": "returned"})
    follow_up.refresh_from_db()
    assert follow_up.result == "returned"
    assert "Open it again" in client.get(follow_up.get_absolute_url()).content.decode()

    FollowUp.objects.update(worked_on_at=timezone.now())
    client.post(follow_up.get_absolute_url(), {"step": "reopen"})
    follow_up.refresh_from_db()
    assert follow_up.is_open


# --- The card of a peer ------------------------------------------------------


def test_card_tells_a_given_name_and_a_number_and_no_more(client, officer):
    follow_up = missed(BY_PEER, father="سالم", family="البياتي")
    friend = member_of(follow_up.cohort, BY_PEER, given="شیرین")
    officer(follow_up)

    answered = client.post(
        follow_up.get_absolute_url(), {"step": "ask", "peer": str(friend.pk)}, follow=True
    )

    page = answered.content.decode()
    assert answered.redirect_chain[-1][0].endswith("/peer/")
    assert SHOWN in page
    assert "هناء" in page
    assert "شیرین" in page
    for secret in ("سالم", "البياتي", "Absent"):
        assert secret not in page


def test_call_of_a_peer_is_noted_with_her(client, officer):
    follow_up = missed()
    friend = member_of(follow_up.cohort, BY_PEER)
    officer(follow_up)
    client.post(follow_up.get_absolute_url(), {"step": "ask", "peer": str(friend.pk)})

    client.post(reverse("trainings:follow_up_peer", args=[follow_up.pk]), answer("will_return"))

    made = Call.objects.get()
    assert (made.caller, made.peer) == ("peer", friend)
    follow_up.refresh_from_db()
    assert follow_up.result == "will_return"


# --- Where else it shows -----------------------------------------------------


def test_today_names_the_three_most_urgent_and_counts_all(client, officer):
    first = missed(given="ا")
    for given, absences in (("ب", 4), ("ت", 3), ("ث", 2)):
        FollowUpFactory(enrolment=member_of(first.cohort, given=given), absences=absences)
    officer(first)

    page = client.get(reverse("trainings:today")).content.decode()

    assert "Who is missed</h2>" not in page
    assert "Who is missed (4)" in page
    assert page.count("times in a row") == 3
    assert "absent once" not in page


def test_history_of_a_row_tells_who_asked(client, officer):
    follow_up = missed()
    CallFactory(follow_up=follow_up, caller="friends", outcome="reached")
    officer(follow_up)

    page = client.get(
        reverse("trainings:roster_row", args=[follow_up.last_session_id, follow_up.enrolment_id])
    ).content.decode()

    assert "Who asked about her" in page
    assert "her friends, on their own" in page


def test_cohort_counts_what_was_asked_about(client, officer):
    follow_up = missed(days_ago=9)
    CallFactory(follow_up=follow_up, caller="friends", made_on=follow_up.last_session.on_day)
    officer(follow_up)

    page = client.get(reverse("trainings:cohort_detail", args=[follow_up.cohort_id]))

    text = " ".join(page.content.decode().split())
    assert "Of 1 absence, 1 was asked about within two working days · 1 by friends" in text


def test_day_of_a_call_is_a_field_as_large_as_others(client, officer):
    follow_up = missed()
    officer(follow_up)

    page = client.get(follow_up.get_absolute_url()).content.decode()

    [field] = re.findall(r'<input[^>]*name="made_on"[^>]*>', page)
    assert 'class="form-control"' in field
