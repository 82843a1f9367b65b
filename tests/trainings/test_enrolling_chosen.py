"""Women are chosen from the list of people, looked at beside a class, and put into it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import (
    CohortFactory,
    CourseFactory,
    EnrolmentFactory,
    GrantFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.participants.pages import text_of
from tests.trainings.enrolling_world import class_for, in_class, woman

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LIST = "/people/?choose=1"


@pytest.fixture
def cohort():
    cohort = class_for(4, balance=50)
    in_class(cohort, 2, "host")
    return cohort


@pytest.fixture
def coordinator(client, cohort):
    user = staff(Role.COORDINATOR, cohort.project_site)
    client.force_login(user)
    return user


@pytest.fixture
def post(client):
    def send(people, cohort, step="look", **said):
        form = {"person": [str(one.pk) for one in people], "cohort": str(cohort.pk)}
        form |= {"from_on": f"{TODAY:%d/%m/%Y}", "how": "give", "step": step}
        return client.post(reverse("trainings:enrolment_chosen"), form | said)

    return send


def states(*women):
    return [[place.state for place in one.enrolments.all()] for one in women]


def test_list_of_people_offers_boxes_and_her_open_classes(client, coordinator, cohort):
    ended = CohortFactory(project_site=cohort.project_site, ends_on=TODAY - timedelta(days=1))
    elsewhere = CohortFactory()
    her = woman(cohort, "idp")

    plain = client.get("/people/").content.decode()
    choosing = client.get(LIST).content.decode()

    assert 'name="person"' not in plain
    assert f'name="person" value="{her.pk}"' in choosing
    options = re.findall(r'<option value="([0-9a-f-]{36})"', choosing)
    assert options == [str(cohort.pk)]
    assert str(ended.pk) not in options
    assert str(elsewhere.pk) not in options


def test_who_enrols_nobody_is_offered_no_boxes(client, cohort):
    woman(cohort, "idp")
    client.force_login(staff(Role.MANAGER, cohort.project_site))

    page = client.get(LIST).content.decode()

    assert 'name="person"' not in page
    assert "Choose several" not in page


def test_boxes_stay_while_she_searches(client, coordinator, cohort):
    her = woman(cohort, "idp", given="خديجة")

    page = client.post(LIST, {"words": "Hatice"}).content.decode()

    assert f'name="person" value="{her.pk}"' in page
    assert "All who were found" in page


def test_preview_tells_who_would_get_a_place_and_enrols_nobody(post, coordinator, cohort):
    displaced = [woman(cohort, "idp") for _ in range(2)]
    host, silent = woman(cohort, "host"), woman(cohort, "idp", agreed=False)
    there = cohort.enrolments.first().participant

    page = post([*displaced, host, silent, there], cohort)

    listed = page.context["listed"]
    assert (listed.with_a_place, listed.waiting) == (2, 1)
    told = {
        one.person: (one.has_agreed, one.is_there, one.gets_a_place) for one in listed.candidates
    }
    assert told == {
        displaced[0]: (True, False, True),
        displaced[1]: (True, False, True),
        host: (True, False, False),
        silent: (False, False, None),
        there: (True, True, None),
    }
    words = text_of(page)
    assert "2 would get a place · 1 would wait" in words
    assert "has a place here already" in words
    assert "has not agreed yet" in words
    assert states(*displaced, host, silent) == [[], [], [], []]


def test_preview_warns_of_hours_and_of_what_comes_before(post, coordinator, cohort):
    needed = CourseFactory()
    cohort.version.prerequisite = needed
    cohort.version.save()
    other = CohortFactory(project_site=cohort.project_site)
    for one in (cohort, other):
        SessionFactory(cohort=one, day=TODAY + timedelta(days=1))
    her = woman(cohort, "idp")
    EnrolmentFactory(cohort=other, participant=her)

    words = text_of(post([her], cohort))

    assert "at the hours of 1 session" in words
    assert "She has not completed the course that this one builds on." in words


def test_chosen_women_are_enrolled_by_the_rules_for_one(post, coordinator, cohort):
    displaced, host = [woman(cohort, "idp") for _ in range(2)], woman(cohort, "host")
    silent = woman(cohort, "idp", agreed=False)

    answer = post([*displaced, host, silent], cohort, "enrol")

    assert answer.url == reverse("trainings:cohort_waiting", args=[cohort.pk])
    assert states(*displaced, host, silent) == [["enrolled"], ["enrolled"], ["waitlisted"], []]


def test_all_of_a_list_are_chosen_at_once(client, coordinator, cohort):
    women = [woman(cohort, "idp") for _ in range(3)]
    shown = {"shown": [str(one.pk) for one in women], "all": "1", "cohort": str(cohort.pk)}

    page = client.post(reverse("trainings:enrolment_chosen"), shown)

    assert {one.person for one in page.context["listed"].candidates} == set(women)
    assert page.context["chosen"] == {one.pk for one in women}


def test_who_lost_her_tick_stays_in_the_list_and_gets_nothing(post, coordinator, cohort):
    one, other = woman(cohort, "idp"), woman(cohort, "idp")
    both = {"listed": [str(one.pk), str(other.pk)]}

    page = post([one], cohort, **both)
    post([one], cohort, "enrol", **both)

    assert {line.person for line in page.context["listed"].candidates} == {one, other}
    assert page.context["listed"].with_a_place == 1
    assert states(one, other) == [["enrolled"], []]


def test_woman_of_another_of_her_places_becomes_known_there(client, post, cohort):
    other = ProjectSiteFactory()
    user = staff(Role.COORDINATOR, cohort.project_site)
    GrantFactory(user=user, role=Role.COORDINATOR, project=other.project, site=other.site)
    client.force_login(user)
    her = woman(class_for(place=other), "idp")

    post([her], cohort, "enrol")

    her.refresh_from_db()
    assert set(her.project_sites) == {cohort.project_site_id, other.pk}
    assert states(her) == [["enrolled"]]


def test_woman_or_class_that_is_not_hers_cannot_be_slipped_in(post, coordinator, cohort):
    stranger, hers = woman(class_for()), woman(cohort, "idp")

    assert post([stranger], cohort, "enrol").url == LIST
    assert post([hers], class_for(), "enrol").url == LIST
    assert post([hers, stranger], cohort, "enrol").status_code == 302
    assert states(stranger, hers) == [[], ["enrolled"]]


@pytest.mark.parametrize(
    "forged",
    [{}, {"person": "x"}, {"cohort": "x"}, {"all": "1"}, {"step": "enrol", "listed": "\0"}],
)
def test_forged_choice_leads_back_to_the_list(client, coordinator, forged):
    answer = client.post(reverse("trainings:enrolment_chosen"), forged)

    assert answer.url == LIST


def test_nobody_with_a_tick_gets_a_sentence(post, coordinator, cohort):
    her = woman(cohort, "idp")

    page = post([], cohort, "enrol", listed=[str(her.pk)])

    assert "Choose at least one woman." in text_of(page)


def test_day_that_is_none_gets_a_sentence(post, coordinator, cohort):
    page = post([woman(cohort, "idp")], cohort, "enrol", from_on="31/02/2026")

    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


@pytest.mark.parametrize("women", [1, 40])
def test_preview_asks_the_same_number_of_queries(
    post, coordinator, cohort, women, django_assert_max_num_queries
):
    people = [woman(cohort, "idp") for _ in range(women)]
    post(people, cohort)

    with django_assert_max_num_queries(19):
        page = post(people, cohort)

    assert len(page.context["listed"].candidates) == women
