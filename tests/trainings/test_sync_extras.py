"""What other rooms send along with marks is saved after them, and never at their cost."""

import pytest
from django.db import connection

from accounts.models import Grant
from tests.factories import UserFactory
from tests.trainings.sync_world import class_of, phone_of, stored
from trainings.models import Referral, Session
from trainings.registries import RosterExtra, roster_extras

pytestmark = pytest.mark.django_db


@pytest.fixture
def playroom(monkeypatch):
    """A room that keeps what it is given; tests may give it another `save`."""
    kept = []
    extra = RosterExtra(
        chips=lambda session, enrolments: {enrolments[0]: ["2 children"]},
        save=lambda session, payload, by: kept.append((session, payload, by)),
        why_not_finish=lambda session: ["A child is still inside."],
    )
    monkeypatch.setattr(roster_extras, "by_name", {"playroom": extra})
    return kept


def breaking(monkeypatch, save):
    broken = RosterExtra(chips=dict, save=save, why_not_finish=list)
    monkeypatch.setattr(roster_extras, "by_name", {"playroom": broken})


def test_payload_reaches_its_room_with_the_marks(playroom):
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(
        phone.mark(session, woman), extras={"playroom": {str(session.pk): {"stays": [1]}}}
    )

    assert playroom == [(session, {"stays": [1]}, phone.user)]
    assert answer.json["extras"] == [["playroom", str(session.pk)]]


@pytest.mark.parametrize(
    "extras",
    [
        {"garden": {"0190f5c8-0000-7000-8000-000000000000": 1}},
        {"playroom": 7},
        {"playroom": {"not an id": 1}},
        {"playroom": {"0190f5c8-0000-7000-8000-000000000000": 1}},
    ],
)
def test_what_no_room_knows_is_left_out(playroom, extras):
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(phone.mark(session, woman), extras=extras)

    assert answer.outcomes == ["applied"]
    assert "extras" not in answer.json
    assert playroom == []


def test_payload_for_a_session_that_she_may_not_record_is_left_out(playroom):
    session, _ = class_of(1)
    elsewhere, _ = class_of(1)
    phone = phone_of(session)
    ended = phone_of(session)
    Grant.objects.filter(user=ended.user).update(to_on="2026-02-02")

    phone.send(extras={"playroom": {str(elsewhere.pk): 1}})
    ended.send(extras={"playroom": {str(session.pk): 1}})

    assert playroom == []


def raises(session, payload, by):
    raise ZeroDivisionError


def breaks_a_constraint(session, payload, by):
    Session.objects.filter(pk=session.pk).update(ends_at=session.starts_at)


def breaks_a_constraint_that_waits_for_the_commit(session, payload, by):
    ghost = UserFactory.build()
    Referral.objects.create(
        session=session, project_site=session.project_site, kind="support", made_by_id=ghost.pk
    )


def breaks_the_statement(session, payload, by):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


@pytest.mark.parametrize(
    "save",
    [
        raises,
        breaks_a_constraint,
        breaks_a_constraint_that_waits_for_the_commit,
        breaks_the_statement,
    ],
)
def test_room_that_fails_costs_no_mark(monkeypatch, save):
    breaking(monkeypatch, save)
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(
        phone.mark(session, woman), extras={"playroom": {str(session.pk): "payload"}}
    )

    assert answer.outcomes == ["applied"]
    assert "extras" not in answer.json
    assert stored(session, woman) == ("present", 1)
    connection.check_constraints()


def test_chips_and_reasons_of_all_rooms_are_gathered(playroom):
    session, [woman] = class_of(1)

    assert roster_extras.chips(session, [woman.pk]) == {woman.pk: ["2 children"]}
    assert roster_extras.why_not_finish(session) == ["A child is still inside."]
