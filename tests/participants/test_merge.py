"""A merge moves nothing, and its undo leaves everything where it was."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import Change
from accounts.roles import Role
from participants import on_merge, on_undo_merge, on_withdraw
from participants.consents import agrees
from participants.details import Decision
from participants.models import (
    Consent,
    DisplacementEpisode,
    DuplicateCandidate,
    Merge,
    Participant,
    Purpose,
)
from participants.services.consents import decide
from participants.services.duplicates import merge, undo_merge
from participants.services.reach import reach
from participants.services.refusals import CannotKeep
from tests.factories import (
    ConsentFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    MergeFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db

PHONE = Purpose.CONTACT_BY_PHONE


@pytest.fixture
def coordinator():
    return staff(Role.COORDINATOR)


@pytest.fixture
def pair():
    return ParticipantFactory.create_batch(2)


@pytest.fixture
def told():
    """What other rooms hear of merges and withdrawals."""
    heard = []
    on_merge.register("test", lambda *said: heard.append(("merge", *said[:2])))
    on_undo_merge.register("test", lambda *said: heard.append(("undo", *said[:2])))
    on_withdraw.register("test", lambda person, purpose, by: heard.append((purpose, person)))
    yield heard
    for registry in (on_merge, on_undo_merge, on_withdraw):
        del registry.by_name["test"]


def rows():
    """Everything that hangs on a person, as it is stored."""
    hers = {
        model.__name__: sorted(model.objects.values(), key=str)
        for model in (DisplacementEpisode, Consent)
    }
    hers["people"] = sorted(Participant.objects.values(), key=str)
    return hers


def agree(person, purpose, by, decision="agreed"):
    decide(
        person=person,
        decisions=[Decision(purpose=purpose, decision=decision, how="signed")],
        by=by,
    )


def test_merge_moves_nothing_and_undo_leaves_everything_as_it_was(coordinator, pair):
    survivor, other = pair
    for person in pair:
        DisplacementEpisodeFactory(participant=person)
        ConsentFactory(participant=person)
        EnrolmentFactory(participant=person)
    before = rows()

    made = merge(survivor=survivor, other=other, by=coordinator)

    after = rows()
    assert after["DisplacementEpisode"] == before["DisplacementEpisode"]
    assert after["Consent"] == before["Consent"]
    changed = {
        name
        for was, now in zip(before["people"], after["people"], strict=True)
        for name in was
        if was[name] != now[name]
    }
    assert changed == {"canonical_id", "merged_at", "project_sites"}
    assert list(Participant.objects.all().survivors()) == [survivor]

    undo_merge(merge=made, by=coordinator)

    assert rows() == before


def test_both_records_open_wherever_either_is_known(coordinator, pair):
    survivor, other = pair
    places = {*survivor.project_sites, *other.project_sites}

    made = merge(survivor=survivor, other=other, by=coordinator)

    assert [set(person.project_sites) for person in Participant.objects.all()] == [places] * 2
    officer = staff(Role.FIELD, ProjectSiteFactory._meta.model.objects.get(pk=other.known_at[0]))
    assert Participant.objects.visible_to(officer).count() == 2

    undo_merge(merge=made, by=coordinator)

    assert list(Participant.objects.visible_to(officer)) == [other]


def test_place_that_she_reached_while_merged_stays_hers(coordinator, pair):
    survivor, other = pair
    third = ProjectSiteFactory()
    made = merge(survivor=survivor, other=other, by=coordinator)

    reach(people=[survivor.pk], project_site_id=third.pk)
    reach(people=[survivor.pk], project_site_id=other.known_at[0])

    other.refresh_from_db()
    assert third.pk in other.project_sites
    undo_merge(merge=made, by=coordinator)
    survivor.refresh_from_db()
    other.refresh_from_db()
    assert set(survivor.project_sites) == {*survivor.known_at, third.pk, other.known_at[0]}
    assert other.project_sites == other.known_at


def test_phone_is_found_at_the_places_of_both(coordinator, pair):
    survivor, other = pair
    other.phone = "+9647701234567"
    other.save()

    merge(survivor=survivor, other=other, by=coordinator)

    hits = Participant.objects.all().with_last_digits("4567", survivor.known_at)
    assert list(hits) == [other]


def test_pair_is_kept_as_one_woman_and_then_as_two(coordinator, pair):
    survivor, other = pair

    made = merge(survivor=survivor, other=other, by=coordinator)
    candidate = DuplicateCandidate.objects.get()
    assert candidate.verdict == "same"

    undo_merge(merge=made, by=coordinator)
    candidate.refresh_from_db()
    assert candidate.verdict == "different"
    made.refresh_from_db()
    assert made.undone_by == coordinator


def test_other_rooms_hear_of_both(coordinator, pair, told):
    survivor, other = pair

    made = merge(survivor=survivor, other=other, by=coordinator)
    undo_merge(merge=made, by=coordinator)

    assert told == [("merge", survivor, other), ("undo", survivor, other)]


@pytest.mark.parametrize("refuses", ["survivor", "other"])
def test_no_on_either_record_stops_what_the_other_agreed_to(coordinator, pair, told, refuses):
    survivor, other = pair
    no, yes = (survivor, other) if refuses == "survivor" else (other, survivor)
    agree(no, PHONE, coordinator, "refused")
    agree(yes, PHONE, coordinator)

    made = merge(survivor=survivor, other=other, by=coordinator)

    survivor.refresh_from_db()
    assert not agrees(survivor, PHONE)
    assert [line for line in told if line[0] == PHONE] == [
        (PHONE, person) for person in sorted(pair, key=lambda one: one.pk)
    ]
    undo_merge(merge=made, by=coordinator)
    yes.refresh_from_db()
    assert agrees(yes, PHONE)


def test_merge_is_in_the_record_of_changes(coordinator, pair):
    survivor, other = pair

    merge(survivor=survivor, other=other, by=coordinator)

    change = Change.objects.filter(
        table_name="participants_participant", row_id=str(other.pk), action="update"
    ).earliest("id")
    assert change.after["canonical_id"] == str(survivor.pk)


def test_three_records_become_one_woman_and_come_apart_again(coordinator):
    one, two, three = ParticipantFactory.create_batch(3)
    first = merge(survivor=two, other=three, by=coordinator)

    second = merge(survivor=one, other=two, by=coordinator)

    assert set(one.records.all()) == {one, two, three}
    with pytest.raises(CannotKeep):
        undo_merge(merge=first, by=coordinator)
    undo_merge(merge=second, by=coordinator)
    three.refresh_from_db()
    assert three.canonical_id == two.pk
    assert three.merged_at == first.merged_at
    undo_merge(merge=first, by=coordinator)
    assert Participant.objects.all().survivors().count() == 3


def test_two_are_merged_once(coordinator, pair):
    survivor, other = pair
    merge(survivor=survivor, other=other, by=coordinator)

    for again in ((survivor, other), (other, survivor), (survivor, survivor)):
        with pytest.raises(CannotKeep):
            merge(survivor=again[0], other=again[1], by=coordinator)

    assert Merge.objects.count() == 1


def test_undone_once(coordinator, pair):
    made = merge(survivor=pair[0], other=pair[1], by=coordinator)
    undo_merge(merge=made, by=coordinator)

    with pytest.raises(CannotKeep):
        undo_merge(merge=made, by=coordinator)


def test_merge_that_a_room_cannot_follow_is_none(coordinator, pair, told):
    def fails(*said):
        raise RuntimeError

    on_merge.register("test", fails)

    with pytest.raises(RuntimeError):
        merge(survivor=pair[0], other=pair[1], by=coordinator)

    assert not Merge.objects.exists()
    assert Participant.objects.all().survivors().count() == 2


def test_record_is_merged_once_until_that_is_undone():
    first = MergeFactory()
    MergeFactory(other=MergeFactory(undone_at=timezone.now(), undone_by=staff(Role.FIELD)).other)

    with pytest.raises(IntegrityError, match="merge_once_until_undone"):
        MergeFactory(other=first.other)


def test_merge_is_of_two_records():
    person = ParticipantFactory()

    with pytest.raises(IntegrityError, match="merge_of_two_records"):
        MergeFactory(survivor=person, other=person)


def test_undo_says_whose_it_is():
    with pytest.raises(IntegrityError, match="merge_undone_by_somebody"):
        MergeFactory(undone_at=timezone.now())


def test_these_rooms_listen():
    assert set(on_withdraw.by_name) == {"identity", "follow-ups", "files"}
    assert set(on_merge.by_name) == {"places in cohorts"}
    assert set(on_undo_merge.by_name) == {"places in cohorts"}
