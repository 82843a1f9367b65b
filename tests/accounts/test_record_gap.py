"""For every way of writing, the rows that changed are the rows on record, each with an actor."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.models import Change
from accounts.roles import Role
from core.ids import uuid7
from core.scoping import as_owner, scope
from participants.models import DisplacementEpisode, Participant
from tests.factories import EnrolmentFactory, SessionFactory, staff
from tests.trainings.sync_world import phone_of
from trainings.models import AttendanceEvent, Enrolment, Session

pytestmark = pytest.mark.django_db


def recorded_tables():
    """Tables with the triggers of the record, each with its key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname = 'record_update'"
        )
        names = {name for (name,) in cursor.fetchall()}
    return {
        model._meta.db_table: model._meta.pk.column
        for model in apps.get_models()
        if model._meta.db_table in names
    }


def rows(tables):
    """Every row of some tables as it is now; what the record leaves out is left out."""
    found = {}
    with connection.cursor() as cursor:
        for table, key in tables.items():
            cursor.execute(
                f"SELECT {key}::text, to_jsonb(t) - '{{last_login}}'::text[] FROM {table} t"
            )
            found |= {(table, pk): row for pk, row in cursor.fetchall()}
    return found


def gap(write, tables=None):
    """Rows that changed without a line, and lines without a change or an actor."""
    tables = tables or recorded_tables()
    before, newest = rows(tables), _newest()
    write()
    after = rows(tables)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    on_record = set()
    for line in Change.objects.filter(id__gt=newest):
        assert line.user_id or line.service
        on_record.add((line.table_name, line.row_id))
    by_log = {
        ("trainings_attendance", str(mark))
        for mark in AttendanceEvent.objects.exclude(applied_version=None).values_list(
            "session__attendances__id", flat=True
        )
    }
    assert changed, "nothing was written"
    return changed - on_record - by_log, on_record - changed


def _newest():
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


@pytest.fixture
def enrolment():
    return EnrolmentFactory()


@pytest.fixture
def session(enrolment):
    return SessionFactory(cohort=enrolment.cohort)


def browser_of(role, place):
    client = Client()
    client.force_login(staff(role, place))
    return client


def by_view(enrolment, session):
    browser = browser_of(Role.COORDINATOR, session.project_site)
    words = {"state": "postponed", "reason": "weather"}
    return lambda: browser.post(f"/sessions/{session.pk}/state/", words)


def by_form_of_a_walk_in(enrolment, session):
    browser = browser_of(Role.FIELD, session.project_site)
    words = {"person_id": uuid7(), "enrolment_id": uuid7(), "given": "هناء", "agreed": "on"}
    return lambda: browser.post(f"/sessions/{session.pk}/people/", words)


def by_sync(enrolment, session):
    phone = phone_of(session)
    return lambda: phone.send(phone.mark(session, enrolment, "present"))


def by_staff_page(enrolment, session):
    colleague = staff(Role.FIELD, session.project_site)
    browser = browser_of(Role.SYSADMIN, None)
    return lambda: browser.post(f"/staff/{colleague.pk}/password/")


def by_update(enrolment, session):
    return lambda: Participant.objects.update(family="البياتي")


def by_bulk(enrolment, session):
    status = DisplacementEpisode(
        participant=enrolment.participant, status="idp", from_on="2026-01-01"
    )
    return lambda: DisplacementEpisode.objects.bulk_create([status])


def by_raw_sql(enrolment, session):
    words = "UPDATE trainings_enrolment SET to_on = '2027-01-01'"
    return lambda: connection.cursor().execute(words)


def by_deletion(enrolment, session):
    return lambda: Session.objects.filter(pk=session.pk).delete()


def by_a_job(enrolment, session):
    def work():
        with scope(service="job"):
            Enrolment.objects.update(state="completed")

    return work


WAYS = [
    by_view,
    by_form_of_a_walk_in,
    by_sync,
    by_staff_page,
    by_update,
    by_bulk,
    by_raw_sql,
    by_deletion,
    by_a_job,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_changes_without_a_line_and_no_line_without_a_change(way, enrolment, session):
    assert gap(way(enrolment, session)) == (set(), set())


def test_gap_is_seen_where_a_trigger_is_missing(enrolment, session):
    tables = recorded_tables()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER record_update ON participants_participant")

    found, _ = gap(by_update(enrolment, session), tables)

    assert found == {("participants_participant", str(enrolment.participant_id))}


def test_every_table_about_a_person_is_recorded_or_says_why():
    own_record = {
        "trainings_attendanceevent": "append-only: its rows are the record",
        "trainings_rejectedevent": "kept as it came, append-only in practice",
        "dashboards_sessioncount": "counts without a name, made anew from the marks",
        "dashboards_weekcount": "counts without a name, made anew from the marks",
        "dashboards_cohortcount": "counts without a name, made anew from the marks",
        "dashboards_placechange": "says of a place that something changed, and of nobody what",
        "dashboards_reportbasis": "written once, and a trigger keeps it as it is",
        "accounts_change": "the record",
        "accounts_look": "the record",
        "participants_importrow": "gone after a day; what a row does to somebody is on record",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        secured = {name for (name,) in cursor.fetchall()}

    assert secured - set(recorded_tables()) == set(own_record)
