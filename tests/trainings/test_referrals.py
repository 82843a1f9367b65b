"""The focal point's list: that referrals were made, what for and after which session."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ReferralFactory,
    SessionFactory,
    UserFactory,
    staff,
)
from tests.trainings.refused import refused_by
from trainings.models import Referral

pytestmark = pytest.mark.django_db

LIST = reverse("trainings:referral_list")


@pytest.fixture
def referral():
    session = SessionFactory(cohort__name="المجموعة 3", number=14)
    return ReferralFactory(session=session, made_by__full_name="Rezan Officer", kind="legal")


@pytest.fixture
def focal_point(client, referral):
    focal_point = staff(Role.PROTECTION, referral.project_site, full_name="Focal Point")
    client.force_login(focal_point)
    return focal_point


def seen(client):
    return client.get(LIST).content.decode()


def take_up(client, referral):
    return client.post(reverse("trainings:referral_take_up", args=[referral.pk]), follow=True)


def put_back(client, referral):
    return client.post(reverse("trainings:referral_put_back", args=[referral.pk]), follow=True)


def cards(page):
    return re.findall(r"<article.*?</article>", page, re.DOTALL)


def test_list_is_where_the_focal_point_lands_after_sign_in(client, focal_point):
    assert client.get(reverse("home"))["Location"] == LIST


def test_line_tells_what_for_after_which_session_and_who_noted_it(client, referral, focal_point):
    (card,) = cards(seen(client))

    assert "Legal advice, papers" in card
    assert "المجموعة" in card
    assert "Session 14" in card
    assert "Rezan Officer" in card


def test_no_woman_of_the_class_is_named(client, referral, focal_point):
    woman = EnrolmentFactory(cohort=referral.session.cohort, participant__given="زينبطويلة")

    page = seen(client)

    assert woman.participant.given not in page
    assert str(woman.participant_id) not in page


def test_referral_of_another_place_is_on_no_list_and_cannot_be_taken_up(client, focal_point):
    elsewhere = ReferralFactory()

    assert len(cards(seen(client))) == 1
    assert take_up(client, elsewhere).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.is_waiting


def test_place_is_named_where_she_has_several(client, referral):
    other = ReferralFactory()
    client.force_login(staff(Role.PROTECTION, None))

    page = seen(client)

    assert str(referral.project_site.site) in page
    assert str(other.project_site.site) in page


def test_what_she_takes_up_carries_her_name_and_the_time(client, referral, focal_point):
    before = timezone.now()

    page = take_up(client, referral).content.decode()

    referral.refresh_from_db()
    assert referral.taken_up_by == focal_point
    assert before <= referral.taken_up_at <= timezone.now()
    assert "Taken up by <bdi>Focal Point</bdi>" in page


def test_second_tap_changes_nothing(client, referral, focal_point):
    take_up(client, referral)
    referral.refresh_from_db()
    first = referral.taken_up_at

    take_up(client, referral)

    referral.refresh_from_db()
    assert referral.taken_up_at == first


def test_colleague_who_is_later_is_told_who_was_quicker(client, referral, focal_point):
    take_up(client, referral)
    client.force_login(staff(Role.PROTECTION, referral.project_site))

    page = take_up(client, referral).content.decode()

    assert "Focal Point has taken it up already" in page
    referral.refresh_from_db()
    assert referral.taken_up_by == focal_point


def test_who_took_it_up_puts_it_back_and_nobody_else(client, referral, focal_point):
    take_up(client, referral)
    client.force_login(staff(Role.PROTECTION, referral.project_site))
    assert "only she can put it back" in put_back(client, referral).content.decode()
    referral.refresh_from_db()
    assert not referral.is_waiting

    client.force_login(focal_point)
    put_back(client, referral)

    referral.refresh_from_db()
    assert referral.is_waiting


def test_those_that_wait_lead_the_oldest_first_then_the_latest_taken_up(referral):
    made = timezone.now()
    fresh = ReferralFactory(session=referral.session)
    taken = [
        ReferralFactory(session=referral.session, taken_up_at=made, taken_up_by=UserFactory()),
        ReferralFactory(
            session=referral.session, taken_up_at=timezone.now(), taken_up_by=UserFactory()
        ),
    ]

    assert list(Referral.objects.waiting_first()) == [referral, fresh, *reversed(taken)]


def test_page_says_what_would_stand_there_where_nothing_does(client):
    client.force_login(staff(Role.PROTECTION, CohortFactory().project_site))

    page = seen(client)

    assert "No referral was made here" in page
    assert cards(page) == []


@pytest.mark.parametrize("referrals", [1, 40])
def test_query_count_does_not_grow(client, referrals, django_assert_num_queries):
    session = SessionFactory()
    for number in range(referrals):
        ReferralFactory(session=SessionFactory(cohort=session.cohort, hour=8 + number % 9))
    client.force_login(staff(Role.PROTECTION, session.project_site))
    seen(client)  # whether this is a demo is asked once

    with django_assert_num_queries(6):
        # Web session, user, scope; how many there are, those of a page, how many wait.
        page = seen(client)

    assert len(cards(page)) == min(referrals, 25)


@pytest.mark.parametrize("said", [{"taken_up_at": timezone.now()}, {"taken_up_by": True}])
def test_taken_up_says_by_whom_and_when(said):
    if said.get("taken_up_by"):
        said = {"taken_up_by": UserFactory()}

    with refused_by("referral_taken_up_by_somebody"):
        ReferralFactory(**said)
