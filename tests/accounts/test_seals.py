"""A day of the record that was sealed stays as it was, or somebody notices."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Change
from core.scoping import as_owner
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def lines(**about):
    """The record of something, oldest first."""
    return list(Change.objects.filter(**about).order_by("id"))


def test_sealed_days_are_whole():
    ParticipantFactory.create_batch(3)
    _age_the_record(days=3)

    said = _said("seal_audit")

    # Two of the three days at least: just after midnight the last one is not sealed yet.
    assert said.count("changes") >= 2
    assert "as it was sealed" in _said("verify_audit")
    assert "is sealed" in _said("seal_audit")


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        ("DELETE FROM accounts_change WHERE id = %s", "were sealed"),
        ("UPDATE accounts_change SET user_id = gen_random_uuid() WHERE id = %s", "not the one"),
        ("UPDATE accounts_change SET after = '{}' WHERE id = %s", "not those that were sealed"),
        (
            "UPDATE accounts_change SET before = NULL, after = NULL, salt = NULL, "
            "blanked_at = now() WHERE id = %s",
            "no line says who blanked",
        ),
        ("UPDATE accounts_change SET digest = NULL WHERE id = %s", "were sealed"),
    ],
)
def test_verify_notices_what_was_done_to_a_sealed_line(tamper, sentence):
    ParticipantFactory()
    _age_the_record(days=2)
    _said("seal_audit")
    target = Change.objects.order_by("id").values_list("id", flat=True)[0]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(tamper, [target])

    with pytest.raises(CommandError, match=sentence):
        call_command("verify_audit")


def test_blanking_leaves_a_line_and_the_seals_whole():
    person = ParticipantFactory(given="هناء")
    _age_the_record(days=2)
    _said("seal_audit")

    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_blank_changes(%s, '{}')", [person.pk])

    first, last = lines(participant_id=person.pk)
    assert (first.before, first.after, first.blanked_at is None) == (None, None, False)
    assert (last.action, last.service) == ("blank", "test")
    assert "as it was sealed" in _said("verify_audit")


def test_day_is_sealed_an_hour_after_it_ended():
    ParticipantFactory()

    assert "is sealed" in _said("seal_audit")


def _age_the_record(days):
    """Let everything so far have happened some days ago."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_change SET at = at - %s * interval '1 day'", [days])


def _said(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()
