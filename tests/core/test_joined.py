"""A row with those it points to, read as `select_related` reads it."""

import pytest

from core.joined import Joined
from tests.factories import ModuleFactory, RoomFactory, SessionFactory
from trainings.models import Session

pytestmark = pytest.mark.django_db

PATHS = ("cohort__version__course", "project_site__site", "room", "module")


def values(instance):
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.fields}


def test_rows_are_those_of_select_related(django_assert_num_queries):
    session = SessionFactory(module=ModuleFactory())
    Session.objects.filter(pk=session.pk).update(refused_count=3)

    with django_assert_num_queries(1):
        [(read, number)] = Joined(Session, *PATHS).rows(
            "WHERE base.id = %s", [session.pk], more="base.number + 1"
        )
        related = [read, read.cohort.version.course, read.project_site.site, read.module]

    expected = Session.objects.select_related(*PATHS).get()
    assert number == session.number + 1
    assert list(map(values, related)) == list(
        map(
            values,
            [
                expected,
                expected.cohort.version.course,
                expected.project_site.site,
                expected.module,
            ],
        )
    )


def test_what_is_not_there_is_none(django_assert_num_queries):
    session = SessionFactory(room=None)

    [(read,)] = Joined(Session, "room").rows("WHERE base.id = %s", [session.pk])

    with django_assert_num_queries(0):
        assert read.room is None


def test_two_rows_that_point_to_one_have_each_their_own():
    session = SessionFactory()
    room = RoomFactory(site=session.project_site.site)
    Session.objects.update(room=room)

    [(read,)] = Joined(Session, "room__site").rows("", [])

    assert read.room.site == room.site
    assert not read._state.adding
