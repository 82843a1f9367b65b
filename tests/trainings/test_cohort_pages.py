"""A cohort from the wish to its page: planned, filled, moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core.ids import uuid7
from participants.models import Participant
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    HolidayFactory,
    ParticipantFactory,
    PlannedExcuseFactory,
    ProjectSiteFactory,
    RoomFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import (
    Cohort,
    CourseVersion,
    Enrolment,
    PlannedExcuse,
    Session,
    SessionStaff,
)
from trainings.services.refusals import CannotChange

pytestmark = pytest.mark.django_db

PLAN = "/cohorts/plan/"


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(place, client):
    user = staff(Role.COORDINATOR, place)
    client.force_login(user)
    return user


@pytest.fixture
def wish(place, coordinator):
    """Sewing in a room of her site, led by a facilitator there."""
    version = CourseVersion.objects.get(course__code="sewing")
    return {
        "cohort_id": str(uuid7()),
        "version": str(version.pk),
        "project_site": place.pk,
        "name": "المجموعة ٧",
        "room": str(RoomFactory(site=place.site).pk),
        "lead": str(staff(Role.FACILITATOR, place).pk),
        "first_day": "٠٣/٠١/٢٠٢٧",
        "weekdays": ["6", "0", "1", "2"],
        "begins": "9:00",
        "ends": "12:00",
    }


def rows_of(answer):
    """What the proposal's table would post."""
    proposal = answer.context["proposal"]
    posted = {"proposed_for": proposal.ground}
    for row in proposal.rows:
        for name in row.fields:
            value = row[name].value()
            posted[row.add_prefix(name)] = "" if value is None else _typed(value)
    return posted


def _typed(value):
    return value.strftime("%d/%m/%Y") if hasattr(value, "year") else str(value)


def test_wish_becomes_a_proposal_and_the_proposal_a_cohort(client, wish, place):
    proposed = client.post(PLAN, wish | {"step": "propose"})
    made = client.post(PLAN, wish | rows_of(proposed) | {"step": "create"})

    cohort = Cohort.objects.get()
    main = cohort.sessions.main()
    assert made.url == reverse("trainings:cohort_detail", args=[cohort.pk])
    assert main.count() == cohort.version.modules.filter(inside=None).count()
    assert cohort.sessions.count() == cohort.version.modules.count()
    assert not [one for one in main if one.on_day.weekday() in (3, 4, 5)]


def test_form_sent_twice_makes_one_cohort(client, wish):
    form = wish | rows_of(client.post(PLAN, wish | {"step": "propose"})) | {"step": "create"}

    client.post(PLAN, form)
    client.post(PLAN, form)

    assert Cohort.objects.count() == 1


def test_clash_names_the_other_session_and_makes_nothing(client, wish, place):
    other = SessionFactory(
        cohort=CohortFactory(project_site=place, name="المجموعة الأولى"),
        room_id=wish["room"],
        day=timezone.datetime(2027, 1, 3).date(),
    )
    form = wish | rows_of(client.post(PLAN, wish | {"step": "propose"})) | {"step": "create"}

    answer = client.post(PLAN, form)

    assert Cohort.objects.get() == other.cohort
    assert "المجموعة الأولى" in answer.content.decode()


def test_clash_with_another_project_tells_its_hours_alone(client, wish, place):
    elsewhere = ProjectSiteFactory(site=place.site)
    SessionFactory(
        cohort=CohortFactory(project_site=elsewhere, name="مجموعة سرية"),
        room_id=wish["room"],
        day=timezone.datetime(2027, 1, 3).date(),
    )
    form = wish | rows_of(client.post(PLAN, wish | {"step": "propose"})) | {"step": "create"}

    page = client.post(PLAN, form).content.decode()

    assert Cohort.objects.count() == 1
    assert "another project, 9:00–12:00" in page
    assert "مجموعة سرية" not in page


def rows_with(client, wish, **changed):
    """The proposed rows as they are posted, some of them changed."""
    return wish | rows_of(client.post(PLAN, wish | {"step": "propose"})) | changed


def test_row_of_the_table_is_made_as_it_was_changed(client, wish, place):
    other = RoomFactory(site=place.site)
    changed = {"row-4-day": "١٤/٠١/٢٠٢٧", "row-4-begins": "13", "row-4-ends": "16:00"}

    client.post(
        PLAN, rows_with(client, wish, step="create", **changed, **{"row-4-room": str(other.pk)})
    )

    moved = Session.objects.main().get(room=other)
    assert moved.on_day == date(2027, 1, 14)
    assert timezone.localtime(moved.starts_at).hour == 13


@pytest.mark.parametrize(
    "wrong",
    [
        {"row-3-day": "31/02/2027"},
        {"row-3-ends": "08:00"},
        {"row-3-ends": "23:59", "row-3-begins": "0:00"},
        {"row-3-room": "nonsense"},
        {"row-0-inner_0": "15:00"},
    ],
)
def test_row_without_sense_is_told_and_nothing_is_made(client, wish, wrong):
    answer = client.post(PLAN, rows_with(client, wish, step="create", **wrong))

    assert [row for row in answer.context["proposal"].rows if row.errors]
    assert not Cohort.objects.exists()


def test_range_that_holds_no_session_is_told(client, wish):
    form = rows_with(client, wish, step="apply", range_first="40", range_last="50")

    answer = client.post(PLAN, form | {"range_begins": "10"})

    assert "There is no session with these numbers." in answer.content.decode()


def test_dialogue_is_a_child_within_its_day(client, wish):
    client.post(PLAN, rows_with(client, wish, step="create"))

    children = Session.objects.exclude(parent=None).select_related("parent")
    assert {one.ends_at - one.starts_at for one in children} == {timedelta(minutes=45)}
    assert all(
        one.parent.starts_at <= one.starts_at < one.ends_at <= one.parent.ends_at
        for one in children
    )


def test_holiday_of_the_governorate_is_left_out_and_that_of_another_is_not(client, wish, place):
    hers, other = date(2027, 1, 4), date(2027, 1, 5)
    HolidayFactory(on_day=hers, governorate_id=place.site.area_id[:5], name_ar="يوم كركوك")
    HolidayFactory(on_day=other, governorate_id="IQG01")

    proposal = client.post(PLAN, wish | {"step": "propose"}).context["proposal"]

    assert hers not in proposal.days
    assert other in proposal.days
    assert [note for note in proposal.notes() if "يوم كركوك" in note]


def test_cohort_that_the_database_refuses_at_last_leaves_nothing(client, wish, monkeypatch):
    def twice(sessions, lead, helpers):
        return [SessionStaff(session=sessions[0], user=lead, part="lead") for _twice in range(2)]

    form = rows_with(client, wish, step="create")
    monkeypatch.setattr("trainings.services.cohorts._assignments", twice)

    answer = client.post(PLAN, form)

    assert answer.context["form"].non_field_errors()
    assert not Cohort.objects.exists()
    assert not Session.objects.exists()


def test_room_of_another_site_is_no_choice(client, wish):
    answer = client.post(PLAN, wish | {"room": str(RoomFactory().pk), "step": "propose"})

    assert "room" in answer.context["form"].errors


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
