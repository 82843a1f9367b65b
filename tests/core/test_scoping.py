"""What the database shows to whom, below every question that the product asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.roles import Role
from core.scoping import APP, SERVICE, scope
from participants.models import Participant
from tests.factories import (
    ConsentFactory,
    EnrolmentFactory,
    GrantFactory,
    ParticipantFactory,
    PlannedExcuseFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from trainings.models import Enrolment, PlannedExcuse, Session

pytestmark = pytest.mark.django_db


def asked(question, *values):
    """The first column of a raw query on the connection of the product."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [row[0] for row in cursor.fetchall()]


def test_tests_run_as_a_role_without_privileges():
    assert asked("SELECT current_user") == [SERVICE]
    assert asked(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)", [APP, SERVICE]
    ) == [False, False]
    assert asked(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind = 'r' AND relowner = current_user::regrole"
    ) == [0]


def test_nothing_set_finds_nobody():
    EnrolmentFactory()

    with scope():
        assert asked("SELECT id FROM participants_participant") == []
        assert asked("SELECT id FROM trainings_enrolment") == []
        assert asked("SELECT current_user") == [APP]


def test_raw_query_finds_only_what_she_may_see():
    here, elsewhere = PlannedExcuseFactory(), PlannedExcuseFactory()
    ConsentFactory(participant=here.enrolment.participant)
    ConsentFactory(participant=elsewhere.enrolment.participant)

    with scope(staff(Role.FIELD, here.enrolment.project_site)):
        assert asked("SELECT id FROM participants_participant") == [here.enrolment.participant_id]
        assert asked("SELECT participant_id FROM participants_consent") == [
            here.enrolment.participant_id
        ]
        assert asked("SELECT id FROM trainings_enrolment") == [here.enrolment_id]
        assert asked("SELECT id FROM trainings_plannedexcuse") == [here.pk]


def test_forgotten_scope_finds_only_what_she_may_see():
    here, elsewhere = EnrolmentFactory(), EnrolmentFactory()
    officer = staff(Role.FIELD, here.project_site)

    with scope(officer):
        assert list(Enrolment.objects.all()) == [here]
        assert not Participant.objects.filter(pk=elsewhere.participant_id).exists()


def test_project_here_and_project_there_do_not_open_the_project_there():
    here, there = ProjectSiteFactory(), ProjectSiteFactory()
    crossed = ProjectSiteFactory(project=here.project, site=there.site)
    officer = staff(Role.FIELD, here)
    GrantFactory(user=officer, project=there.project, site=there.site)
    for place in (here, there, crossed):
        SessionFactory(cohort__project_site=place)

    with scope(officer):
        found = set(Session.objects.values_list("project_site", flat=True))

    assert found == {here.pk, there.pk}


@pytest.mark.parametrize("role", [Role.MANDE, Role.DONOR, Role.CATALOGUE, Role.SYSADMIN])
def test_role_without_people_finds_nobody(role):
    enrolment = EnrolmentFactory()

    with scope(staff(role, enrolment.project_site)):
        assert not Enrolment.objects.exists()
        assert not Participant.objects.exists()


def test_service_within_a_scope_finds_that_scope():
    here, _elsewhere = EnrolmentFactory(), EnrolmentFactory()
    analyst = staff(Role.MANDE, here.project_site)

    with scope(service="statistics", within=analyst.scope):
        assert list(Enrolment.objects.all()) == [here]


@pytest.mark.parametrize(
    "write",
    [
        lambda woman: Participant.objects.create(given="زينب", project_sites=woman.project_sites),
        lambda woman: PlannedExcuse.objects.create(
            enrolment=woman.enrolments.get(),
            from_on="2026-01-01",
            to_on="2026-01-02",
            reason="travel",
            created_by=woman.enrolments.get().created_by,
        ),
    ],
    ids=["a person", "what hangs on her"],
)
def test_nobody_writes_where_she_may_not_see(write):
    stranger = EnrolmentFactory().participant
    officer = staff(Role.FIELD, ProjectSiteFactory())

    with pytest.raises((DatabaseError, Enrolment.DoesNotExist)), scope(officer):
        write(stranger)


def test_nobody_moves_a_person_out_of_her_sight():
    person = ParticipantFactory()
    elsewhere = ProjectSiteFactory()
    officer = staff(Role.FIELD, ProjectSiteFactory())
    Participant.objects.filter(pk=person.pk).update(
        project_sites=[*officer.scope.project_sites, elsewhere.pk]
    )

    with pytest.raises(DatabaseError, match="row-level security"), scope(officer):
        Participant.objects.filter(pk=person.pk).update(project_sites=[elsewhere.pk])


def test_bulk_change_reaches_only_what_she_may_see():
    here, elsewhere = EnrolmentFactory(), EnrolmentFactory()

    with scope(staff(Role.FIELD, here.project_site)):
        changed = Participant.objects.update(father="علي")

    elsewhere.participant.refresh_from_db()
    assert changed == 1
    assert elsewhere.participant.father == "كاظم"


def test_scope_inside_a_scope_ends_where_it_ends():
    here = EnrolmentFactory()
    officer = staff(Role.FIELD, here.project_site)

    with scope(officer):
        with scope(service="job"):
            assert asked("SELECT current_user") == [SERVICE]
        assert asked("SELECT current_user") == [APP]
        with pytest.raises(ZeroDivisionError), scope(service="job"):
            raise ZeroDivisionError
        assert asked("SELECT current_user") == [APP]
        assert list(Enrolment.objects.all()) == [here]

    assert asked("SELECT current_user") == [SERVICE]


def test_scope_is_a_persons_or_a_services():
    with (
        pytest.raises(ValueError, match="a person's or a service's"),
        scope(staff(Role.FIELD), service="job"),
    ):
        pass


def test_answer_of_a_failure_takes_everything_back(client, monkeypatch):
    session = SessionFactory()
    client.force_login(staff(Role.FIELD, session.project_site))
    client.raise_request_exception = False

    def break_after_writing(*_args, **_kwargs):
        Session.objects.update(number=77)
        raise RuntimeError

    monkeypatch.setattr("trainings.views.roster.rosters_of", break_after_writing)
    response = client.get(session.get_absolute_url())

    session.refresh_from_db()
    assert response.status_code == 500
    assert session.number != 77


@pytest.mark.parametrize("savepoint", [True, False])
def test_leaving_a_service_gives_back_her_own_scope(savepoint):
    here, elsewhere = EnrolmentFactory(), EnrolmentFactory()

    with scope(staff(Role.FIELD, here.project_site)):
        with scope(service="a count", savepoint=savepoint):
            assert Enrolment.objects.filter(pk=elsewhere.pk).exists()
        assert list(Enrolment.objects.all()) == [here]


def fails_while_counting():
    with scope(service="a count", savepoint=False):
        raise KeyError(1)


def test_what_goes_wrong_without_a_savepoint_leaves_nobody_in_the_rights_of_a_service():
    here = EnrolmentFactory()

    with scope(staff(Role.FIELD, here.project_site)):
        with pytest.raises(KeyError):
            fails_while_counting()
        # Nothing more can be asked in this transaction, and what it wrote is taken back.
        with pytest.raises(transaction.TransactionManagementError):
            Enrolment.objects.exists()
