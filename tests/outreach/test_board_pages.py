"""The board of a round: garments ordered, and moved from step to step."""

import pytest

from accounts.roles import Role
from outreach.models import Garment
from tests.outreach.factories import GarmentFactory, HouseholdMemberFactory, MeasurementSetFactory
from tests.outreach.page_world import messages_of, page, sign_in, told, volunteer_of
from tests.outreach.round_world import household_of, open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return open_round()


@pytest.fixture
def member(round_):
    household = household_of(round_)
    return HouseholdMemberFactory(household=household, label="البنت", wants=["scarf", "skirt"])


@pytest.fixture
def volunteer(client, round_):
    return volunteer_of(client, round_)


def order(client, round_, member, *kinds):
    form = {"round": round_.pk, "member": member.pk, "kinds": kinds}
    return messages_of(client, page("garment_order", round_.pk), form)


def take(client, garment, **said):
    return messages_of(client, page("garment_step", garment.pk), said)


def test_what_is_needed_is_ordered_once_though_tapped_twice(client, round_, member, volunteer):
    assert order(client, round_, member, "scarf", "skirt") == ["2 garments are ordered."]
    order(client, round_, member, "scarf", "skirt")

    assert Garment.objects.count() == 2
    assert client.get(page("board", round_.pk)).context["wanted"] == []


def test_nothing_is_ordered_for_somebody_of_another_round(client, round_, volunteer):
    other = open_round()
    strange = HouseholdMemberFactory(household=household_of(other), wants=["scarf"])
    form = {"round": round_.pk, "member": strange.pk, "kinds": ["scarf"]}

    assert client.post(page("garment_order", round_.pk), form).status_code == 404
    assert not Garment.objects.exists()


@pytest.mark.parametrize(
    "said", [{"member": "\0"}, {"kinds": ["\0"]}, {"kinds": []}, {"kinds": ["x" * 10_000]}]
)
def test_order_that_is_none_is_refused_in_words(client, round_, member, volunteer, said):
    form = {"round": round_.pk, "member": member.pk, "kinds": ["scarf"]} | said

    assert messages_of(client, page("garment_order", round_.pk), form)
    assert not Garment.objects.exists()


def test_garment_goes_through_the_workshop(client, round_, member, volunteer):
    order(client, round_, member, "scarf")
    garment = Garment.objects.get()

    assert "Measure first" in take(client, garment, to="cut")[0]
    MeasurementSetFactory(member=member, head=55)
    woman = round_.graduates.first()
    take(client, garment, to="cut")
    take(client, garment, to="sewn", sewn_by=woman.pk)
    assert take(client, garment, to="checked") == ["headscarf or hat: checked"]

    garment.refresh_from_db()
    assert (garment.state, garment.sewn_by_graduate) == ("checked", woman)
    assert "البنت" in told(client.get(page("board", round_.pk)))


def test_step_is_undone_from_the_state_that_she_saw(client, round_, member, volunteer):
    garment = GarmentFactory(round=round_, member=member)

    assert "meanwhile" in take(client, garment, undo="cut")[0]
    assert take(client, garment, undo="ordered") == ["Undone."]
    assert not Garment.objects.exists()


@pytest.mark.parametrize("said", [{}, {"to": "\0"}, {"undo": "x"}, {"given_back": "\0"}])
def test_step_that_is_none_is_refused_in_words(client, round_, member, volunteer, said):
    garment = GarmentFactory(round=round_, member=member)

    assert take(client, garment, **said)
    garment.refresh_from_db()
    assert garment.state == "ordered"


def test_woman_of_another_round_sewed_nothing_here(client, round_, member, volunteer):
    garment = GarmentFactory(round=round_, member=member)
    strange = open_round().graduates.first()

    assert take(client, garment, to="sewn", sewn_by=strange.pk)
    garment.refresh_from_db()
    assert garment.sewn_by_graduate is None


def test_manager_looks_on(client, round_, member):
    garment = GarmentFactory(round=round_, member=member)
    sign_in(client, Role.MANAGER, round_.project_site)

    assert "It is cut" not in client.get(page("board", round_.pk)).content.decode()
    assert client.post(page("garment_step", garment.pk), {"to": "cut"}).status_code == 403
