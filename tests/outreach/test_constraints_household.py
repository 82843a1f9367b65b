"""What the database knows of households and their members."""

import pytest
from django.utils import timezone

from outreach.models import HouseholdConsent, HouseholdInNeed
from tests.factories import ProjectSiteFactory, UserFactory
from tests.outreach.factories import (
    HouseholdConsentFactory,
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    StatusSideFactory,
)
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db


def test_number_is_given_once_at_a_place():
    household = HouseholdInNeedFactory(number=7)
    HouseholdInNeedFactory(number=7)

    with refused_by("household_number_once_per_place"):
        HouseholdInNeedFactory(number=7, project_site=household.project_site)


def test_household_says_why_it_is_in_need():
    with refused_by("household_says_why_in_need"):
        HouseholdInNeedFactory(basis=[])


@pytest.mark.parametrize("urgency", [0, 4])
def test_urgency_is_one_of_three(urgency):
    HouseholdInNeedFactory(urgency=1)
    HouseholdInNeedFactory(urgency=3)

    with refused_by("household_urgency_known"):
        HouseholdInNeedFactory(urgency=urgency)


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("household_unsafe_says_who", {"unsafe_at": timezone.now()}),
        ("household_closed_says_who_and_why", {"closed_at": timezone.now()}),
        ("household_came_says_who_noted_it", {"came_on": timezone.localdate()}),
    ],
)
def test_state_says_who_caused_it(name, alone):
    with refused_by(name):
        HouseholdInNeedFactory(**alone)


def test_closed_household_says_why():
    closed = {"closed_at": timezone.now(), "closed_by": UserFactory()}
    HouseholdInNeedFactory(**closed, closed_reason="helped")

    with refused_by("household_closed_says_who_and_why"):
        HouseholdInNeedFactory(**closed)


def test_member_has_a_label():
    with refused_by("household_member_has_a_label"):
        HouseholdMemberFactory(label="")


def test_household_has_one_head_but_another_once_she_is_gone():
    head = HouseholdMemberFactory(is_head=True)

    with refused_by("household_one_head"):
        HouseholdMemberFactory(household=head.household, is_head=True)

    head.gone_at = timezone.now()
    head.save()
    HouseholdMemberFactory(household=head.household, is_head=True)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (HouseholdMemberFactory, "household_member_at_its_place"),
        (HouseholdConsentFactory, "household_consent_at_its_place"),
    ],
)
def test_what_hangs_on_a_household_is_at_its_place(make, name):
    with refused_by(name):
        make(project_site=ProjectSiteFactory())


def test_measures_are_of_a_member_of_the_household():
    with refused_by("measurement_of_member_of_household"):
        member = HouseholdMemberFactory()
        stranger = HouseholdInNeedFactory(project_site=member.project_site)
        MeasurementSetFactory(member=member, household=stranger)


def test_measures_are_not_empty():
    with refused_by("measurement_set_not_empty"):
        MeasurementSetFactory(height=None)


@pytest.mark.parametrize(("height", "is_refused"), [("4.9", 1), ("5", 0), ("230", 0), ("230.1", 1)])
def test_measures_are_those_of_a_body(height, is_refused):
    if not is_refused:
        MeasurementSetFactory(height=height)
        return
    with refused_by("measurement_within_5_and_230_cm"):
        MeasurementSetFactory(height=height)


def test_decision_of_a_household_is_never_changed():
    consent = HouseholdConsentFactory()

    with refused_by("household_consent_added_only"):
        HouseholdConsent.objects.filter(pk=consent.pk).update(decision="refused")
    with refused_by("household_consent_added_only"):
        HouseholdConsent.objects.filter(pk=consent.pk).delete()


def test_project_counts_a_status_once():
    side = StatusSideFactory()

    with refused_by("status_side_once_per_project"):
        StatusSideFactory(project=side.project)


def test_address_and_phone_are_unreadable_in_the_database():
    household = HouseholdInNeedFactory(address="شارع 5", phone="+9647701234567")

    [stored] = HouseholdInNeed.objects.filter(pk=household.pk).extra(
        select={"raw": "address", "raw_phone": "phone"}
    )
    assert "شارع".encode() not in bytes(stored.raw)
    assert b"770123" not in bytes(stored.raw_phone)
    assert HouseholdInNeed.objects.get().address == "شارع 5"


def test_children_are_those_under_18():
    bands = {band: HouseholdMemberFactory.build(age_band=band).is_child for band in BANDS}

    assert bands == {
        "0-1": True,
        "2-5": True,
        "6-11": True,
        "12-17": True,
        "18-59": False,
        "60+": False,
    }


BANDS = ("0-1", "2-5", "6-11", "12-17", "18-59", "60+")
