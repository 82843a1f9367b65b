"""New keys: every encrypted column is written anew, also after an interruption."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from core import crypto, rotation
from participants.models import CommunityIdentity, Participant
from tests.factories import CommunityIdentityFactory, ConsentFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.FIELD_KEYS_FILE = tmp_path / "field_keys"
    crypto.make_keys_if_missing()
    return settings.FIELD_KEYS_FILE


def heads() -> set[bytes]:
    """What every encrypted value in the database begins with."""
    found = set()
    with connection.cursor() as cursor:
        for model in rotation.encrypted_models():
            for field in rotation._encrypted(model):
                cursor.execute(f"SELECT {field.column} FROM {model._meta.db_table}")
                found |= {bytes(value)[:5] for (value,) in cursor.fetchall() if value is not None}
    return found


def some_people():
    person = ParticipantFactory(phone=NUMBER, address="شارع الجمهورية")
    CommunityIdentityFactory(participant=person, ethnicity="turkmen", belief="sunni")
    ConsentFactory(participant=person, guardian="كاظم")
    ParticipantFactory(phone="")
    return person


def test_every_encrypted_value_is_written_with_the_new_key():
    person = some_people()
    before = crypto.newest_key()

    call_command("rotate_field_keys")

    assert crypto.newest_key() != before
    assert heads() == {crypto.newest_key()}
    identity = CommunityIdentity.objects.get()
    person = Participant.objects.get(pk=person.pk)
    assert (person.phone, person.address) == (NUMBER, "شارع الجمهورية")
    assert (identity.ethnicity, identity.belief) == ("turkmen", "sunni")
    assert person.consents.get().guardian == "كاظم"


def test_numbers_are_found_before_between_and_after(keys):
    person = some_people()
    people = Participant.objects.all()
    place = person.project_sites

    crypto.add_key()
    assert list(people.with_phone(NUMBER)) == [person]
    assert list(people.with_last_digits("4567", place)) == [person]

    call_command("rotate_field_keys")
    # Even once the older keys are gone from the file.
    keys.write_text(keys.read_text().split()[0])
    assert list(people.with_phone(NUMBER)) == [person]
    assert list(people.with_last_digits("4567", place)) == [person]


def test_interrupted_rotation_goes_on_without_another_key(keys, monkeypatch):
    for _ in range(5):
        some_people()
    monkeypatch.setattr(rotation, "ROWS_AT_ONCE", 2)
    steps = rotation.rotate()
    next(written for _table, written in steps if written)
    assert len(heads()) == 2

    call_command("rotate_field_keys")

    assert heads() == {crypto.newest_key()}
    assert len(keys.read_text().split()) == 2


def test_finished_rotation_begins_a_new_one(keys):
    some_people()

    call_command("rotate_field_keys")
    call_command("rotate_field_keys")

    assert len(keys.read_text().split()) == 3
    assert heads() == {crypto.newest_key()}
