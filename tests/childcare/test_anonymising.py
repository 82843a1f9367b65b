"""A mother is made anonymous: her children's names go with hers."""

import pytest
from django.utils import timezone, translation

from childcare.models import PickupAuthorisation, Stay
from participants.services.anonymising import anonymise
from participants.services.refusals import CannotAnonymise
from tests.childcare.factories import GuardianshipFactory, PickupAuthorisationFactory
from tests.childcare.world import bring_in, collect, herself, playroom
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A mother whose place has ended, and her child."""
    made = playroom(children=1)
    Enrolment.objects.update(to_on=timezone.localdate())
    return made


def test_children_and_who_may_collect_them_lose_their_names(room):
    [child] = room.children
    PickupAuthorisationFactory(
        child=child, name="خالة هناء", relation="خالتها", phone="07701234567"
    )
    PickupAuthorisationFactory(child=child, is_blocked=True, blocked_reason="نزاع")

    anonymise(room.mother)

    child.refresh_from_db()
    assert (child.name, child.born_on.month, child.born_on.day) == ("—", 1, 1)
    listed, blocked = PickupAuthorisation.objects.all()
    assert (listed.name, listed.relation, listed.phone) == ("—", "", "")
    assert listed.to_on == timezone.localdate()
    assert (blocked.name, blocked.blocked_reason, blocked.is_blocked) == ("—", "—", True)


def test_child_whom_somebody_else_answers_for_keeps_its_name(room):
    [child] = room.children
    GuardianshipFactory(child=child)

    anonymise(room.mother)

    child.refresh_from_db()
    assert child.name != "—"


def test_child_goes_home_first(room):
    Enrolment.objects.update(to_on=None)
    bring_in(room)
    Enrolment.objects.update(to_on=timezone.localdate())

    with translation.override("en"), pytest.raises(CannotAnonymise, match="goes home first"):
        anonymise(room.mother)

    collect(room, herself(room.mother))
    anonymise(room.mother)
    assert Stay.objects.get().collected_by == room.mother
