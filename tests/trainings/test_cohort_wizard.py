"""A cohort from the wish to its sessions, on one guided page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core.ids import uuid7
from tests.factories import (
    CohortFactory,
    HolidayFactory,
    ProjectSiteFactory,
    RoomFactory,
    SessionFactory,
    staff,
)
from trainings.models import (
    Cohort,
    CourseVersion,
    Session,
    SessionStaff,
)

pytestmark = pytest.mark.django_db

PLAN = "/cohorts/plan/"


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


def test_whole_course_that_clashes_is_one_sentence_with_each_session_behind_it(client, wish):
    client.post(PLAN, wish | rows_of(client.post(PLAN, wish)) | {"step": "create"})
    again = wish | {"cohort_id": str(uuid7()), "name": "المجموعة ٨"}

    answer = client.post(PLAN, again | rows_of(client.post(PLAN, again)) | {"step": "create"})

    made = Cohort.objects.get()
    sessions = made.sessions.main().count()
    [told] = answer.context["form"].non_field_errors()
    assert sessions > 20
    assert f"{made.name}\u2069 at the hours of {sessions} sessions, from Sunday 3 January" in told
    assert len(told.lines) == sessions
    page = answer.content.decode()
    assert page.count('<details class="folded">') == 1
    assert page.count("is taken by \u2068Sewing") == 1 + sessions


def test_many_sessions_at_the_same_time_are_one_sentence(client, wish):
    rows = rows_of(client.post(PLAN, wish))
    days = {name: "03/01/2027" for name in rows if name.endswith("-day") and "row" in name}

    answer = client.post(PLAN, wish | rows | days | {"step": "create"})

    [told] = answer.context["form"].non_field_errors()
    assert told == (f"Sessions 1 and 2 are at the same time. So are {len(days) - 2} more pairs.")
    assert told.lines[0] == "Sessions 2 and 3 are at the same time."
    assert Cohort.objects.count() == 0


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
