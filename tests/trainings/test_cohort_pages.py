"""The page of a cohort: who has a place in it, filled and moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from participants.models import Participant
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ParticipantFactory,
    PlannedExcuseFactory,
    SessionFactory,
)
from tests.trainings.marking import mark
from trainings.models import (
    Enrolment,
    PlannedExcuse,
)
from trainings.services.refusals import CannotChange

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("people", [1, 20])
def test_page_of_a_cohort_asks_the_same_number_of_queries(
    client, coordinator, place, people, django_assert_max_num_queries
):
    cohort = CohortFactory(project_site=place)
    EnrolmentFactory.create_batch(people, cohort=cohort)
    for number in range(people):
        SessionFactory(cohort=cohort, day=timezone.localdate() + timedelta(days=number))
    url = reverse("trainings:cohort_detail", args=[cohort.pk])
    client.get(url)

    with django_assert_max_num_queries(9):
        client.get(url)


@pytest.mark.parametrize("cohorts", [1, 20])
def test_list_of_cohorts_asks_the_same_number_of_queries(
    client, coordinator, place, cohorts, django_assert_num_queries
):
    for _one in range(cohorts):
        EnrolmentFactory(cohort=CohortFactory(project_site=place))
    client.get("/cohorts/")

    with django_assert_num_queries(5):  # web session, user, scope, count, cohorts
        answer = client.get("/cohorts/")

    assert len(answer.context["page"]) == cohorts


def test_marks_after_her_place_ended_are_not_hers(client, coordinator, place):
    session = SessionFactory(cohort=CohortFactory(project_site=place), state="held")
    today = session.on_day
    stayed, left = EnrolmentFactory.create_batch(2, cohort=session.cohort)
    for enrolment in (stayed, left):
        mark(session, enrolment, "absent")
    Enrolment.objects.filter(pk=left.pk).update(state="withdrawn", to_on=today)

    answer = client.get(reverse("trainings:cohort_detail", args=[session.cohort_id]))

    counts = {line.pk: line.marked_count for line in answer.context["members"]}
    assert counts == {stayed.pk: 1, left.pk: 0}


@pytest.mark.parametrize(("displaced", "met"), [(2, True), (1, False), (4, False)])
def test_balance_is_told_as_met_or_not_yet(client, coordinator, place, displaced, met):
    cohort = CohortFactory(project_site=place)
    for number in range(4):
        person = EnrolmentFactory(cohort=cohort).participant
        status = "idp" if number < displaced else "host"
        DisplacementEpisodeFactory(participant=person, status=status)

    answer = client.get(reverse("trainings:cohort_detail", args=[cohort.pk]))

    assert answer.context["composition"].is_met is met


def test_cohort_of_another_place_is_not_there(client, coordinator):
    cohort = CohortFactory()

    for name in ("cohort_detail", "cohort_times", "enrolment_add"):
        assert client.get(reverse(f"trainings:{name}", args=[cohort.pk])).status_code == 404


def test_somebody_new_is_written_down_once_and_has_a_place(client, coordinator, place):
    cohort = CohortFactory(project_site=place)
    form = {
        "person_id": str(uuid7()),
        "given": "أمينة",
        "father": "حسين",
        "status": "idp",
        "from_on": "24/11/2026",
        "agreed": "on",
    }

    for _tap in range(2):
        client.post(reverse("trainings:enrolment_add", args=[cohort.pk]), form)

    enrolment = Enrolment.objects.get(cohort=cohort)
    assert enrolment.participant.full_name == "أمينة حسين"
    assert enrolment.participant.consents.count() == 2
    assert enrolment.participant.displacement_episodes.get().status == "idp"


def test_nobody_is_enrolled_without_her_yes(client, coordinator, place):
    cohort = CohortFactory(project_site=place)
    person = ParticipantFactory(project_sites=[place.pk])

    client.post(
        reverse("trainings:enrolment_add", args=[cohort.pk]),
        {"participant": str(person.pk), "from_on": "24/11/2026"},
    )

    assert not Enrolment.objects.exists()


def test_full_cohort_puts_the_next_one_on_the_waiting_list(client, coordinator, place):
    cohort = CohortFactory(project_site=place, version=CourseVersionFactory(capacity=1))
    EnrolmentFactory(cohort=cohort)
    person = ParticipantFactory(project_sites=[place.pk])

    client.post(
        reverse("trainings:enrolment_add", args=[cohort.pk]),
        {"participant": str(person.pk), "from_on": "24/11/2026", "agreed": "on"},
    )

    assert Enrolment.objects.get(participant=person).state == Enrolment.State.WAITLISTED


def test_stranger_cannot_be_enrolled_by_a_forged_id(client, coordinator, place):
    cohort = CohortFactory(project_site=place)
    stranger = ParticipantFactory()

    answer = client.post(
        reverse("trainings:enrolment_add", args=[cohort.pk]),
        {"participant": str(stranger.pk), "from_on": "24/11/2026", "agreed": "on"},
    )

    assert answer.status_code == 404
    assert Participant.objects.get(pk=stranger.pk).project_sites != [place.pk]


def test_place_is_excused_and_ended_on_its_page(client, coordinator, place):
    enrolment = EnrolmentFactory(cohort=CohortFactory(project_site=place))
    url = reverse("trainings:enrolment_detail", args=[enrolment.pk])
    excuse = {"step": "excuse", "reason": "travel"}

    client.post(url, excuse | {"first_day": "01/12/2026", "last_day": "02/12/2026"})
    client.post(url, {"step": "withdraw", "last_day": "03/12/2026", "leaving": "moved"})

    planned = PlannedExcuse.objects.get(enrolment=enrolment)
    assert (planned.to_on - planned.from_on).days == 2
    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.WITHDRAWN

    client.post(url, {"step": "take_back", "excuse": str(planned.pk)})
    assert not PlannedExcuse.objects.exists()


@pytest.mark.parametrize(
    "forged", [{"step": "x"}, {"step": "take_back", "excuse": "x"}, {"step": "excuse"}, {}]
)
def test_forged_steps_change_nothing(client, coordinator, place, forged):
    enrolment = EnrolmentFactory(cohort=CohortFactory(project_site=place))

    answer = client.post(reverse("trainings:enrolment_detail", args=[enrolment.pk]), forged)

    assert answer.status_code == 200
    enrolment.refresh_from_db()
    assert enrolment.to_on is None


def test_excuse_of_another_place_is_not_taken_back(client, coordinator, place):
    cohort = CohortFactory(project_site=place)
    hers, another = EnrolmentFactory.create_batch(2, cohort=cohort)
    excuse = PlannedExcuseFactory(enrolment=another)

    answer = client.post(
        reverse("trainings:enrolment_detail", args=[hers.pk]),
        {"step": "take_back", "excuse": str(excuse.pk)},
    )

    assert "This page is out of date" in answer.content.decode()
    assert PlannedExcuse.objects.get() == excuse


def test_refused_newcomer_leaves_nobody_behind(client, coordinator, place, monkeypatch):
    cohort = CohortFactory(project_site=place)
    people = Participant.objects.count()

    def refuse(**said):
        raise CannotChange("No.")

    monkeypatch.setattr("trainings.services.newcomers.enrol", refuse)
    answer = client.post(
        reverse("trainings:enrolment_add", args=[cohort.pk]),
        {
            "person_id": str(uuid7()),
            "given": "هناء",
            "status": "idp",
            "from_on": "24/11/2026",
            "agreed": "on",
        },
    )

    assert "No." in answer.content.decode()
    assert Participant.objects.count() == people
