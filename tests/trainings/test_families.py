"""One flat statement tells of a session what Django's own questions tell."""

import pytest
from django.db.models import ForeignKey

from accounts.roles import Role
from tests.factories import (
    ModuleFactory,
    RoomFactory,
    SessionFactory,
    SessionStaffFactory,
    at,
    staff,
)
from trainings.models import Session
from trainings.queries.families import TOLD, family_visible_to

pytestmark = pytest.mark.django_db

AROUND = {
    "c": "cohort",
    "v": "cohort.version",
    "k": "cohort.version.course",
    "p": "project_site",
    "j": "project_site.project",
    "w": "project_site.site",
    "m": "module",
    "r": "room",
}


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def dialogue(session):
    return SessionFactory(
        cohort=session.cohort,
        parent=session,
        number=session.number,
        starts_at=at(session.on_day, 10),
        hours=1,
        room=RoomFactory(site=session.project_site.site),
        module=ModuleFactory(version=session.cohort.version),
    )


def follow(session, path):
    for name in path.split("."):
        session = session and getattr(session, name)
    return session


def test_a_family_tells_what_stands_in_the_rows(session, dialogue, django_assert_num_queries):
    officer = staff(Role.FIELD, session.project_site)
    _ = officer.scope

    with django_assert_num_queries(1):
        family = family_visible_to(officer, session.pk)
        told = {
            (one.pk, table, column): getattr(row, column)
            for one in family.sessions
            for table, path in AROUND.items()
            if (row := follow(one, path)) is not None
            for column in TOLD[table][1]
        }

    stored = {
        (one.pk, table, column): getattr(row, column)
        for one in Session.objects.all()
        for table, path in AROUND.items()
        if (row := follow(one, path)) is not None
        for column in TOLD[table][1]
    }
    assert told == stored
    assert [one.pk for one in family.sessions] == [session.pk, dialogue.pk]


def test_every_column_of_the_session_is_read(session):
    officer = staff(Role.FIELD, session.project_site)

    found = family_visible_to(officer, session.pk).session

    assert found.get_deferred_fields() == set()
    for field in Session._meta.concrete_fields:
        if not isinstance(field, ForeignKey):
            assert getattr(found, field.attname) == getattr(session, field.attname), field.name


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_assigned", [True, False])
def test_a_family_is_seen_by_whom_the_rules_let(session, dialogue, role, is_assigned):
    person = staff(role, session.project_site)
    if is_assigned:
        SessionStaffFactory(session=session, user=person)

    for one in (session, dialogue):
        seen = family_visible_to(person, one.pk)

        assert (seen is not None) == Session.objects.visible_to(person).filter(pk=one.pk).exists()
        records_all = role in {Role.FIELD, Role.COORDINATOR}
        assert bool(seen and seen.may_record) == bool(
            records_all or (role == Role.FACILITATOR and is_assigned)
        )


def test_a_family_elsewhere_is_not_found(session):
    stranger = staff(Role.FIELD, SessionFactory().project_site)

    assert family_visible_to(stranger, session.pk) is None
