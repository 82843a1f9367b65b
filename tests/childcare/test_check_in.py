"""Children come in: once, with their guardian's place, and no mark is touched."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from childcare.models import DayTag, Stay
from childcare.queries.families import families_of
from childcare.services.check_in import Bringer, cancel_check_in, check_in
from childcare.services.refusals import CannotChange
from participants.models import Participant
from tests.childcare.factories import ChildFactory, GuardianshipFactory, PickupAuthorisationFactory
from tests.childcare.world import bring_in, carer_at, collect, herself, playroom
from tests.factories import EnrolmentFactory, ParticipantFactory, SessionFactory, at, staff
from trainings.models import Attendance
from trainings.services.walk_in import add_guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return playroom()


def test_siblings_come_in_together_under_one_tag(room):
    stays = bring_in(room)

    assert {stay.tag.number for stay in stays} == {1}
    assert {stay.brought_by_id for stay in stays} == {room.mother.pk}
    assert {stay.enrolment_id for stay in stays} == {room.enrolment.pk}
    assert {stay.on_day for stay in stays} == {room.session.on_day}


def test_checking_in_never_marks_the_mother(room):
    bring_in(room)

    assert not Attendance.objects.exists()
    room.session.refresh_from_db()
    assert room.session.state == "planned"


def test_sibling_who_comes_later_has_the_same_tag_and_another_family_the_next(room):
    first, second = room.children
    other = playroom(place=room.place)

    tags = [bring_in(room, [first])[0].tag, bring_in(other)[0].tag, bring_in(room, [second])[0].tag]

    assert [tag.number for tag in tags] == [1, 2, 1]
    assert tags[0].code == tags[2].code
    assert DayTag.objects.count() == 2


def test_same_form_twice_takes_them_in_once(room):
    key = uuid4()

    assert len(bring_in(room, key=key)) == 2
    assert bring_in(room, key=key) == []
    assert Stay.objects.count() == 2


def test_same_form_after_the_child_has_left_takes_nobody_in(room):
    key = uuid4()
    bring_in(room, key=key)
    collect(room, herself(room.mother))

    assert bring_in(room, key=key) == []
    assert not Stay.objects.inside().exists()


def test_child_that_is_inside_is_left_where_it_is(room):
    first, second = room.children
    bring_in(room, [first])

    assert [stay.child for stay in bring_in(room)] == [second]


def test_child_that_is_inside_elsewhere_is_not_taken_in(room):
    elsewhere = playroom(children=0)
    GuardianshipFactory(child=room.children[0], participant=elsewhere.mother, relation="aunt")
    bring_in(elsewhere, [room.children[0]])

    with pytest.raises(CannotChange, match="inside somewhere"):
        bring_in(room)
    assert Stay.objects.count() == 1


def test_child_may_come_again_on_the_same_day(room):
    bring_in(room)
    collect(room, herself(room.mother))

    assert len(bring_in(room)) == 2


def test_guest_mother_may_bring_a_child(room):
    guest = ChildFactory().guardian
    enrolment = add_guest(session=room.session, participant=guest, by=room.carer)
    child = guest.guardianships.get().child_id

    taken = check_in(enrolment=enrolment, children=[child], key=uuid4(), by=room.carer)

    assert len(taken.stays) == 1


@pytest.mark.parametrize("days", [1, 30])
def test_woman_who_is_not_expected_brings_nobody(room, days):
    room.enrolment.from_on = room.session.on_day + timedelta(days=days)
    room.enrolment.save()

    with pytest.raises(CannotChange, match="not expected"):
        bring_in(room)


def test_only_her_own_children_come_in_with_her(room):
    with pytest.raises(CannotChange, match="her children"):
        bring_in(room, [room.children[0], ChildFactory()])
    with pytest.raises(CannotChange, match="her children"):
        bring_in(room, [])
    assert not Stay.objects.exists()


def test_grandmother_who_takes_part_brings_the_child_too(room):
    enrolment = EnrolmentFactory(cohort=room.session.cohort)
    child = room.children[0]
    GuardianshipFactory(child=child, participant=enrolment.participant, relation="grandmother")

    taken = check_in(enrolment=enrolment, children=[child.pk], key=uuid4(), by=room.carer)

    assert taken.stays[0].brought_by == enrolment.participant


def test_somebody_else_may_bring_a_child(room):
    line = PickupAuthorisationFactory(child=room.children[0])

    first = bring_in(room, [room.children[0]], bringer=Bringer(line_id=line.pk))
    second = bring_in(room, [room.children[1]], bringer=Bringer(name="جارتها"))

    assert first[0].brought_under == line
    assert Stay.objects.get(pk=second[0].pk).brought_name == "جارتها"


@pytest.mark.parametrize(
    "papers",
    [
        {"cleared_on": None},
        {"code_signed_on": None},
        {"cleared_until": timezone.localdate() - timedelta(days=1)},
        {"cleared_on": timezone.localdate() + timedelta(days=1)},
        {"ended_at": timezone.now()},
    ],
    ids=["not cleared", "unsigned", "cleared until yesterday", "cleared tomorrow", "gone"],
)
def test_carer_without_valid_papers_takes_nobody_in(room, papers):
    with pytest.raises(CannotChange, match="clearance"):
        bring_in(room, by=carer_at(room.place, **papers))


def test_clearance_holds_on_its_last_day(room):
    today = timezone.localdate()

    assert bring_in(room, by=carer_at(room.place, cleared_on=today, cleared_until=today))


def test_clearance_of_another_place_does_not_count(room):
    elsewhere = carer_at(playroom().place)

    with pytest.raises(CannotChange, match="clearance"):
        bring_in(room, by=elsewhere)


def test_day_is_that_of_the_site(room):
    # A session of tomorrow morning in Baghdad, while it is still today elsewhere.
    stay = bring_in(room)[0]

    assert stay.on_day == stay.in_at.astimezone(at(stay.on_day, 9).tzinfo).date()


def test_mistake_is_taken_back_at_once_by_who_made_it(room):
    stay = bring_in(room)[0]

    cancel_check_in(stay=stay, by=room.carer)

    stay.refresh_from_db()
    assert (stay.cancelled_by, stay.is_inside) == (room.carer, False)
    assert bring_in(room, [stay.child])


def test_mistake_is_not_taken_back_by_another_carer_nor_later(room):
    stay = bring_in(room)[0]

    with pytest.raises(CannotChange, match="supervisor"):
        cancel_check_in(stay=stay, by=carer_at(room.place), reason="I say so")
    Stay.objects.filter(pk=stay.pk).update(in_at=timezone.now() - timedelta(minutes=6))
    with pytest.raises(CannotChange, match="supervisor"):
        cancel_check_in(stay=stay, by=room.carer)
    assert Stay.objects.inside().count() == 2


def test_supervisor_takes_a_mistake_back_with_a_reason(room):
    stay = bring_in(room)[0]
    coordinator = staff(Role.COORDINATOR, room.place)

    with pytest.raises(CannotChange, match="says why"):
        cancel_check_in(stay=stay, by=coordinator)
    with pytest.raises(CannotChange, match="supervisor"):
        cancel_check_in(stay=stay, by=staff(Role.COORDINATOR, SessionFactory().project_site))
    cancel_check_in(stay=stay, by=coordinator, reason="wrong sister")

    stay.refresh_from_db()
    assert stay.cancelled_reason == "wrong sister"


def test_child_that_left_cannot_be_called_a_mistake(room):
    stay = bring_in(room)[0]
    collect(room, herself(room.mother))

    with pytest.raises(CannotChange, match="over already"):
        cancel_check_in(stay=stay, by=room.carer)


def test_woman_whose_records_were_merged_is_one_mother(room):
    twin = ParticipantFactory(project_sites=[room.place.pk])
    child = ChildFactory(guardian=twin)
    Participant.objects.filter(pk=twin.pk).update(canonical=room.mother, merged_at=timezone.now())

    [family] = families_of([room.enrolment.pk], room.session.on_day)
    assert {known.id for known in family.children} == {one.pk for one in [child, *room.children]}
    assert len(bring_in(room, [child, *room.children])) == 3
    assert len({stay.tag_id for stay in Stay.objects.all()}) == 1
    assert len(collect(room, herself(Participant.objects.get(pk=twin.pk)))) == 3
