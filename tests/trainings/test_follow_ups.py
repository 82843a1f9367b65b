"""What people do about an absence: who may call, what is noted, and what comes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.ids import uuid7
from tests.factories import (
    DisplacementEpisodeFactory,
    FollowUpFactory,
    SessionFactory,
    UserFactory,
)
from tests.people_factories import CommunityIdentityFactory
from tests.trainings.follow_up_world import HER_PHONE, TODAY, agree, member_of, missed
from tests.trainings.marking import mark
from tests.trainings.sync_world import phone_of
from trainings.models import Call, FollowUp
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE, contact_with
from trainings.queries.peers import peers_for
from trainings.services.follow_ups import (
    Learned,
    ask_peer,
    close_follow_up,
    note_call,
    note_friends_call,
    reopen_follow_up,
    take_back_call,
)
from trainings.services.refusals import CannotChange

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def call(follow_up, by=None, *, learned=None, outcome="no_answer", caller="staff", **said):
    return note_call(
        call_id=said.pop("call_id", None) or uuid7(),
        follow_up=follow_up,
        caller=caller,
        channel="call",
        outcome=outcome,
        learned=learned,
        by=by or UserFactory(),
        **said,
    )


def names(follow_up):
    return [peer.name for peer in peers_for(follow_up, TODAY)]


# --- Who may be called, and by whom ------------------------------------------


def test_phone_is_for_those_whom_she_allowed():
    by_staff, by_peer, by_nobody = missed(BY_PHONE), missed(BY_PEER), missed(AT_HOME)

    told = [contact_with(one.enrolment.participant) for one in (by_staff, by_peer, by_nobody)]

    assert [contact.phone_for_staff for contact in told] == [HER_PHONE, "", ""]
    assert [contact.phone_for_a_peer for contact in told] == ["", HER_PHONE, ""]
    assert [contact.at_home for contact in told] == [False, False, True]


def test_unsafe_phone_is_shown_to_nobody():
    contact = contact_with(missed(safe_to_call=False).enrolment.participant)

    assert (contact.phone_for_staff, contact.phone_for_a_peer) == ("", "")
    assert contact.is_unsafe


@pytest.mark.parametrize("safe", [None, True])
def test_phone_that_nobody_called_unsafe_is_shown(safe):
    contact = contact_with(missed(safe_to_call=safe).enrolment.participant)

    assert contact.phone_for_staff == HER_PHONE


def test_last_word_counts():
    follow_up = missed()
    agree(follow_up.enrolment.participant, BY_PHONE, decision="withdrawn")

    assert contact_with(follow_up.enrolment.participant).phone_for_staff == ""


def test_only_those_who_agreed_themselves_are_proposed():
    follow_up = missed()
    willing = member_of(follow_up.cohort, BY_PEER)
    member_of(follow_up.cohort, BY_PHONE)
    member_of(follow_up.cohort)

    assert names(follow_up) == [willing.participant.full_name]


def test_nobody_is_proposed_for_who_has_not_agreed():
    follow_up = missed(BY_PHONE)
    member_of(follow_up.cohort, BY_PEER)

    assert names(follow_up) == []


def test_who_is_missed_herself_left_or_is_a_guest_is_not_proposed():
    follow_up = missed()
    FollowUpFactory(enrolment=member_of(follow_up.cohort, BY_PEER))
    gone = member_of(follow_up.cohort, BY_PEER)
    gone.to_on = TODAY
    gone.save()
    guest = member_of(follow_up.cohort, BY_PEER)
    guest.kind, guest.from_on, guest.to_on = "guest", TODAY, TODAY + timedelta(days=1)
    guest.save()

    assert names(follow_up) == []


def test_buddy_comes_first_then_another_community_then_who_was_there():
    follow_up = missed()
    DisplacementEpisodeFactory(participant=follow_up.enrolment.participant, status="idp")
    people = {
        name: member_of(follow_up.cohort, BY_PEER, given=name) for name in ("ا", "ب", "ت", "ث", "ج")
    }
    for name, status in {"ا": "idp", "ب": "unknown", "ت": "host", "ث": "idp", "ج": "idp"}.items():
        DisplacementEpisodeFactory(participant=people[name].participant, status=status)
    mark(follow_up.last_session, people["ب"])
    follow_up.enrolment.buddy = people["ث"]
    follow_up.enrolment.save()
    people["ج"].buddy = follow_up.enrolment
    people["ج"].save()

    assert [name[0] for name in names(follow_up)] == ["ث", "ج", "ت", "ب", "ا"]


@pytest.mark.parametrize(
    ("hers", "theirs", "is_first"),
    [
        ({"ethnicity": "kurd"}, {"ethnicity": "arab"}, True),
        ({"ethnicity": "kurd", "belief": "sunni"}, {"ethnicity": "kurd", "belief": "shia"}, True),
        ({"ethnicity": "kurd"}, {"ethnicity": "kurd"}, False),
        ({"ethnicity": "refused"}, {"ethnicity": "arab"}, False),
        ({"ethnicity": "kurd"}, {"ethnicity": "refused"}, False),
        ({"ethnicity": "kurd"}, None, False),
        ({"ethnicity": "kurd"}, {"belief": "shia"}, False),
    ],
)
def test_what_both_said_of_themselves_prefers_another_community(hers, theirs, is_first):
    follow_up = missed()
    first = member_of(follow_up.cohort, BY_PEER, given="ا")
    other = member_of(follow_up.cohort, BY_PEER, given="ي")
    nothing = {"ethnicity": "", "belief": ""}
    CommunityIdentityFactory(participant=follow_up.enrolment.participant, **nothing | hers)
    if theirs is not None:
        CommunityIdentityFactory(participant=other.participant, **nothing | theirs)

    found = names(follow_up)

    assert found[0] == (other if is_first else first).participant.full_name
    assert len(found) == 2


def test_without_any_status_there_is_no_preference_but_the_name():
    follow_up = missed()
    for name in ("ت", "ب"):
        member_of(follow_up.cohort, BY_PEER, given=name)

    assert [name[0] for name in names(follow_up)] == ["ب", "ت"]


def test_peer_who_was_asked_is_asked_first_from_then_on():
    follow_up = missed()
    friend = member_of(follow_up.cohort, BY_PEER)

    ask_peer(follow_up=follow_up, peer=friend, by=UserFactory())

    follow_up.enrolment.refresh_from_db()
    follow_up.refresh_from_db()
    assert (follow_up.peer, follow_up.enrolment.buddy) == (friend, friend)
    assert follow_up.worked_on_at is not None


@pytest.mark.parametrize("who", ["without consent", "of another class", "herself"])
def test_others_cannot_be_asked(who):
    follow_up = missed()
    peer = {
        "without consent": lambda: member_of(follow_up.cohort, BY_PHONE),
        "of another class": lambda: member_of(SessionFactory().cohort, BY_PEER),
        "herself": lambda: follow_up.enrolment,
    }[who]()

    with pytest.raises(CannotChange):
        ask_peer(follow_up=follow_up, peer=peer, by=UserFactory())

    follow_up.refresh_from_db()
    assert follow_up.peer is None


def test_withdrawn_consent_stops_it_at_once():
    follow_up = missed()
    friend = member_of(follow_up.cohort, BY_PEER)
    agree(follow_up.enrolment.participant, BY_PEER, decision="withdrawn")

    with pytest.raises(CannotChange):
        ask_peer(follow_up=follow_up, peer=friend, by=UserFactory())


# --- What is noted -----------------------------------------------------------


def test_who_does_not_answer_is_tried_again_on_the_next_working_day():
    follow_up = missed()

    call(follow_up)

    follow_up.refresh_from_db()
    assert follow_up.is_open
    assert follow_up.due_on > TODAY
    assert follow_up.due_on.weekday() not in (4, 5)


@pytest.mark.parametrize(
    "learned",
    [
        Learned("will_return"),
        Learned("needs_support", support="childcare"),
        Learned("left", leaving="moved"),
        Learned("do_not_contact"),
    ],
)
def test_what_was_learned_closes_it(learned):
    follow_up, officer = missed(), UserFactory()

    call(follow_up, officer, outcome="reached", learned=learned)

    follow_up.refresh_from_db()
    assert (follow_up.result, follow_up.closed_by) == (learned.result, officer)
    assert (follow_up.support, follow_up.leaving) == (learned.support, learned.leaving)


def test_button_pressed_twice_is_one_call():
    follow_up, call_id, officer = missed(), uuid7(), UserFactory()

    for _ in range(2):
        call(follow_up, officer, call_id=call_id, outcome="reached", learned=Learned("will_return"))

    assert Call.objects.count() == 1


def test_peer_calls_only_when_she_was_asked():
    follow_up = missed()

    with pytest.raises(CannotChange):
        call(follow_up, caller="peer")

    friend = member_of(follow_up.cohort, BY_PEER)
    ask_peer(follow_up=follow_up, peer=friend, by=UserFactory())
    assert call(follow_up, caller="peer", outcome="reached").peer == friend


def test_her_friends_call_in_one_tap_and_count():
    follow_up = missed()

    made = note_friends_call(call_id=uuid7(), follow_up=follow_up, by=UserFactory())

    assert (made.caller, made.outcome, made.made_on) == ("friends", "reached", TODAY)
    follow_up.refresh_from_db()
    assert follow_up.is_open
    assert follow_up.due_on > TODAY


def test_after_her_friends_called_her_return_closes_it():
    follow_up = missed(days_ago=3)
    note_friends_call(call_id=uuid7(), follow_up=follow_up, by=UserFactory())
    session = SessionFactory(cohort=follow_up.cohort, day=TODAY)
    phone = phone_of(session)
    mark(follow_up.last_session, follow_up.enrolment, "absent")

    phone.send(phone.mark(session, follow_up.enrolment))

    follow_up.refresh_from_db()
    assert follow_up.result == "returned"


@pytest.mark.parametrize("days", [-1, 2])
def test_call_was_made_between_the_absence_and_today(days):
    follow_up = missed(days_ago=1)

    with pytest.raises(CannotChange):
        call(follow_up, made_on=TODAY - timedelta(days=days))


@pytest.mark.parametrize("days", [0, 1])
def test_call_of_the_day_itself_or_of_today_is_kept(days):
    follow_up = missed(days_ago=1)

    assert call(follow_up, made_on=TODAY - timedelta(days=days)).pk


def test_closed_one_takes_no_more_calls():
    follow_up = missed()
    close_follow_up(follow_up=follow_up, learned=Learned("returned"), by=UserFactory())

    with pytest.raises(CannotChange, match="she is back"):
        call(follow_up)


def test_nobody_is_unreachable_before_somebody_tried():
    follow_up = missed()

    with pytest.raises(CannotChange):
        close_follow_up(follow_up=follow_up, learned=Learned("unreachable"), by=UserFactory())

    call(follow_up)
    close_follow_up(follow_up=follow_up, learned=Learned("unreachable"), by=UserFactory())
    follow_up.refresh_from_db()
    assert follow_up.result == "unreachable"


def test_one_that_marks_took_away_meanwhile_is_told_in_a_sentence():
    follow_up = missed()
    FollowUp.objects.all().delete()

    with pytest.raises(CannotChange, match="nothing to follow up"):
        call(follow_up)


# --- Taken back --------------------------------------------------------------


def test_closing_is_taken_back():
    follow_up, officer = missed(), UserFactory()
    mark(follow_up.last_session, follow_up.enrolment, "absent")
    FollowUp.objects.update(closed_at=timezone.now(), closed_by=officer, result="will_return")

    reopen_follow_up(follow_up=follow_up, by=officer)

    follow_up.refresh_from_db()
    assert (follow_up.is_open, follow_up.closed_by) == (True, None)


def test_closing_is_not_taken_back_beside_a_newer_one():
    old = missed(days_ago=9)
    close_follow_up(follow_up=old, learned=Learned("will_return"), by=UserFactory())
    FollowUpFactory(enrolment=old.enrolment)

    with pytest.raises(CannotChange, match="newer"):
        reopen_follow_up(follow_up=old, by=UserFactory())


def test_call_that_is_taken_back_takes_its_result_along():
    follow_up, officer = missed(), UserFactory()
    follow_up.last_session.state = "held"
    follow_up.last_session.save()
    mark(follow_up.last_session, follow_up.enrolment, "absent")
    made = call(follow_up, officer, outcome="reached", learned=Learned("do_not_contact"))

    take_back_call(call=made, by=officer)

    follow_up.refresh_from_db()
    assert (follow_up.is_open, follow_up.worked_on_at) == (True, None)
    assert not Call.objects.exists()


def test_call_is_taken_back_by_who_noted_it_alone():
    follow_up = missed()
    made = call(follow_up)

    with pytest.raises(CannotChange):
        take_back_call(call=made, by=UserFactory())

    assert Call.objects.exists()
