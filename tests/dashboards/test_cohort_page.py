"""How a cohort is doing: exact numbers by the rules, for those who may open its rosters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from dashboards.charts import Tile
from dashboards.figures.cohort import heatmap
from dashboards.figures.cohort_tables import forecast_lines
from dashboards.queries.cohort_grid import Span, read_grid
from dashboards.queries.cohort_more import forecast_of, left_asked, playroom_asked
from dashboards.queries.weeks import week_of
from tests.childcare.factories import StayFactory
from tests.counting import exactly
from tests.dashboards.history import FIRST, History
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    GrantFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import Cohort

pytestmark = pytest.mark.django_db

WHOLE = Span(FIRST, FIRST + timedelta(days=60))


def url_of(cohort):
    return reverse("dashboards:cohort", args=[cohort.pk])


@pytest.fixture
def cohort():
    return CohortFactory(
        version=CourseVersionFactory(completion_percent=80), starts_on=FIRST, ends_on=WHOLE.last
    )


@pytest.fixture
def manager(cohort):
    return staff(Role.MANAGER, cohort.project_site, language="en")


def woman_of(cohort, status=None, **kwargs):
    place = EnrolmentFactory(cohort=cohort, **{"from_on": FIRST} | kwargs)
    if status:
        DisplacementEpisodeFactory(participant=place.participant, status=status, from_on=FIRST)
    return place


def held(cohort, day, number=1, **kwargs):
    return SessionFactory(
        cohort=cohort,
        day=FIRST + timedelta(days=day),
        number=number,
        **{"state": "held"} | kwargs,
    )


@pytest.mark.parametrize("seed", [31, 32])
def test_tallies_and_minutes_agree_with_another_count(seed):
    history = History(seed)
    last = FIRST + timedelta(days=history.days)
    cohorts = Cohort.objects.filter(project_site__in=history.places)
    grids = [read_grid(cohort, Span(FIRST, last), last) for cohort in cohorts]

    expected = history.marks(FIRST, last)
    for at, name in enumerate(("there", "kept", "marked", "hers")):
        found = sum(getattr(grid.tallies()[None, ""], name) for grid in grids)
        assert found == sum(numbers[at] for numbers in expected.values()), name
    for status in {status for _person, status in expected}:
        told = [grid.tallies().get((None, status)) for grid in grids]
        assert sum(one.there for one in told if one) == sum(
            numbers[0] for (_person, name), numbers in expected.items() if name == status
        )
    minutes = history.minutes(FIRST, last)
    assert sum(grid.dialogue_minutes().get("", 0) for grid in grids) == sum(
        in_it for in_it, _planned in minutes.values()
    )


def test_each_kind_of_tile_is_told_apart(cohort):
    woman = woman_of(cohort, from_on=FIRST + timedelta(days=1))
    sessions = [held(cohort, day, day + 1) for day in range(8)]
    for session, value in zip(sessions[1:5], ("present", "late", "excused", "absent"), strict=True):
        mark(session, woman, value)
    sessions[6].state, sessions[6].state_reason = "cancelled", "power"
    sessions[6].save()
    sessions[7].state = "planned"
    sessions[7].save()

    grid = read_grid(cohort, WHOLE, today=FIRST + timedelta(days=6))
    (row,) = heatmap(grid, []).rows

    assert row.tiles == (
        Tile.NOT_HERS,
        Tile.PRESENT,
        Tile.LATE,
        Tile.EXCUSED,
        Tile.ABSENT,
        Tile.UNRECORDED,
        Tile.CANCELLED,
        Tile.TO_COME,
    )


def test_what_has_no_mark_stands_outside_both_rates(cohort):
    women = [woman_of(cohort, "idp"), woman_of(cohort, "host"), woman_of(cohort)]
    session = held(cohort, 0)
    mark(session, women[0], "excused")
    mark(session, women[1], "present")

    tallies = read_grid(cohort, WHOLE, FIRST).tallies()

    everybody = tallies[week_of(FIRST), ""]
    assert (everybody.there, everybody.kept, everybody.marked, everybody.hers) == (1, 2, 2, 3)
    assert tallies[None, "unknown"].marked == 0
    assert len(everybody.women) == 3


def test_who_can_still_complete_is_told_from_who_cannot(cohort):
    surely, still, cannot = (woman_of(cohort) for _ in range(3))
    done = woman_of(cohort, state="completed")
    for day in range(8):
        session = held(cohort, day, day + 1)
        for woman, missed in ((surely, 0), (still, 1), (cannot, 4), (done, 2)):
            mark(session, woman, "absent" if day < missed else "present")
    for day in (20, 21):
        held(cohort, day, day, state="planned")
    today = FIRST + timedelta(days=10)
    grid, left = read_grid(cohort, WHOLE, today), left_asked(cohort.pk, today).told()

    forecast = forecast_of(cohort, grid, left)

    assert left == 2
    assert forecast.surely == {surely.pk}
    assert forecast.undecided == {still.pk}
    assert forecast.cannot == {cannot.pk}
    assert forecast.done == {done.pk}
    named = [line for line in forecast_lines(grid, forecast) if line.is_named]
    assert [name for line in named for _place, name in line.women] == [cannot.participant.full_name]


def test_the_playroom_counts_children_and_their_mothers(cohort):
    mother = woman_of(cohort)
    stays = [StayFactory(enrolment=mother, on_day=FIRST + timedelta(days=n)) for n in range(2)]
    StayFactory(enrolment=woman_of(CohortFactory()), on_day=FIRST)

    told = playroom_asked(read_grid(cohort, WHOLE, FIRST)).told()

    assert (told.women, told.children, told.stays) == (1, 2, len(stays))


def test_filters_in_the_address_narrow_the_page(client, cohort, manager):
    displaced, host = woman_of(cohort, "idp"), woman_of(cohort, "host")
    for day in (0, 10):
        session = held(cohort, day, day + 1)
        mark(session, displaced, "present")
        mark(session, host, "absent")
    client.force_login(manager)

    page = client.get(url_of(cohort), {"status": "idp", "first": "2026-03-08"})

    text = page.content.decode()
    assert displaced.participant.full_name in text
    assert host.participant.full_name not in text
    assert "1 of 1 marks" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "nonsense"},
        {"first": "2026-03-08", "last": "2026-03-01"},
        {"status": "kurdish"},
        {"first": "\x00", "status": "x" * 10_000},
        {"first": "2026-03-09"},
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_shows_everything(client, cohort, manager, asked):
    woman = woman_of(cohort)
    client.force_login(manager)

    page = client.get(url_of(cohort), asked)

    assert page.status_code == 200
    assert woman.participant.full_name in page.content.decode()
    assert "invalid-feedback" in page.content.decode()


def test_a_shared_address_opens_only_to_who_may_open_the_cohort(client, cohort):
    address = f"{url_of(cohort)}?status=idp"
    answers = {}
    for role in (Role.FIELD, Role.MANDE, Role.DONOR):
        client.force_login(staff(role, cohort.project_site))
        answers[role] = client.get(address).status_code
    client.force_login(staff(Role.MANAGER, CohortFactory().project_site))
    answers["elsewhere"] = client.get(address).status_code

    assert answers == {Role.FIELD: 200, Role.MANDE: 403, Role.DONOR: 403, "elsewhere": 404}


def test_an_empty_cohort_says_so_and_counts_no_zero_rate(client, cohort, manager):
    client.force_login(manager)

    page = client.get(url_of(cohort)).content.decode()

    assert "no marks yet" in page
    assert "0 %" not in page.replace("100 %", "").replace("40 %", "").replace("80 %", "")


@pytest.mark.parametrize("size", [1, 40])
def test_queries_do_not_grow(client, cohort, manager, size):
    sessions = [held(cohort, day, day + 1) for day in range(3)]
    for _ in range(size):
        woman = woman_of(cohort, "idp")
        StayFactory(enrolment=woman, on_day=FIRST)
        for session in sessions:
            mark(session, woman, "absent")
    client.force_login(manager)
    client.get("/help/")  # what is read once by each process

    # Session, user, scope; cohort, four for the grid, spells, what is left, records with their
    # scope, absences asked about, follow-ups, playroom.
    with exactly(15):
        page = client.get(url_of(cohort))

    assert page.status_code == 200
    assert page.content.count(b'href="#tile-absent"') >= size * 3


def plans():
    """How often this connection kept to a plan, and how often it made another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(generic_plans), 0), coalesce(sum(custom_plans), 0) "
            "FROM pg_prepared_statements WHERE statement LIKE '%trainings_%'"
        )
        return cursor.fetchone()


def test_its_questions_are_planned_once(client, cohort, manager):
    mark(held(cohort, 0), woman_of(cohort, "idp"), "absent")
    client.force_login(manager)
    kept, anew = plans()

    for _time in range(3):
        client.get(url_of(cohort))

    assert plans() == (kept + 3 * 10, anew)


def test_what_she_is_at_another_place_opens_no_cohort_there(client, cohort):
    """The database shows her the women of the playroom's place; the page is not hers."""
    elsewhere = CohortFactory()
    user = staff(Role.FIELD, cohort.project_site)
    place = elsewhere.project_site
    GrantFactory(user=user, role=Role.CHILDCARE, project=place.project, site=place.site)
    client.force_login(user)

    assert client.get(url_of(cohort)).status_code == 200
    assert client.get(url_of(elsewhere)).status_code == 404
