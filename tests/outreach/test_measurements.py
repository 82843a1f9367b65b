"""Measures are taken with consent, and twice where they are unusual."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from outreach.models import MeasurementSet
from outreach.models.words import Measure
from outreach.queries.measures import ready_to_cut, sets_of
from outreach.services.measurements import Unusual, take_measurements
from outreach.services.members import decide
from outreach.services.refusals import CannotChange
from tests.factories import UserFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    VisitFactory,
    agreed,
    set_off,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def member():
    return HouseholdMemberFactory(household=agreed(HouseholdInNeedFactory()))


def measure(member, **how):
    return take_measurements(
        **{
            "set_id": uuid4(),
            "member": member,
            "taken_on": timezone.localdate(),
            "values": {"height": Decimal("162.5")},
            "by": UserFactory(),
        }
        | how
    )


def test_measures_are_kept(member):
    measured = measure(member, values={"height": Decimal("162.5"), "waist": Decimal(80)})

    measured.refresh_from_db()
    assert measured.values == {Measure.HEIGHT: Decimal("162.5"), Measure.WAIST: Decimal(80)}
    assert not measured.is_confirmed


def test_form_that_is_sent_twice_is_one_set(member):
    key = uuid4()

    assert measure(member, set_id=key) == measure(member, set_id=key)
    with pytest.raises(CannotChange, match="out of date"):
        measure(HouseholdMemberFactory(household=member.household), set_id=key)


def test_nobody_is_measured_without_consent(member):
    decide(
        household=member.household,
        purposes=["measure"],
        decision="withdrawn",
        how="verbal",
        by=UserFactory(),
    )

    with pytest.raises(CannotChange, match="measuring"):
        measure(member)


def test_unusual_value_is_measured_twice(member):
    odd = {"height": Decimal("16.5")}

    with pytest.raises(Unusual, match="between 130 and 205"):
        measure(member, values=odd)
    assert not MeasurementSet.objects.exists()

    assert measure(member, values=odd, is_confirmed=True).is_confirmed


def test_usual_value_needs_no_second_time(member):
    assert not measure(member, is_confirmed=True).is_confirmed


def test_value_of_no_body_is_refused_however_often_it_is_measured(member):
    with pytest.raises(CannotChange, match="between 5 and 230"):
        measure(member, values={"height": Decimal(231)}, is_confirmed=True)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"values": {}}, "at least one"),
        ({"taken_on": TODAY + timedelta(days=2)}, "has not come"),
    ],
)
def test_nothing_and_the_future_are_not_measured(member, how, sentence):
    with pytest.raises(CannotChange, match=sentence):
        measure(member, **how)


def test_measures_of_a_visit_wait_until_somebody_has_arrived():
    visit = VisitFactory()
    member = HouseholdMemberFactory(household=agreed(visit.household))

    with pytest.raises(CannotChange, match="arrived"):
        measure(member, visit=visit)

    set_off(visit)
    visit.arrived_at = timezone.now()
    visit.save()
    assert measure(member, visit=visit).visit == visit


def test_measures_at_a_visit_to_another_household_are_refused(member):
    visit = set_off(VisitFactory(round__cohort__project_site=member.project_site))
    visit.arrived_at = timezone.now()
    visit.save()

    with pytest.raises(CannotChange):
        measure(member, visit=visit)


def test_who_moved_out_is_not_measured(member):
    member.gone_at = timezone.now()
    member.save()

    with pytest.raises(CannotChange, match="does not live there"):
        measure(member)


def scarf(member, today=TODAY):
    return ready_to_cut(member, "scarf", sets_of([member.pk])[member.pk], today)


def test_garment_is_cut_from_the_newest_whole_set(member):
    for days, head in ((9, 54), (3, 55)):
        MeasurementSetFactory(member=member, taken_on=TODAY - timedelta(days=days), head=head)
    MeasurementSetFactory(member=member, taken_on=TODAY, head=None)

    assert scarf(member).measures.head == 55


def test_what_is_missing_is_named(member):
    assert scarf(member).missing == (Measure.HEAD,)

    MeasurementSetFactory(member=member, height=160, waist=70)
    ready = ready_to_cut(member, "skirt", sets_of([member.pk])[member.pk], TODAY)
    assert (ready.measures, ready.missing) == (None, (Measure.HIP,))


def test_child_is_measured_again_after_60_days():
    child = HouseholdMemberFactory(age_band="6-11")
    measured = MeasurementSetFactory(member=child, head=51)

    assert scarf(child, TODAY + timedelta(days=60)).measures == measured
    assert scarf(child, TODAY + timedelta(days=61)).measures is None
    assert scarf(child, TODAY + timedelta(days=61)).missing == ()
