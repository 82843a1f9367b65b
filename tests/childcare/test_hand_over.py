"""Children leave with the right person, or not at all; every refusal is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from childcare.models import DayTag, RefusedHandOver, Stay
from childcare.services.hand_over import MOST_WRONG_CODES, release
from childcare.services.refusals import NotHandedOver
from tests.childcare.factories import ChildFactory, PickupAuthorisationFactory
from tests.childcare.world import bring_in, carer_at, collect, herself, playroom, somebody
from tests.factories import SessionFactory, UserFactory, staff
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db
AUNT = "نوال كاظم"


@pytest.fixture
def room():
    room = playroom()
    bring_in(room)
    return room


def on_the_list(room, *, of=2, name=AUNT, **line):
    return [
        PickupAuthorisationFactory(child=child, name=name, **line) for child in room.children[:of]
    ]


def why_not(room, asked, **more):
    """The reasons told, of a hand-over that is refused and leaves everybody inside."""
    before = Stay.objects.inside().count()
    with pytest.raises(NotHandedOver) as refusal:
        collect(room, asked, **more)
    assert Stay.objects.inside().count() == before
    return set(refusal.value.why.values())


def refusals():
    return list(RefusedHandOver.objects.values_list("why", flat=True))


def test_mother_takes_both(room):
    stays = collect(room, herself(room.mother))

    assert {(stay.out_check, stay.collected_by_id) for stay in stays} == {
        ("mother", room.mother.pk)
    }
    assert {stay.out_by for stay in stays} == {room.carer}
    assert not Stay.objects.inside().exists()
    assert refusals() == []


def test_aunt_on_the_list_of_both_takes_both(room):
    lines = on_the_list(room)

    stays = collect(room, somebody(AUNT))

    assert {stay.collected_under_id for stay in stays} == {line.pk for line in lines}
    assert {stay.out_check for stay in stays} == {"listed"}


def test_aunt_on_the_list_of_one_takes_neither(room):
    on_the_list(room, of=1)

    assert why_not(room, somebody(AUNT)) == {"unlisted"}
    assert refusals() == ["unlisted"]
    assert RefusedHandOver.objects.get().collector_name == AUNT


def test_stranger_is_refused_and_kept_for_each_child(room):
    assert why_not(room, somebody("غريب")) == {"unlisted"}
    assert refusals() == ["unlisted", "unlisted"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"from_on": timezone.localdate() + timedelta(days=1)}, "expired"),
        ({"to_on": timezone.localdate()}, "expired"),
        ({"is_blocked": True, "blocked_reason": "custody"}, "blocked"),
    ],
)
def test_line_that_does_not_hold_is_refused(room, line, why):
    on_the_list(room, **line)

    assert why_not(room, somebody(AUNT)) == {why}


def test_line_that_was_taken_back_is_refused(room):
    on_the_list(room, revoked_at=timezone.now(), revoked_by=UserFactory())

    assert why_not(room, somebody(AUNT)) == {"revoked"}


def test_why_somebody_is_blocked_is_not_told(room):
    on_the_list(room, is_blocked=True, blocked_reason="he threatened her")

    with pytest.raises(NotHandedOver) as refusal:
        collect(room, somebody(AUNT))

    assert refusal.value.sentences == ["Not allowed, call the manager."]
    assert "threatened" not in repr(refusal.value) + str(RefusedHandOver.objects.values())


def test_second_check_out_is_refused_and_the_first_stands(room):
    first = collect(room, herself(room.mother))

    assert why_not(room, herself(room.mother), stays=first) == {"already_out"}
    assert refusals() == ["already_out"] * 2


def test_same_form_twice_hands_over_once(room):
    key, stays = uuid4(), list(Stay.objects.inside())
    out = collect(room, herself(room.mother), stays=stays, key=key)[0].out_at

    again = collect(room, herself(room.mother), stays=stays, key=key)

    assert again[0].out_at == out
    assert refusals() == []


def test_key_of_somebody_else_is_no_excuse(room):
    key, stays = uuid4(), list(Stay.objects.inside())
    collect(room, herself(room.mother), stays=stays, key=key)

    other = carer_at(room.place)
    assert why_not(room, herself(room.mother), stays=stays, key=key, by=other) == {"already_out"}


def test_list_of_this_morning_holds_and_that_of_yesterday_does_not(room):
    now = timezone.now()
    for age in (timedelta(hours=12, seconds=1), timedelta(days=1), -timedelta(minutes=1)):
        assert why_not(room, herself(room.mother), listed_at=now - age) == {"old_list"}

    assert collect(room, herself(room.mother), listed_at=now - timedelta(hours=11, minutes=59))


def test_carer_without_clearance_hands_over_to_nobody(room):
    uncleared = carer_at(room.place, code_signed_on=None)

    assert why_not(room, herself(room.mother), by=uncleared) == {"no_clearance"}


def test_code_of_the_day_is_asked_once_too_often(room):
    on_the_list(room)
    code = DayTag.objects.get().code
    wrong = "0000" if code != "0000" else "1111"

    assert why_not(room, somebody(AUNT, code=wrong)) == {"wrong_code"}
    assert collect(room, somebody(AUNT, code=code))[0].out_check == "code"


def test_code_that_was_guessed_at_opens_nothing_any_more(room):
    on_the_list(room)
    code = DayTag.objects.get().code
    wrong = "0000" if code != "0000" else "1111"
    for _ in range(MOST_WRONG_CODES):
        assert why_not(room, somebody(AUNT, code=wrong)) == {"wrong_code"}

    assert why_not(room, somebody(AUNT, code=code)) == {"wrong_code"}
    assert collect(room, herself(room.mother))


def test_guardian_of_another_child_is_unlisted(room):
    other = ChildFactory().guardian

    assert why_not(room, herself(other)) == {"unlisted"}


def test_guardian_who_must_not_collect_is_refused(room):
    on_the_list(
        room,
        name="x",
        participant=room.mother,
        is_blocked=True,
        blocked_reason="court order",
    )

    assert why_not(room, herself(room.mother)) == {"blocked"}


def supervisor(room, role=Role.COORDINATOR):
    return staff(role, room.place)


def let_go(room, by, name=AUNT, reason="The mother is in hospital and called me.", **more):
    return release(
        stays=[stay.pk for stay in more.get("stays") or Stay.objects.inside()],
        name=name,
        reason=reason,
        key=uuid4(),
        by=by,
    )


def test_supervisor_releases_with_a_reason(room):
    coordinator = supervisor(room)

    stays = let_go(room, coordinator)

    assert {stay.out_check for stay in stays} == {"supervisor"}
    kept = Stay.objects.get(pk=stays[0].pk)
    assert (kept.collected_name, kept.out_by) == (AUNT, coordinator)
    assert "hospital" in kept.out_reason


def test_supervisor_releases_nobody_without_a_reason(room):
    with refused_by("stay_out_only_with_a_check"):
        let_go(room, supervisor(room), reason="")

    assert Stay.objects.inside().count() == 2


def test_carer_and_supervisor_of_elsewhere_release_nobody(room):
    elsewhere = staff(Role.COORDINATOR, SessionFactory().project_site)
    for user in (room.carer, elsewhere, supervisor(room, Role.FIELD)):
        with pytest.raises(PermissionError):
            let_go(room, user)
    assert Stay.objects.inside().count() == 2


def test_who_must_not_collect_is_released_by_a_manager_alone(room):
    on_the_list(room, is_blocked=True, blocked_reason="custody")

    with pytest.raises(NotHandedOver):
        let_go(room, supervisor(room))
    assert refusals() == ["blocked"] * 2
    assert let_go(room, supervisor(room, Role.MANAGER))


def test_supervisor_releases_nobody_twice(room):
    stays = collect(room, herself(room.mother))

    with pytest.raises(NotHandedOver):
        let_go(room, supervisor(room, Role.MANAGER), stays=stays)
    assert refusals() == ["already_out"] * 2


def test_stay_that_is_not_there_is_not_handed_over(room):
    with pytest.raises(Stay.DoesNotExist):
        collect(room, herself(room.mother), stays=[])
