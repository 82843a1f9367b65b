"""The list of households in need, a new one, and the page of one."""

import pytest

from accounts.models import Look
from accounts.roles import Role
from core.ids import uuid7
from outreach.models import HouseholdConsent, HouseholdInNeed, HouseholdMember, MeasurementSet
from programmes.models import AdminArea
from tests.factories import ProjectSiteFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    RoundVolunteerFactory,
    agreed,
)
from tests.outreach.page_world import household_form, member_form, messages_of, page, sign_in
from tests.outreach.round_world import household_of, open_round, plan

pytestmark = pytest.mark.django_db
ADD = page("household_add")


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def household(place):
    return agreed(HouseholdInNeedFactory(project_site=place))


# --- A new one ---------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.FIELD, Role.OUTREACH])
def test_household_is_written_down_with_what_its_head_agreed(client, place, role):
    by = sign_in(client, role, place)

    response = client.post(ADD, household_form(place, agreed=["visit", "measure"]))

    made = HouseholdInNeed.objects.get()
    assert response["Location"] == page("household_detail", made.pk)
    assert (made.created_by, made.number, made.project_site) == (by, 1, place)
    assert set(HouseholdConsent.objects.values_list("purpose", "witnessed_by")) == {
        ("visit", by.pk),
        ("measure", by.pk),
    }


def test_form_that_is_sent_twice_is_one_household(client, place):
    sign_in(client, Role.FIELD, place)
    form = household_form(place, agreed=["visit"])

    for _ in range(2):
        assert client.post(ADD, form).status_code == 302

    assert HouseholdInNeed.objects.count() == HouseholdConsent.objects.count() == 1


def test_household_is_not_written_down_at_another_place(client, place):
    sign_in(client, Role.FIELD, place)
    other = ProjectSiteFactory()

    response = client.post(ADD, household_form(other))

    assert response.context["form"].errors.keys() == {"place"}
    assert not HouseholdInNeed.objects.exists()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, place):
    sign_in(client, Role.FIELD, place)

    response = client.post(ADD, household_form(place, basis=[], address="قرب الفرن"))

    assert response.context["form"].errors.keys() == {"basis"}
    assert "قرب الفرن" in response.content.decode()


# --- What is not a form of ours ----------------------------------------------

HOSTILE = {
    "a NUL byte in the area": ({"area": "IQ\0G13"}, {"area"}),
    "an area far away": ({"area": "XX99"}, {"area"}),
    "10,000 characters": ({"address": "ء" * 10_000}, {"address"}),
    "a phone that is none": ({"phone": "\u202e0770\u202c"}, {"phone"}),
    "an id that is none": ({"household_id": "1 OR 1=1"}, {"household_id"}),
    "a level that is none": ({"urgency": "9" * 400}, {"urgency"}),
    "a reason that is none": ({"basis": ["no_income", "\0"]}, {"basis"}),
    "a language that is none": ({"languages": ["<b>"]}, {"languages"}),
    "a place that is none": ({"place": "\0"}, {"place"}),
}


@pytest.mark.parametrize(("said", "wrong"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_is_refused_in_words(client, place, said, wrong):
    sign_in(client, Role.FIELD, place)

    response = client.post(ADD, household_form(place) | said)

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == wrong
    assert not HouseholdInNeed.objects.exists()


def test_signs_that_nobody_sees_are_taken_out_and_told(client, place):
    sign_in(client, Role.FIELD, place)

    said = messages_of(client, ADD, household_form(place, address="\u202eقرب\0 الفرن\u200f"))

    assert HouseholdInNeed.objects.get().address == "قرب الفرن"
    assert any("Characters that nobody can see" in message for message in said)


# --- Who lives there ---------------------------------------------------------


def test_line_is_added_once_and_decides_the_composition(client, place, household):
    sign_in(client, Role.FIELD, place)
    form = member_form(wants=["dress"])

    for _ in range(2):
        client.post(page("household_detail", household.pk), form)
    response = client.get(page("household_detail", household.pk))

    assert HouseholdMember.objects.count() == 1
    assert response.context["composition"] == "displaced"


def test_line_of_another_household_is_not_mended_here(client, place, household):
    sign_in(client, Role.FIELD, place)
    other = HouseholdMemberFactory(household__project_site=place)

    for name in ("member_edit", "household_measure"):
        assert client.get(page(name, household.pk, other.pk)).status_code == 404


def test_somebody_moves_out(client, place, household):
    sign_in(client, Role.FIELD, place)
    member = HouseholdMemberFactory(household=household)

    client.post(page("member_edit", household.pk, member.pk), {"moved_out": "1"})

    assert HouseholdMember.objects.get().gone_at is not None
    assert client.get(page("member_edit", household.pk, member.pk)).status_code == 404


# --- What is decided ---------------------------------------------------------


def test_volunteer_neither_closes_nor_opens_an_address(client, place, household):
    by = sign_in(client, Role.OUTREACH, place)
    HouseholdInNeed.objects.update(created_by=by)
    change = page("household_change", household.pk)

    assert client.post(change, {"step": "close", "reason": "helped"}).status_code == 403
    assert client.post(change, {"step": "safe"}).status_code == 403
    assert client.post(change, {"step": "unsafe"}).status_code == 302
    assert HouseholdInNeed.objects.get().unsafe_at is not None


def test_coordinator_opens_an_address_that_is_safe_again(client, place, household):
    sign_in(client, Role.COORDINATOR, place)
    change = page("household_change", household.pk)
    client.post(change, {"step": "unsafe"})

    assert messages_of(client, change, {"step": "safe"})[-1] == "This address can be planned again."
    assert HouseholdInNeed.objects.get().unsafe_at is None


def test_withdrawn_consent_ends_the_planned_visit_at_once(client):
    round_ = open_round()
    visit = plan(round_, household_of(round_))
    sign_in(client, Role.FIELD, round_.project_site)

    client.post(
        page("household_change", visit.household_id),
        {"step": "consent", "purposes": ["visit"], "decision": "withdrawn", "how": "verbal"},
    )

    visit.refresh_from_db()
    assert visit.outcome == "refused"


@pytest.mark.parametrize("step", ["", "\0", "x" * 10_000, "close"])
def test_step_that_is_none_or_says_nothing_is_refused_in_words(client, place, household, step):
    sign_in(client, Role.COORDINATOR, place)

    said = messages_of(client, page("household_change", household.pk), {"step": step})

    assert len(said) == 1
    assert HouseholdInNeed.objects.get().closed_at is None


# --- Who may see it ----------------------------------------------------------


def test_volunteer_of_a_round_opens_no_household_of_somebody_else(client):
    round_ = open_round()
    household = household_of(round_)
    plan(round_, household)
    by = sign_in(client, Role.OUTREACH, round_.project_site)
    RoundVolunteerFactory(round=round_, user=by)

    assert client.get(page("household_detail", household.pk)).status_code == 404
    assert client.get(page("household_list")).status_code == 403


def test_opening_a_household_is_on_record(client, place, household):
    HouseholdMemberFactory(household=household)
    by = sign_in(client, Role.MANAGER, place)

    client.get(page("household_detail", household.pk))

    look = Look.objects.get(kind="view")
    assert (look.user_id, look.page, look.people) == (by.pk, "outreach:household_detail", 1)


# --- Measuring ---------------------------------------------------------------


def measure_form(**said):
    return {"set_id": str(uuid7()), "taken_on": "", **said}


@pytest.fixture
def measure(client, place, household):
    member = HouseholdMemberFactory(household=household, wants=["scarf"])
    sign_in(client, Role.FIELD, place)
    return page("household_measure", household.pk, member.pk)


def today(form):
    return form | {"taken_on": "٢٢/١١/٢٠٢٦"}


def test_measures_are_taken_in_any_digits_and_once(client, measure):
    form = today(measure_form(head="٥٦٫٥", neck="35,5 سم"))

    for _ in range(2):
        assert client.post(measure, form).status_code == 302

    kept = MeasurementSet.objects.get()
    assert (str(kept.head), str(kept.neck)) == ("56.5", "35.5")


def test_unusual_measure_asks_to_measure_twice(client, measure):
    form = today(measure_form(head="90"))

    response = client.post(measure, form)

    assert response.context["form"].errors.keys() == {"head"}
    assert not MeasurementSet.objects.exists()
    assert client.post(measure, form | {"is_confirmed": "on"}).status_code == 302


@pytest.mark.parametrize("typed", ["-5", "1e3", "\0", "NaN", "9" * 5000, "=1+1", "٩٩٩"])
def test_measure_that_is_none_is_refused_in_words(client, measure, typed):
    response = client.post(measure, today(measure_form(head=typed)))

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"head"}


def test_nothing_is_not_a_measurement(client, measure):
    response = client.post(measure, today(measure_form()))

    assert response.context["form"].non_field_errors()
    assert not MeasurementSet.objects.exists()


def test_areas_are_those_around_the_site(client, place):
    sign_in(client, Role.FIELD, place)

    offered = client.get(ADD).context["form"].fields["area"].queryset

    assert {area.pcode[:5] for area in offered} == {place.site.area_id[:5]}
    assert offered.count() < AdminArea.objects.count()
