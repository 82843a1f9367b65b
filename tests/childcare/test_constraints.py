"""What the database keeps true about children, lists and carers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from childcare.models import Carer, Child, PickupAuthorisation, RatioBand, Shift
from tests.childcare.factories import (
    CarerFactory,
    ChildFactory,
    DayTagFactory,
    GuardianshipFactory,
    PickupAuthorisationFactory,
    RatioBandFactory,
    ShiftFactory,
)
from tests.factories import ProjectSiteFactory, UserFactory
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def test_child_and_carer_have_names():
    child, carer = ChildFactory(), CarerFactory()

    with refused_by("child_has_a_name"):
        Child.objects.filter(pk=child.pk).update(name="")
    with refused_by("carer_has_a_name"):
        Carer.objects.filter(pk=carer.pk).update(name="")
    with refused_by("pickup_has_a_name"):
        PickupAuthorisationFactory(name="")


def test_guardian_is_noted_once():
    child = ChildFactory()

    with refused_by("guardianship_once"):
        GuardianshipFactory(child=child, participant=child.guardian)
    GuardianshipFactory(child=child, relation="aunt")


def test_permission_has_at_least_one_day():
    with refused_by("pickup_not_empty"):
        PickupAuthorisationFactory(from_on=DAY, to_on=DAY)
    PickupAuthorisationFactory(from_on=DAY, to_on=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_blocked": True},
        {"is_blocked": False, "blocked_reason": "custody"},
        {"is_blocked": True, "blocked_reason": "custody", "to_on": date(2027, 1, 1)},
    ],
)
def test_block_has_a_reason_and_no_last_day(wrong):
    with refused_by("pickup_blocked_with_a_reason"):
        PickupAuthorisationFactory(**wrong)
    PickupAuthorisationFactory(is_blocked=True, blocked_reason="custody")


def test_what_is_taken_back_says_by_whom():
    with refused_by("pickup_revoked_by_somebody"):
        PickupAuthorisationFactory(revoked_at=timezone.now())


def test_line_of_the_list_is_taken_back_once_and_never_changed():
    line = PickupAuthorisation.objects.filter(pk=PickupAuthorisationFactory().pk)
    taken = {"revoked_at": timezone.now(), "revoked_by": UserFactory()}

    with refused_by("pickup_only_taken_back"):
        line.update(name="آخر")
    with refused_by("pickup_only_taken_back"):
        line.update(to_on=date(2030, 1, 1))
    assert line.update(**taken) == 1
    with refused_by("pickup_only_taken_back"):
        line.update(revoked_at=None, revoked_by=None)


def test_tag_belongs_to_one_family_a_day():
    tag = DayTagFactory(number=7)
    same = {"project_site": tag.project_site, "on_day": tag.on_day}

    with refused_by("tag_number_once_a_day"):
        DayTagFactory(**same, number=7)
    with refused_by("tag_one_per_family_and_day"):
        DayTagFactory(**same, number=8, guardian=tag.guardian)
    with refused_by("tag_number_counts_from_one"):
        DayTagFactory(number=0)
    DayTagFactory(project_site=tag.project_site, on_day=tag.on_day - timedelta(days=1), number=7)


def test_carer_is_on_the_list_of_a_place_once():
    user = UserFactory()
    carer = CarerFactory(user=user)

    with refused_by("carer_once_per_place"):
        CarerFactory(user=user, project_site=carer.project_site)
    CarerFactory(user=user)
    Carer.objects.filter(pk=carer.pk).update(ended_at=timezone.now())
    CarerFactory(user=user, project_site=carer.project_site)


def test_clearance_ends_after_it_was_given():
    with refused_by("carer_cleared_from_a_day"):
        CarerFactory(cleared_on=DAY, cleared_until=DAY - timedelta(days=1))
    with refused_by("carer_cleared_from_a_day"):
        CarerFactory(cleared_on=None, cleared_until=DAY)
    CarerFactory(cleared_on=DAY, cleared_until=DAY)


def test_carer_is_in_the_room_once_and_at_her_place():
    shift = ShiftFactory()

    with refused_by("shift_one_open_per_carer"):
        ShiftFactory(carer=shift.carer)
    with refused_by("shift_at_place_of_carer"):
        ShiftFactory(project_site=ProjectSiteFactory())
    with refused_by("shift_ends_after_it_begins"):
        Shift.objects.update(out_at=shift.in_at - timedelta(seconds=1))
    Shift.objects.update(out_at=shift.in_at)
    ShiftFactory(carer=shift.carer)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"children": 0}, "ratio_band_children_sensible"),
        ({"children": 31}, "ratio_band_children_sensible"),
        ({"from_years": 18}, "ratio_band_for_children"),
        ({"area_m2": "-0.1"}, "ratio_band_area_sensible"),
    ],
)
def test_band_is_sensible(wrong, constraint):
    with refused_by(constraint):
        RatioBandFactory(**wrong)
    RatioBandFactory(from_years=17, children=30, area_m2="0.0")


def test_bands_begin_at_different_ages():
    band = RatioBandFactory()

    with refused_by("ratio_band_once_per_age"):
        RatioBandFactory(project_site=band.project_site)
    assert RatioBand.objects.count() == 1


def test_names_are_folded_however_the_list_is_written():
    line = PickupAuthorisationFactory(name="أحمد كـاظم")

    assert PickupAuthorisation.objects.get(folded_name="احمد کاظم") == line
