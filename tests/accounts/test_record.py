"""No row about a person changes, by whatever path, without a line that says who did it."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Change, Grant, Look
from accounts.roles import Role
from core.scoping import as_owner, scope
from participants.models import Consent, DisplacementEpisode, Participant
from tests.factories import (
    ConsentFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ParticipantFactory,
    SessionFactory,
    staff,
)
from tests.trainings.sync_world import class_of, phone_of
from trainings.models import Attendance, Enrolment

pytestmark = pytest.mark.django_db


def lines(**about):
    """The record of something, oldest first."""
    return list(Change.objects.filter(**about).order_by("id"))


def test_addition_tells_what_was_said_and_nothing_encrypted():
    person = ParticipantFactory(given="هناء", phone="+9647701234567")

    [line] = lines(participant_id=person.pk)

    assert (line.action, line.table_name) == ("insert", "participants_participant")
    assert (line.after["given"], line.after["phone"]) == ("هناء", "changed")
    assert line.before is None
    assert {"sort_key", "folded_name"}.isdisjoint(line.after)
    assert "7701234567" not in json.dumps(line.after)


def test_change_tells_the_fields_that_changed_and_who():
    person = EnrolmentFactory(participant__father="كاظم").participant
    officer = staff(Role.FIELD, person.enrolments.get().project_site)

    with scope(officer, request="abc"):
        Participant.objects.filter(pk=person.pk).update(father="علي")

    *_, line = lines(participant_id=person.pk, action="update")
    assert (line.before, line.after) == ({"father": "كاظم"}, {"father": "علي"})
    assert (line.user_id, line.request, line.service) == (officer.pk, "abc", "")


def test_change_that_changes_nothing_leaves_no_line():
    person = ParticipantFactory()
    before = Change.objects.count()

    Participant.objects.filter(pk=person.pk).update(father=person.father)

    assert Change.objects.count() == before


def test_encrypted_text_that_is_saved_again_leaves_no_line():
    person = ParticipantFactory(phone="+9647701234567", address="حي القادسية")
    before = lines(participant_id=person.pk)

    Participant.objects.get(pk=person.pk).save()

    assert lines(participant_id=person.pk) == before


def test_removal_tells_what_was_there():
    consent = ConsentFactory()
    Consent.objects.filter(pk=consent.pk).delete()

    line = lines(table_name="participants_consent", row_id=str(consent.pk))[-1]

    assert (line.action, line.before["decision"]) == ("delete", "agreed")
    assert line.participant_id == consent.participant_id


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda one: one.save(), id="save"),
        pytest.param(
            lambda one: type(one).objects.bulk_update([one], ["from_on"]), id="bulk_update"
        ),
        pytest.param(
            lambda one: type(one).objects.filter(pk=one.pk).update(from_on=one.from_on),
            id="update",
        ),
        pytest.param(
            lambda one: connection.cursor().execute(
                "UPDATE participants_displacementepisode SET from_on = %s WHERE id = %s",
                [one.from_on, one.pk],
            ),
            id="raw",
        ),
        pytest.param(
            lambda one: type(one).objects.bulk_create(
                [one], update_conflicts=True, unique_fields=["id"], update_fields=["from_on"]
            ),
            id="upsert",
        ),
    ],
)
def test_every_way_of_writing_leaves_one_line(write):
    episode = DisplacementEpisodeFactory(from_on="2026-01-01")
    episode.from_on = "2025-12-01"
    with scope(service="import"):
        write(episode)

    *_, line = lines(row_id=str(episode.pk))

    assert len(lines(row_id=str(episode.pk))) == 2
    assert line.after == {"from_on": "2025-12-01"}
    assert line.service == "import"
    assert DisplacementEpisode.objects.get(pk=episode.pk).from_on.isoformat() == "2025-12-01"


def test_twenty_five_rows_leave_twenty_five_lines():
    session, women = class_of(25)
    officer = staff(Role.FIELD, session.project_site)

    with scope(officer):
        Enrolment.objects.filter(cohort=session.cohort).update(state="withdrawn")

    changed = lines(table_name="trainings_enrolment", action="update")
    assert {line.enrolment_id for line in changed} == {woman.pk for woman in women}
    assert {line.user_id for line in changed} == {officer.pk}
    assert {line.project_site_id for line in changed} == {session.project_site_id}


def test_save_of_marks_is_not_recorded_twice():
    session, women = class_of(3)
    phone = phone_of(session)

    phone.send(*(phone.mark(session, woman, "absent") for woman in women))
    phone.send(*(phone.mark(session, woman, "present", base=1) for woman in women))

    assert Attendance.objects.filter(mark="present").count() == 3
    assert lines(table_name="trainings_attendance") == []


def test_mark_set_by_hand_in_the_database_is_recorded():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, "absent"))

    Attendance.objects.update(mark="present", reasons=[])

    [line] = lines(table_name="trainings_attendance")
    assert line.after["mark"] == "present"
    assert line.enrolment_id == woman.pk


def test_session_that_becomes_held_names_who_recorded():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    phone.send(phone.mark(session, woman, "present"))

    *_, line = lines(table_name="trainings_session", row_id=str(session.pk))
    assert line.after["state"] == "held"
    assert line.user_id == phone.user.pk
    assert len(line.request) == 32


def test_grant_names_who_gave_it(client):
    giver = staff(Role.SYSADMIN)
    client.force_login(giver)
    colleague = staff(Role.FIELD)

    client.post(f"/staff/{colleague.pk}/switch/")

    *_, line = lines(table_name="accounts_user", row_id=str(colleague.pk))
    assert line.after == {"is_active": False}
    assert line.user_id == giver.pk


def test_password_is_only_noted_to_have_changed():
    user = staff(Role.FIELD)
    user.set_password("another long word")
    user.save()

    *_, line = lines(table_name="accounts_user", row_id=str(user.pk))

    assert line.after == {"password": "changed"}
    assert "md5" not in json.dumps(line.after)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE accounts_change SET user_id = NULL",
        "DELETE FROM accounts_change",
        "INSERT INTO accounts_change (at, table_name, row_id, action, service, request) "
        "VALUES (now(), 'x', 'y', 'insert', '', '')",
        "TRUNCATE accounts_change",
        "DELETE FROM accounts_look",
        "UPDATE accounts_look SET user_id = NULL",
        "DELETE FROM accounts_seal",
        "SELECT accounts_note_change('t', NULL, '{}', '{}', '{}', 'id', 'id')",
        "ALTER TABLE accounts_change DISABLE TRIGGER ALL",
        "ALTER TABLE participants_participant DISABLE TRIGGER ALL",
        "DROP POLICY within_scope ON participants_participant",
    ],
)
@pytest.mark.parametrize("who", [{}, {"service": "command"}], ids=["request", "command"])
def test_nobody_changes_the_record_or_takes_the_net_away(words, who):
    ParticipantFactory()

    with pytest.raises(DatabaseError), scope(**who), connection.cursor() as cursor:
        cursor.execute(words)


def test_record_of_a_person_is_read_only_where_she_is():
    here, elsewhere = EnrolmentFactory(), EnrolmentFactory()

    with scope(staff(Role.MANAGER, here.project_site)):
        about = {line.participant_id for line in Change.objects.exclude(participant_id=None)}

    assert about == {here.participant_id}
    assert elsewhere.participant_id not in about


def test_door_is_on_record(client):
    user = staff(Role.FIELD)
    client.post("/sign-in/", {"login": user.username, "password": "correct horse battery"})
    client.post("/sign-out/")

    assert list(Look.objects.order_by("id").values_list("kind", "user_id")) == [
        ("sign_in", user.pk),
        ("sign_out", user.pk),
    ]


def test_who_is_turned_away_is_on_record(client):
    session, _ = class_of(1)
    officer = staff(Role.FIELD)
    Grant.objects.filter(user=officer).update(project=session.project_site.project)
    donor = staff(Role.DONOR)

    for user, path in ((donor, session.get_absolute_url()), (donor, "/system/")):
        client.force_login(user)
        assert client.get(path).status_code == 403

    denied = Look.objects.filter(kind="denied").order_by("id")
    assert [(look.user_id, look.page, look.purpose) for look in denied] == [
        (donor.pk, "trainings:session_roster", "403"),
        (donor.pk, "system", "403"),
    ]


def test_as_owner_ends_with_its_block():
    with as_owner():
        pass

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_change")


def test_session_made_by_nobody_in_particular_names_the_service():
    session = SessionFactory()

    [line, *_] = lines(table_name="trainings_session", row_id=str(session.pk))

    assert (line.user_id, line.service) == (None, "test")
