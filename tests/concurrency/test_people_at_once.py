"""Several officers do something with the same woman at the same moment."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.roles import Role
from participants.details import Decision, Displacement
from participants.models import (
    Consent,
    DisplacementEpisode,
    HouseholdMember,
    Merge,
    Participant,
)
from participants.services.consents import decide
from participants.services.displacement import change_status
from participants.services.duplicates import merge, undo_merge
from participants.services.households import move_in
from participants.services.reach import reach
from participants.services.refusals import CannotKeep
from tests.concurrency.together import at_once
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff
from tests.participants.pages import ADD, whole

OFFICERS = 8


def kept(action, *args, **kwargs):
    """Whether something was kept; a sentence is the only other answer."""

    def act():
        try:
            action(*args, **kwargs)
        except CannotKeep:
            return False
        return True

    return act


def test_form_that_is_sent_many_times_makes_one_woman(committed):
    place = ProjectSiteFactory()
    user = staff(Role.FIELD, place)
    form = whole(place)
    clients = [Client() for _ in range(OFFICERS)]
    for client in clients:
        client.force_login(user)

    answers = at_once(*(lambda client=client: client.post(ADD, form) for client in clients))

    assert {answer.status_code for answer in answers} == {302}
    assert Participant.objects.count() == 1
    assert Consent.objects.count() == 9


def test_two_who_merge_in_opposite_directions_leave_one_woman(committed):
    one, other = ParticipantFactory.create_batch(2)
    by = staff(Role.COORDINATOR)

    done = at_once(
        *[kept(merge, survivor=one, other=other, by=by)] * 4,
        *[kept(merge, survivor=other, other=one, by=by)] * 4,
    )

    assert done.count(True) == 1
    assert Merge.objects.count() == 1
    assert Participant.objects.all().survivors().count() == 1


@pytest.mark.parametrize("rounds", [5, pytest.param(50, marks=pytest.mark.long)])
def test_chain_of_merges_at_once_stays_one_level_deep(committed, rounds):
    by = staff(Role.COORDINATOR)
    for _ in range(rounds):
        one, two, three = ParticipantFactory.create_batch(3)

        done = at_once(
            kept(merge, survivor=two, other=one, by=by),
            kept(merge, survivor=three, other=two, by=by),
            kept(merge, survivor=one, other=three, by=by),
        )

        people = Participant.objects.filter(pk__in=[one.pk, two.pk, three.pk])
        survivors = people.survivors()
        assert done.count(True) == 3 - survivors.count()
        assert {person.canonical_id for person in people} == {person.pk for person in survivors}


def test_merge_that_is_undone_many_times_is_undone_once(committed):
    one, other = ParticipantFactory.create_batch(2)
    by = staff(Role.COORDINATOR)
    made = merge(survivor=one, other=other, by=by)

    done = at_once(*[kept(undo_merge, merge=made, by=by)] * OFFICERS)

    assert done.count(True) == 1
    assert Participant.objects.all().survivors().count() == 2


def test_statuses_said_at_once_never_overlap(committed):
    person, by = ParticipantFactory(), staff(Role.FIELD)
    days = [date(2026, 1, 1) + timedelta(days=10 * number) for number in range(OFFICERS)]

    at_once(
        *(kept(change_status, person=person, said=Displacement("idp", day), by=by) for day in days)
    )

    episodes = list(DisplacementEpisode.objects.order_by("from_on"))
    assert episodes[-1].from_on == days[-1]
    assert [one.to_on for one in episodes] == [two.from_on for two in episodes[1:]] + [None]


def test_women_who_move_in_with_each_other_at_once_live_together(committed):
    one, other = ParticipantFactory.create_batch(2)
    by = staff(Role.FIELD)
    pairs = [(one, other), (other, one)] * 3

    done = at_once(
        *(
            kept(
                move_in,
                person=person,
                with_person=with_person,
                relation="",
                from_on=date(2026, 1, 1),
                by=by,
            )
            for person, with_person in pairs
        )
    )

    assert done.count(True) == 1
    members = HouseholdMember.objects.filter(to_on=None)
    assert members.count() == 2
    assert members.values("household").distinct().count() == 1


def test_decisions_at_once_are_all_kept(committed):
    person, by = ParticipantFactory(), staff(Role.FIELD)
    words = ["agreed", "withdrawn"] * 4

    at_once(
        *(
            lambda word=word: decide(
                person=person,
                decisions=[Decision("photo", word, "signed")],
                by=by,
            )
            for word in words
        )
    )

    assert sorted(Consent.objects.values_list("decision", flat=True)) == sorted(words)


def test_places_reached_at_once_are_all_kept(committed):
    person = ParticipantFactory()
    places = [place.pk for place in ProjectSiteFactory.create_batch(OFFICERS)]

    at_once(
        *(lambda place=place: reach(people=[person.pk], project_site_id=place) for place in places)
    )

    person.refresh_from_db()
    assert set(places) < set(person.project_sites)
    assert set(person.project_sites) == set(person.known_at)
