"""One child, many phones, one moment."""

from uuid import uuid4

import pytest
from django.utils import timezone

from childcare.models import DayTag, RefusedHandOver, Stay
from childcare.services.hand_over import hand_over
from childcare.services.refusals import CannotChange, NotHandedOver
from tests.childcare.factories import PickupAuthorisationFactory
from tests.childcare.world import bring_in, carer_at, herself, playroom, somebody
from tests.concurrency.together import at_once

PHONES = 16


def one_child_and_many_carers():
    room = playroom(children=1)
    return room, bring_in(room)[0], [carer_at(room.place) for _ in range(PHONES)]


def check_out(stay, asked, by, key):
    """One phone: what became of it."""

    def act():
        try:
            hand_over(stays=[stay.pk], asked=asked, listed_at=timezone.now(), key=key, by=by)
        except NotHandedOver as refusal:
            return refusal.why[stay.pk]
        return "out"

    return act


def hand_one_child_over_sixteen_times():
    room, stay, carers = one_child_and_many_carers()
    before = RefusedHandOver.objects.count()

    told = at_once(*(check_out(stay, herself(room.mother), carer, uuid4()) for carer in carers))

    assert sorted(told) == ["already_out"] * (PHONES - 1) + ["out"]
    winner = carers[told.index("out")]
    stay.refresh_from_db()
    assert (stay.out_by, stay.out_check, stay.collected_by) == (winner, "mother", room.mother)
    assert RefusedHandOver.objects.count() == before + PHONES - 1


def test_16_check_outs_of_one_child_hand_it_over_once(committed):
    hand_one_child_over_sixteen_times()


@pytest.mark.long
def test_16_check_outs_of_one_child_hand_it_over_once_in_50_rounds(committed):
    for _ in range(50):
        hand_one_child_over_sixteen_times()


def test_one_form_sent_16_times_hands_over_once_and_refuses_nobody(committed):
    room, stay, _carers = one_child_and_many_carers()
    key = uuid4()

    told = at_once(*(check_out(stay, herself(room.mother), room.carer, key) for _ in range(PHONES)))

    assert told == ["out"] * PHONES
    assert not RefusedHandOver.objects.exists()


def test_code_is_not_guessed_by_many_at_once(committed):
    room, stay, carers = one_child_and_many_carers()
    PickupAuthorisationFactory(child=stay.child, name="نوال")
    code = stay.tag.code
    guesses = [f"{(int(code) + step) % 10000:04}" for step in range(1, PHONES + 1)]

    told = at_once(
        *(
            check_out(stay, somebody("نوال", guess), carer, uuid4())
            for guess, carer in zip(guesses, carers, strict=True)
        )
    )

    assert told == ["wrong_code"] * PHONES
    assert DayTag.objects.get().wrong_codes == PHONES
    assert check_out(stay, somebody("نوال", code), room.carer, uuid4())() == "wrong_code"


def come_in(room, children, by):
    def act():
        try:
            return len(bring_in(room, children, by=by))
        except CannotChange:
            return 0

    return act


def test_siblings_and_families_that_come_at_once_get_one_tag_each(committed):
    room = playroom(children=4)
    others = [playroom(children=1, place=room.place) for _ in range(6)]

    at_once(
        *(come_in(room, [child], room.carer) for child in room.children),
        *(come_in(other, None, room.carer) for other in others),
    )

    assert Stay.objects.inside().count() == 10
    assert sorted(DayTag.objects.values_list("number", flat=True)) == list(range(1, 8))
    assert len(set(Stay.objects.filter(child__in=room.children).values_list("tag"))) == 1


def test_one_child_that_is_brought_16_times_at_once_is_inside_once(committed):
    room = playroom(children=1)

    at_once(*(come_in(room, None, room.carer) for _ in range(PHONES)))

    assert Stay.objects.count() == 1
