"""One event that arrives many times at once counts once."""

import pytest

from tests.concurrency.together import at_once
from tests.factories import GrantFactory
from tests.trainings.sync_phone import Phone
from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.models import AttendanceEvent, Disagreement

POSTS = 16


def post_one_event_many_times():
    session, [woman] = class_of(1)
    phones = [phone_of(session)]
    event = phones[0].mark(session, woman, "absent")
    phones += [Phone(phones[0].user, device=phones[0].device) for _ in range(POSTS - 1)]
    phones[0].send()

    answers = at_once(*(lambda phone=phone: phone.send(event) for phone in phones))

    assert {answer.response.status_code for answer in answers} == {200}
    assert sorted(answer.outcomes[0] for answer in answers) == [
        "applied",
        *["duplicate"] * (POSTS - 1),
    ]
    assert {answer.marks[0] for answer in answers} == {("absent", 1)}
    assert stored(session, woman) == ("absent", 1)
    assert log_of(session, woman) == [("absent", "applied", 1)]


def test_16_posts_of_one_event_have_one_effect(committed):
    post_one_event_many_times()


@pytest.mark.long
def test_16_posts_of_one_event_have_one_effect_in_50_rounds(committed):
    for _ in range(50):
        post_one_event_many_times()


def test_ids_that_come_for_two_sessions_at_once_are_stored_once(committed):
    session, women = class_of(1)
    elsewhere, strangers = class_of(1)
    phone, other = phone_of(session), phone_of(elsewhere)
    here = [phone.mark(session, women[0], how="bulk") for _ in range(150)]
    # In opposite order: no two transactions may wait for each other's ids.
    there = [
        other.mark(elsewhere, strangers[0], how="bulk", id=event["id"]) for event in reversed(here)
    ]

    answers = at_once(lambda: phone.send(*here), lambda: other.send(*there))

    assert [answer.response.status_code for answer in answers] == [200, 200]
    refused = [answer.errors.count("id_reused") for answer in answers]
    assert sorted(refused) == [0, 150]
    assert AttendanceEvent.objects.count() == 150


def test_walk_in_posted_many_times_is_one_person(committed):
    session, _ = class_of(0)
    phones = [phone_of(session)]
    phones += [Phone(phones[0].user) for _ in range(7)]
    came = phones[0].walk_in(session)

    answers = at_once(*(lambda phone=phone: phone.send(people=[came]) for phone in phones))

    outcomes = sorted(answer.json["people"][0]["outcome"] for answer in answers)
    assert outcomes == ["added", *["duplicate"] * 7]
    assert len(session.roster()) == 1


def test_two_phones_that_disagree_at_once_open_one_disagreement(committed):
    session, women = class_of(10)
    phone, other = phone_of(session), phone_of(session)
    absent = [phone.mark(session, woman, "absent") for woman in women]
    present = [other.mark(session, woman, "present") for woman in reversed(women)]

    answers = at_once(lambda: phone.send(*absent), lambda: other.send(*present))

    assert sorted({answer.outcomes[0] for answer in answers}) == ["applied", "conflict"]
    assert Disagreement.objects.count() == 10
    assert {stored(session, woman)[1] for woman in women} == {2}


def phone_batch(phone, mark, classes):
    """Send a mark for everybody, session by session in this order."""
    events = [
        phone.mark(session, woman, mark, base=10**6)
        for session, women in classes
        for woman in women
    ]
    return lambda: phone.send(*events)


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.long)])
def test_batches_that_touch_sessions_in_opposite_orders_all_arrive(committed, rounds):
    classes = [class_of(3) for _ in range(4)]
    phones = []
    for _ in range(6):
        phone = phone_of(classes[0][0])
        for session, _women in classes[1:]:
            GrantFactory(user=phone.user, project=session.project_site.project)
        phones.append(phone)

    for number in range(rounds):
        mark = "absent" if number % 2 else "late"
        batches = [
            phone_batch(phone, mark, classes if turn % 2 else classes[::-1])
            for turn, phone in enumerate(phones)
        ]
        answers = at_once(*batches)
        assert {answer.response.status_code for answer in answers} == {200}

    for session, women in classes:
        for woman in women:
            versions = [version for _, _, version in log_of(session, woman) if version]
            assert versions == list(range(1, len(versions) + 1))
            assert stored(session, woman)[1] == versions[-1]
