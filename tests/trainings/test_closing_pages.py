"""The pages around the end of a cohort: skills, the close, moving, the sheet on paper."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from core.context import is_demo
from core.typesetting import typeset
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    SessionFactory,
    SessionStaffFactory,
    SkillFactory,
    SkillRatingFactory,
    staff,
)
from tests.trainings.course_world import TODAY, course, held, woman_of
from tests.trainings.marking import mark
from trainings.models import Completion, Enrolment, SkillRating
from trainings.papers import SHEET, words
from trainings.papers.sheet import sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def cohort():
    made = course(completion_percent=80)
    for ago in (9, 8):
        held(made, ago)
    return made


def sign_in(client, cohort, role=Role.COORDINATOR):
    is_demo()
    user = staff(role, cohort.project_site)
    client.force_login(user)
    return user


def address(name, cohort):
    return reverse(f"trainings:{name}", args=[cohort.pk])


# --- The close ---------------------------------------------------------------


def test_table_tells_a_line_a_condition(client, cohort):
    cohort.version.completion_dialogue_minutes = 45
    cohort.version.save()
    woman_of(cohort, "pp")
    sign_in(client, cohort)

    page = client.get(address("cohort_close", cohort)).content.decode()

    assert "2 of 2 sessions = 100 %" in page
    assert "0 of 45 minutes of dialogue" in page
    assert page.count("not met:") == 1


def test_deciding_as_shown_accepts_every_proposal(client, cohort):
    women = [woman_of(cohort, marks) for marks in ("pp", "aa")]
    sign_in(client, cohort)

    response = client.post(
        address("cohort_close", cohort),
        {
            f"outcome_{women[0].pk}": "completed",
            f"outcome_{women[1].pk}": "not_completed",
        },
        follow=True,
    )

    assert "Decided: 1 of 2 completed the course." in response.content.decode()
    assert list(Completion.objects.order_by("outcome").values_list("outcome", flat=True)) == [
        "completed",
        "not_completed",
    ]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("completed", ""), ("completed", "bribe"), ("maybe", ""), ("", ""), ("\u202e", "other")],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_decided(client, cohort, outcome, reason):
    woman = woman_of(cohort, "aa")
    sign_in(client, cohort)

    response = client.post(
        address("cohort_close", cohort),
        {f"outcome_{woman.pk}": outcome, f"reason_{woman.pk}": reason},
    )

    assert response.status_code == 200
    assert "Nothing is decided yet" in response.content.decode()
    assert not Completion.objects.exists()


def test_page_before_the_end_names_what_is_missing_and_has_no_button(client, cohort):
    SessionFactory(cohort=cohort, day=TODAY + timedelta(days=2), number=36)
    woman_of(cohort, "pp-")
    sign_in(client, cohort)

    page = client.get(address("cohort_close", cohort)).content.decode()

    assert "session 36 on" in page
    assert "Decide as shown" not in page


@pytest.mark.parametrize("people", [1, 30])
def test_table_asks_the_same_number_of_queries(client, cohort, people, django_assert_num_queries):
    for _ in range(people):
        woman_of(cohort, "pp")
    sign_in(client, cohort)

    # web session, user, scope, cohort, women, scope of the service, records
    with django_assert_num_queries(7):
        client.get(address("cohort_close", cohort))


# --- Skills ------------------------------------------------------------------


@pytest.fixture
def checklist(cohort):
    return [SkillFactory(version=cohort.version, number=number) for number in (1, 2)]


def cell(woman, skill):
    return f"{woman.pk}_{skill.number}"


def rate(client, cohort, levels, seen=None, stage="end"):
    return client.post(
        f"{address('cohort_skills', cohort)}?stage={stage}",
        {"seen": json.dumps(seen or {})} | levels,
        follow=True,
    )


def ratings():
    return sorted(SkillRating.objects.values_list("skill__number", "stage", "level"))


def test_levels_are_kept_by_stage_in_any_digits(client, cohort, checklist):
    woman = EnrolmentFactory(cohort=cohort)
    user = sign_in(client, cohort, Role.FIELD)

    rate(client, cohort, {cell(woman, checklist[0]): "٢", cell(woman, checklist[1]): ""})
    rate(client, cohort, {cell(woman, checklist[0]): "۱"}, stage="mid")

    assert ratings() == [(1, "end", 2), (1, "mid", 1)]
    assert {rating.rated_by for rating in SkillRating.objects.all()} == {user}


@pytest.mark.parametrize("typed", ["4", "-1", "x", "9" * 5000, "\u202e2x"])
def test_wrong_level_is_told_and_nothing_is_saved(client, cohort, checklist, typed):
    woman = EnrolmentFactory(cohort=cohort)
    sign_in(client, cohort, Role.FIELD)

    response = rate(
        client, cohort, {cell(woman, checklist[0]): typed, cell(woman, checklist[1]): "1"}
    )

    assert "nothing is saved yet" in response.content.decode()
    assert ratings() == []


def test_only_what_she_changed_is_written(client, cohort, checklist):
    woman = EnrolmentFactory(cohort=cohort)
    SkillRatingFactory(enrolment=woman, skill=checklist[0], level=3)
    sign_in(client, cohort, Role.FIELD)

    # Her page still showed 1 for the first skill; a colleague has made it 3 meanwhile.
    rate(
        client,
        cohort,
        {cell(woman, checklist[0]): "1", cell(woman, checklist[1]): "2"},
        seen={cell(woman, checklist[0]): 1},
    )

    assert ratings() == [(1, "end", 3), (2, "end", 2)]


def test_emptied_cell_takes_the_level_away(client, cohort, checklist):
    woman = EnrolmentFactory(cohort=cohort)
    SkillRatingFactory(enrolment=woman, skill=checklist[0], level=3)
    sign_in(client, cohort, Role.FIELD)

    rate(client, cohort, {cell(woman, checklist[0]): ""}, seen={cell(woman, checklist[0]): 3})

    assert ratings() == []


@pytest.mark.parametrize("seen", ["[", "[]", "7", "\x00", "null"])
def test_forged_memory_of_the_page_is_none(client, cohort, checklist, seen):
    woman = EnrolmentFactory(cohort=cohort)
    sign_in(client, cohort, Role.FIELD)

    response = client.post(
        address("cohort_skills", cohort), {"seen": seen, cell(woman, checklist[0]): "2"}
    )

    assert response.status_code in (200, 302)


def test_facilitator_rates_her_own_class_and_no_other(client, cohort, checklist):
    woman = EnrolmentFactory(cohort=cohort)
    session = SessionFactory(cohort=cohort, day=TODAY)
    user = sign_in(client, cohort, Role.FACILITATOR)
    assert client.get(address("cohort_skills", cohort)).status_code == 404

    SessionStaffFactory(session=session, user=user)
    rate(client, cohort, {cell(woman, checklist[0]): "2"})

    assert ratings() == [(1, "end", 2)]


@pytest.mark.parametrize("people", [1, 25])
def test_grid_asks_the_same_number_of_queries(
    client, cohort, checklist, people, django_assert_num_queries
):
    EnrolmentFactory.create_batch(people, cohort=cohort)
    sign_in(client, cohort, Role.FIELD)

    # web session, user, scope, cohort, count, women, skills, levels
    with django_assert_num_queries(8):
        client.get(address("cohort_skills", cohort))


# --- Moving ------------------------------------------------------------------


def test_she_moves_to_another_cohort_of_the_course(client, cohort):
    place = EnrolmentFactory(cohort=cohort)
    other = CohortFactory(version=cohort.version, project_site=cohort.project_site)
    sign_in(client, cohort)

    client.post(
        reverse("trainings:enrolment_move", args=[place.pk]),
        {"cohort": str(other.pk), "from_on": f"{TODAY:%d/%m/%Y}"},
    )

    assert Enrolment.objects.get(cohort=other).transferred_from == place


@pytest.mark.parametrize("to", ["of another course", "at another place", "x"])
def test_cohort_that_is_not_offered_is_refused(client, cohort, to):
    place = EnrolmentFactory(cohort=cohort)
    CohortFactory(version=cohort.version, project_site=cohort.project_site)
    chosen = {
        "of another course": lambda: CohortFactory(project_site=cohort.project_site).pk,
        "at another place": lambda: CohortFactory(version=cohort.version).pk,
        "x": lambda: "x",
    }[to]()
    sign_in(client, cohort)

    response = client.post(
        reverse("trainings:enrolment_move", args=[place.pk]),
        {"cohort": str(chosen), "from_on": f"{TODAY:%d/%m/%Y}"},
    )

    assert response.status_code == 200
    place.refresh_from_db()
    assert place.state == "enrolled"


# --- The sheet ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "ckb", "en", "tr-iq", "xx"])
def test_sheet_speaks_the_language_of_the_page(language):
    session = SessionFactory()
    place = EnrolmentFactory(cohort=session.cohort, participant__given="#name *x* $y$")
    mark(session, place, "late")

    sheet = sheet_of(session, None, language)

    told = words().get(language.split("-")[0], words()["ar"])
    assert sheet["heading"].startswith(told["sheet"])
    assert [row["mark"] for row in sheet["rows"]] == ["late", *[None] * 6]
    assert typeset(SHEET, sheet).startswith(b"%PDF")


def test_sheet_tells_the_dialogue_beside_the_day(client):
    day = SessionFactory()
    inside = SessionFactory(
        cohort=day.cohort,
        parent=day,
        starts_at=day.starts_at + timedelta(minutes=60),
        ends_at=day.starts_at + timedelta(minutes=105),
    )
    mark(inside, EnrolmentFactory(cohort=day.cohort))
    sign_in(client, day.cohort)

    sheet = sheet_of(day, inside, "en")
    response = client.get(reverse("trainings:session_sheet", args=[day.pk]))

    assert sheet["rows"][0]["dialogue"] == "Present"
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
