"""A round on its pages: planned, its women and households, proposed, opened and closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from outreach.models import Round, RoundHousehold, Visit
from tests.factories import CohortFactory, EnrolmentFactory, staff
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    RoundFactory,
    RoundGraduateFactory,
    RoundHouseholdFactory,
    TeamFactory,
)
from tests.outreach.page_world import messages_of, page, sign_in, told, visit_form, volunteer_of
from tests.outreach.round_world import household_of, open_round, plan, team_of, woman_of

pytestmark = pytest.mark.django_db
ADD = page("round_add")
OUT_OF_DATE = "This page is out of date. Load it again and tap once more."


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def coordinator(client, cohort):
    return sign_in(client, Role.COORDINATOR, cohort.project_site)


def round_form(cohort, **said):
    today = timezone.localdate()
    return {
        "round_id": str(uuid4()),
        "cohort": str(cohort.pk),
        "name": "جولة الخريف",
        "starts_on": f"{today:%d/%m/%Y}",
        "ends_on": f"{today + timedelta(days=13):%d/%m/%Y}",
        "visits_per_day": "٢",
        "back_within": "120",
        **said,
    }


# --- A new round -------------------------------------------------------------


def test_round_is_planned_with_the_graduates_of_its_cohort(client, cohort, coordinator):
    EnrolmentFactory.create_batch(3, cohort=cohort)
    form = round_form(cohort)

    for _ in range(2):
        assert client.post(ADD, form).status_code == 302

    made = Round.objects.get()
    assert (made.visits_per_day, made.back_within, made.graduates.count()) == (
        2,
        timedelta(hours=2),
        3,
    )


HOSTILE = {
    "a NUL byte in the area": ({"area": "\0"}, {"area"}),
    "an end before its start": ({"ends_on": "01/01/2026"}, {"ends_on"}),
    "a day that is none": ({"starts_on": "31/02/2026"}, {"starts_on"}),
    "100 visits a day": ({"visits_per_day": "١٠٠"}, {"visits_per_day"}),
    "a name of 10,000 signs": ({"name": "ج" * 10_000}, {"name"}),
    "a name of nothing that is seen": ({"name": "\u200f\u202e"}, {"name"}),
    "a cohort that is none": ({"cohort": "\0"}, {"cohort"}),
}


@pytest.mark.parametrize(("said", "wrong"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_is_refused_in_words(client, cohort, coordinator, said, wrong):
    response = client.post(ADD, round_form(cohort) | said)

    assert response.context["form"].errors.keys() == wrong
    assert not Round.objects.exists()


def test_round_is_not_planned_for_a_cohort_elsewhere(client, coordinator):
    response = client.post(ADD, round_form(CohortFactory()))

    assert response.context["form"].errors.keys() == {"cohort"}


# --- Its women ---------------------------------------------------------------


@pytest.fixture
def round_(client):
    made = open_round()
    sign_in(client, Role.COORDINATOR, made.project_site)
    return made


def people(round_):
    return page("round_people", round_.pk)


def test_teams_are_proposed_and_split(client, round_):
    for _ in range(2):
        woman_of(round_)

    assert messages_of(client, people(round_), {"step": "propose"}) == ["1 team is made."]
    last = round_.teams.order_by("-number").first()
    assert messages_of(client, people(round_), {"step": "split", "team": last.pk}) == [
        "The team is split."
    ]
    assert round_.graduates.filter(team=None).count() == 2


def test_two_women_are_made_a_team_once(client, round_):
    one, other = woman_of(round_), woman_of(round_)
    for woman in (one, other):
        woman.side = "host"
        woman.save()
    form = {"step": "pair", "one": one.pk, "other": other.pk}

    assert messages_of(client, people(round_), form) == ["The team is made."]
    assert len(messages_of(client, people(round_), form)) == 2
    assert round_.teams.count() == 3


def test_women_and_teams_of_another_round_are_not_touched(client, round_):
    strange = TeamFactory()
    woman = RoundGraduateFactory()

    assert client.post(people(round_), {"step": "split", "team": strange.pk}).status_code == 404
    messages_of(client, people(round_), {"step": "choose", "chosen": [woman.enrolment_id]})
    assert strange.graduates.count() == 2
    assert not round_.graduates.filter(enrolment=woman.enrolment_id).exists()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"step": "fly"},
        {"step": "split", "team": "\0"},
        {"step": "take_off", "volunteer": "x"},
    ],
)
def test_form_that_is_none_of_ours_is_refused_in_words(client, round_, form):
    assert messages_of(client, people(round_), form) == [OUT_OF_DATE]


def test_area_of_a_team_takes_no_nul_byte(client, round_):
    form = {"step": "place", "team": team_of(round_).pk, "area": "\0", "neighbourhood": "رحيم آوه"}

    [said] = messages_of(client, people(round_), form)

    assert said.startswith("Area: ")


def test_volunteer_is_put_on_a_round_and_taken_off(client, round_):
    her = staff(Role.OUTREACH, round_.project_site)
    elsewhere = staff(Role.OUTREACH, CohortFactory().project_site)

    client.post(people(round_), {"step": "volunteer", "volunteer": elsewhere.pk})
    assert not round_.volunteers.exists()
    client.post(people(round_), {"step": "volunteer", "volunteer": her.pk})
    assert round_.volunteers.get(ended_at=None).user == her
    client.post(people(round_), {"step": "take_off", "volunteer": her.pk})
    assert not round_.volunteers.filter(ended_at=None).exists()


# --- Its households ----------------------------------------------------------


def test_households_are_added_and_taken_out(client, round_):
    url = page("round_households", round_.pk)
    household = HouseholdInNeedFactory(project_site=round_.project_site)

    assert messages_of(client, url, {"chosen": [household.pk]}) == ["1 household is added."]
    assert messages_of(client, url, {"drop": household.pk}) == ["Taken out of the round."]
    assert not round_.places.exists()


def test_household_elsewhere_or_unsafe_is_not_added(client, round_):
    url = page("round_households", round_.pk)
    elsewhere = HouseholdInNeedFactory()
    unsafe = HouseholdInNeedFactory(
        project_site=round_.project_site,
        unsafe_at=timezone.now(),
        unsafe_by=staff(Role.FIELD, round_.project_site),
    )

    for household in (elsewhere, unsafe):
        messages_of(client, url, {"chosen": [household.pk]})

    assert not RoundHousehold.objects.exists()


@pytest.mark.parametrize("typed", ["", "\0", "1", "x" * 10_000])
def test_household_that_is_none_is_not_taken_out(client, round_, typed):
    assert messages_of(client, page("round_households", round_.pk), {"drop": typed}) == [
        OUT_OF_DATE
    ]


# --- Its visits --------------------------------------------------------------


def test_visits_are_proposed_across_the_line(client, round_):
    for status in ("host", "idp"):
        household_of(round_, status)

    said = messages_of(client, page("round_plan", round_.pk), {"propose": "1"})

    assert said == ["2 visits are planned."]
    assert set(Visit.objects.values_list("result", flat=True)) == {"cross"}
    assert messages_of(client, page("round_plan", round_.pk), {"propose": "1"}) == [
        "No visit could be planned. Below it says what each household waits for."
    ]


def test_page_says_what_each_household_waits_for(client, round_):
    household_of(round_, "unknown")
    RoundHouseholdFactory(round=round_)

    response = client.get(page("round_plan", round_.pk))

    assert len(response.context["cannot"]) == 2
    assert response.context["can"] == []


def test_visit_is_planned_by_hand_once_though_sent_twice(client, round_):
    form = visit_form(household_of(round_), team_of(round_))

    for _ in range(2):
        assert client.post(page("round_plan", round_.pk), form).status_code == 302

    assert Visit.objects.get().result == "cross"


def test_visit_within_one_side_is_refused_unless_a_manager_is_asked(client, round_):
    form = visit_form(household_of(round_, "host"), team_of(round_))
    url = page("round_plan", round_.pk)

    assert "Team and household are of the same side." in told(client.post(url, form))
    assert client.post(url, form | {"ask": "on"}).status_code == 302
    assert Visit.objects.get().needs_exception


@pytest.mark.parametrize("name", ["household", "team"])
def test_household_or_team_of_another_round_is_not_planned(client, round_, name):
    others = open_round()
    strange = {"household": household_of(others).pk, "team": team_of(others).pk}
    form = visit_form(household_of(round_), team_of(round_)) | {name: str(strange[name])}

    response = client.post(page("round_plan", round_.pk), form)

    assert response.context["form"].errors.keys() == {name}
    assert not Visit.objects.exists()


def test_visit_is_moved_and_taken_back(client, round_):
    visit = plan(round_, household_of(round_))
    edit = page("visit_edit", visit.pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = visit_form(visit.household, visit.team, on_day=f"{tomorrow:%d/%m/%Y}")

    assert client.post(edit, form).status_code == 302
    assert Visit.objects.get().on_day == tomorrow
    assert client.post(edit, {"take_back": "1"}).status_code == 302
    assert not Visit.objects.exists()
    assert client.post(edit, {"take_back": "1"}).status_code == 404


# --- Opened and closed -------------------------------------------------------


def test_round_is_opened_with_a_visit_and_closed(client):
    round_ = RoundFactory()
    for _ in range(2):
        woman_of(round_)
    household_of(round_)
    sign_in(client, Role.COORDINATOR, round_.project_site)
    state = page("round_state", round_.pk)

    assert "begun" not in messages_of(client, state, {"open": "1"})[0]
    client.post(people(round_), {"step": "propose"})
    client.post(page("round_plan", round_.pk), {"propose": "1"})
    assert "The round has begun." in messages_of(client, state, {"open": "1"})[-1]
    assert "The round is over." in messages_of(client, state, {"close": "1"})
    assert Visit.objects.get().outcome == "postponed"


def test_volunteer_plans_nothing(client):
    round_ = open_round()
    volunteer_of(client, round_)

    for name in ("round_people", "round_households", "round_plan"):
        assert client.get(page(name, round_.pk)).status_code == 403
    assert "Plan visits" not in told(client.get(page("round_detail", round_.pk)))
