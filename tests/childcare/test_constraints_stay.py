"""A stay: one open for a child anywhere, out only with a check, and never changed after."""

from datetime import timedelta

import pytest
from django.utils import timezone

from childcare.models import Stay
from tests.childcare.factories import DayTagFactory, PickupAuthorisationFactory, StayFactory
from tests.factories import EnrolmentFactory, ParticipantFactory, UserFactory
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay():
    return StayFactory()


def rows(stay):
    return Stay.objects.filter(pk=stay.pk)


def out(stay, **how):
    return {"out_at": timezone.now(), "out_by": UserFactory(), "out_check": "mother"} | how


def test_child_is_inside_once_wherever_it_is(stay):
    with refused_by("stay_one_open_per_child"):
        StayFactory(child=stay.child)

    rows(stay).update(**out(stay, collected_by=stay.child.guardian))
    StayFactory(child=stay.child)


def test_stay_noted_by_mistake_leaves_the_child_free(stay):
    rows(stay).update(
        cancelled_at=timezone.now(), cancelled_by=UserFactory(), cancelled_reason="mistake"
    )

    StayFactory(child=stay.child)


@pytest.mark.parametrize(
    "how",
    [
        {"out_check": ""},
        {"out_check": "mother"},
        {"out_check": "listed"},
        {"out_check": "code"},
        {"out_check": "supervisor"},
        {"out_check": "supervisor", "collected_name": "نوال"},
        {"out_check": "supervisor", "out_reason": "she called"},
        {"out_check": "trust me"},
        {"out_at": None, "out_by": None},
        {"out_by": None},
    ],
    ids=str,
)
def test_child_does_not_leave_without_a_check(stay, how):
    with refused_by("stay_out_only_with_a_check"):
        rows(stay).update(**out(stay, **how))


def test_check_names_who_was_checked_and_nobody_else(stay):
    line, mother = PickupAuthorisationFactory(child=stay.child), stay.child.guardian
    for wrong in (
        {"out_check": "mother", "collected_under": line},
        {"out_check": "mother", "collected_by": mother, "collected_under": line},
        {"out_check": "listed", "collected_by": mother},
        {"out_check": "code", "collected_by": mother},
        {"out_check": "listed", "collected_under": line, "collected_name": "نوال"},
    ):
        with refused_by("stay_out_only_with_a_check"):
            rows(stay).update(**out(stay, **wrong))

    assert rows(stay).update(**out(stay, out_check="code", collected_under=line)) == 1


def test_supervisor_says_who_and_why(stay):
    said = {"out_check": "supervisor", "collected_name": "نوال", "out_reason": "she called"}

    assert rows(stay).update(**out(stay, **said)) == 1


def test_what_is_over_stays_as_it_is(stay):
    rows(stay).update(**out(stay, collected_by=stay.child.guardian))

    for change in ({"out_at": None}, {"in_at": stay.in_at}, {"out_at": timezone.now()}):
        with refused_by("stay_is_over"):
            rows(stay).update(**change)
    with refused_by("stay_is_over"):
        rows(stay).delete()


def test_open_stay_is_not_deleted_either(stay):
    with refused_by("stay_is_over"):
        rows(stay).delete()


def test_child_leaves_after_it_came(stay):
    early = {"out_at": stay.in_at - timedelta(seconds=1), "collected_by": stay.child.guardian}
    with refused_by("stay_ends_after_it_begins"):
        rows(stay).update(**out(stay, **early))

    assert rows(stay).update(**out(stay, **early | {"out_at": stay.in_at})) == 1


def test_mistake_says_who_and_why(stay):
    with refused_by("stay_cancelled_by_somebody"):
        rows(stay).update(cancelled_at=timezone.now())
    with refused_by("stay_cancelled_by_somebody"):
        rows(stay).update(cancelled_at=timezone.now(), cancelled_by=UserFactory())


def test_somebody_brought_the_child():
    with refused_by("stay_brought_by_one"):
        StayFactory(brought_by=None)
    with refused_by("stay_brought_by_one"):
        StayFactory(brought_name="نوال")
    StayFactory(brought_by=None, brought_name="نوال")


def test_tag_is_of_the_same_place_and_day():
    with refused_by("stay_with_tag_of_its_day"):
        StayFactory(tag=DayTagFactory())


def test_place_is_that_of_the_enrolment():
    enrolment, elsewhere = EnrolmentFactory(), EnrolmentFactory()

    with refused_by("stay_at_place_of_enrolment"):
        StayFactory(
            enrolment=enrolment,
            project_site=elsewhere.project_site,
            tag=DayTagFactory(project_site=elsewhere.project_site),
        )


def test_refused_hand_over_is_never_changed():
    from childcare.models import RefusedHandOver
    from tests.childcare.factories import RefusedHandOverFactory

    refusal = RefusedHandOverFactory()

    with pytest.raises(Exception, match="permission denied"):
        RefusedHandOver.objects.filter(pk=refusal.pk).update(why="expired")


def test_guardian_need_not_be_the_mother(stay):
    aunt = ParticipantFactory(project_sites=[stay.project_site_id])

    assert rows(stay).update(**out(stay, collected_by=aunt)) == 1
