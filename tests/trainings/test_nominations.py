"""The way on: eligible, nominated, offered, accepted or declined, waiting, enrolled."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core.context import is_demo
from participants.models import Participant
from tests.factories import (
    CohortFactory,
    CompletionFactory,
    ConsentFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    NominationFactory,
    UserFactory,
    staff,
)
from trainings.models import Enrolment, Nomination
from trainings.queries.nominations import candidates, next_courses, open_cohorts
from trainings.services.nominations import give_next_place, nominate, take_step
from trainings.services.refusals import CannotChange

TODAY = timezone.localdate()

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def sewing():
    return CohortFactory()


@pytest.fixture
def leadership(sewing):
    """A cohort of the course that builds on sewing, at the same place."""
    version = CourseVersionFactory(
        state="published", prerequisite=sewing.version.course, capacity=1
    )
    return CohortFactory(version=version, project_site=sewing.project_site)


def graduate(cohort, outcome="completed"):
    place = EnrolmentFactory(
        cohort=cohort, state="completed" if outcome == "completed" else "enrolled"
    )
    CompletionFactory(enrolment=place, proposed=outcome, outcome=outcome)
    for purpose in ("participation", "data_processing"):
        ConsentFactory(participant=place.participant, text__purpose=purpose)
    return place


def step_of(cohort, course):
    return {one.enrolment.pk: one.step for one in candidates(cohort, course)}


def test_place_on_another_record_of_hers_counts(sewing, leadership):
    woman = graduate(sewing)
    other = EnrolmentFactory(cohort=leadership)
    Participant.objects.filter(pk=other.participant_id).update(
        canonical=woman.participant, merged_at=timezone.now()
    )

    assert put(sewing, leadership, woman) == []
    assert step_of(sewing, leadership.version.course) == {woman.pk: "enrolled"}


def test_cohorts_to_come_are_offered_before_one_that_has_begun(leadership):
    days = {"starts_on": TODAY + timedelta(days=9), "ends_on": TODAY + timedelta(days=60)}
    place = leadership.project_site
    coming = CohortFactory(version=leadership.version, project_site=place, **days)
    leadership.starts_on = TODAY - timedelta(days=9)
    leadership.save()
    user = staff(Role.COORDINATOR, place)

    assert list(open_cohorts(user, leadership.version.course)) == [coming, leadership]


def put(sewing, leadership, *women):
    return nominate(
        cohort=sewing,
        course=leadership.version.course,
        enrolments=[woman.pk for woman in women],
        by=UserFactory(),
    )


def go(nomination, *steps, because=""):
    for step in steps:
        nomination = take_step(nomination=nomination, state=step, because=because, by=UserFactory())
    return nomination


def place_in(leadership, nomination):
    return give_next_place(
        nomination=nomination,
        cohort=leadership,
        from_on=leadership.starts_on,
        by=UserFactory(),
    )


def test_course_that_builds_on_this_one_is_next(sewing, leadership):
    CourseVersionFactory(state="draft", prerequisite=sewing.version.course)
    CourseVersionFactory(state="published")

    assert next_courses(sewing) == [leadership.version.course]
    assert next_courses(leadership) == []


def test_who_completed_can_be_nominated_and_the_others_are_told_why_not(sewing, leadership):
    good, poor = graduate(sewing), graduate(sewing, "not_completed")
    undecided = EnrolmentFactory(cohort=sewing)

    assert step_of(sewing, leadership.version.course) == {
        good.pk: "eligible",
        poor.pk: "not_eligible",
        undecided.pk: "not_eligible",
    }
    assert put(sewing, leadership, good, poor, undecided)[0].participant == good.participant
    assert Nomination.objects.count() == 1


def test_all_the_way_to_a_place(sewing, leadership):
    woman = graduate(sewing)
    course = leadership.version.course
    [nomination] = put(sewing, leadership, woman)
    seen = [step_of(sewing, course)[woman.pk]]
    for step in ("offered", "accepted"):
        nomination = go(nomination, step)
        seen.append(step_of(sewing, course)[woman.pk])

    place = place_in(leadership, nomination)

    seen.append(step_of(sewing, course)[woman.pk])
    assert seen == ["nominated", "offered", "accepted", "enrolled"]
    assert (place.participant, place.cohort, place.state) == (
        woman.participant,
        leadership,
        "enrolled",
    )


def test_where_all_places_are_taken_she_waits_and_moves_up(sewing, leadership):
    EnrolmentFactory(cohort=leadership)
    woman = graduate(sewing)
    [nomination] = put(sewing, leadership, woman)

    place = place_in(leadership, go(nomination, "offered", "accepted"))

    assert step_of(sewing, leadership.version.course)[woman.pk] == "waitlisted"
    Enrolment.objects.filter(pk=place.pk).update(state="enrolled")
    assert step_of(sewing, leadership.version.course)[woman.pk] == "enrolled"


def test_declining_says_why_and_she_may_be_nominated_again(sewing, leadership):
    woman = graduate(sewing)
    [nomination] = put(sewing, leadership, woman)

    with pytest.raises(CannotChange, match="Say why"):
        go(nomination, "declined")
    go(nomination, "offered", "declined", because="later")

    assert step_of(sewing, leadership.version.course)[woman.pk] == "declined"
    assert len(put(sewing, leadership, woman)) == 1
    assert step_of(sewing, leadership.version.course)[woman.pk] == "nominated"


def test_nominated_twice_is_once(sewing, leadership):
    woman = graduate(sewing)

    assert len(put(sewing, leadership, woman)) == 1
    assert put(sewing, leadership, woman) == []


def test_who_has_a_place_there_already_is_passed_over(sewing, leadership):
    woman = graduate(sewing)
    EnrolmentFactory(cohort=leadership, participant=woman.participant)

    assert put(sewing, leadership, woman) == []
    assert step_of(sewing, leadership.version.course)[woman.pk] == "enrolled"


@pytest.mark.parametrize(
    "steps", [("accepted",), ("offered", "accepted", "offered"), ("dance",), ("nominated", "x")]
)
def test_steps_are_taken_in_order(sewing, leadership, steps):
    [nomination] = put(sewing, leadership, graduate(sewing))

    with pytest.raises(CannotChange):
        go(nomination, *steps)


def test_place_comes_after_accepting_and_once(sewing, leadership):
    [nomination] = put(sewing, leadership, graduate(sewing))
    with pytest.raises(CannotChange, match="not accepted"):
        place_in(leadership, nomination)

    nomination = go(nomination, "offered", "accepted")
    first = place_in(leadership, nomination)

    assert place_in(leadership, nomination) == first
    with pytest.raises(CannotChange, match="a place already"):
        go(nomination, "declined", because="time")


def test_place_is_in_the_course_she_was_nominated_for(sewing, leadership):
    [nomination] = put(sewing, leadership, graduate(sewing))

    with pytest.raises(CannotChange, match="nominated for"):
        place_in(CohortFactory(), go(nomination, "offered", "accepted"))


# --- The page ----------------------------------------------------------------


@pytest.fixture
def url(client, sewing, leadership):
    is_demo()
    client.force_login(staff(Role.COORDINATOR, sewing.project_site))
    return reverse("trainings:cohort_next", args=[sewing.pk])


def test_page_takes_every_step(client, url, sewing, leadership):
    woman = graduate(sewing)

    client.post(url, {"step": "nominate", "enrolment": [str(woman.pk)]})
    nomination = Nomination.objects.get()
    for step in ("offered", "accepted"):
        client.post(url, {"step": step, "nomination": str(nomination.pk)})
    client.post(
        url,
        {"step": "enrol", "nomination": str(nomination.pk), "cohort": str(leadership.pk)},
    )

    nomination.refresh_from_db()
    assert nomination.enrolment.cohort == leadership
    assert "Has a place (1)" in client.get(url).content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"step": "nominate"},
        {"step": "nominate", "enrolment": "x"},
        {"step": "accepted", "nomination": "\x00"},
        {"step": "dance", "nomination": "it"},
        {"step": "declined", "nomination": "it", "because": "story"},
    ],
)
def test_forged_step_changes_nothing(client, url, sewing, leadership, posted):
    [nomination] = put(sewing, leadership, graduate(sewing))

    posted = {
        name: str(nomination.pk) if value == "it" else value for name, value in posted.items()
    }
    response = client.post(url, posted)

    assert response.status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == "nominated"
    assert Nomination.objects.count() == 1


def test_nomination_of_another_cohort_is_not_hers_to_move(client, url):
    other = NominationFactory()

    client.post(url, {"step": "offered", "nomination": str(other.pk)})

    other.refresh_from_db()
    assert other.state == "nominated"


def test_page_explains_prerequisites(client, url, sewing):
    graduate(sewing)
    graduate(sewing, "not_completed")
    EnrolmentFactory(cohort=sewing)

    text = client.get(url).content.decode()

    assert text.count("completed Sewing") == 4
    assert text.count("has not completed Sewing") == 1
    assert text.count("it is not decided yet whether she completed Sewing") == 1


@pytest.mark.parametrize("people", [1, 30])
def test_page_asks_the_same_number_of_queries(
    client, url, sewing, people, django_assert_num_queries
):
    for _ in range(people):
        graduate(sewing)

    # web session, user, scope, cohort, next courses, women, nominations, places, open cohorts
    with django_assert_num_queries(9):
        client.get(url)
