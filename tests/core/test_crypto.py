import os
import stat

import pytest

from core import crypto


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.FIELD_KEYS_FILE = tmp_path / "keys" / "field_keys"
    crypto.make_keys_if_missing()
    return settings.FIELD_KEYS_FILE


def test_a_text_comes_back_as_it_was():
    stored = crypto.encrypt("+9647701234567", bound_to="a.b.phone")

    assert crypto.decrypt(stored, bound_to="a.b.phone") == "+9647701234567"


def test_the_stored_value_shows_nothing_of_the_text():
    stored = crypto.encrypt("شيرين", bound_to="a.b.name")

    assert "شيرين".encode() not in stored


def test_the_same_text_is_stored_differently_each_time():
    values = {crypto.encrypt("x", bound_to="a.b.c") for _ in range(20)}

    assert len(values) == 20


def test_a_value_copied_to_another_column_is_refused():
    stored = crypto.encrypt("kurdish", bound_to="a.b.ethnicity")

    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(stored, bound_to="a.b.religion")


@pytest.mark.parametrize("place", [0, 6, 20, -1])
def test_a_changed_value_is_refused(place):
    stored = bytearray(crypto.encrypt("0770 123 4567", bound_to="a.b.c"))
    stored[place] ^= 1

    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(bytes(stored), bound_to="a.b.c")


@pytest.mark.parametrize("stored", [b"", b"\x01", b"07701234567"])
def test_a_value_that_nobody_encrypted_is_refused(stored):
    with pytest.raises((crypto.Unreadable, crypto.KeyMissing)):
        crypto.decrypt(stored, bound_to="a.b.c")


def test_an_older_key_still_reads_and_the_newest_writes(keys):
    before = crypto.encrypt("before", bound_to="a.b.c")

    crypto.add_key()

    after = crypto.encrypt("after", bound_to="a.b.c")
    assert crypto.decrypt(before, bound_to="a.b.c") == "before"
    assert crypto.decrypt(after, bound_to="a.b.c") == "after"
    assert before[1:5] != after[1:5]


def test_a_key_that_another_worker_added_is_found_without_a_restart(keys):
    crypto.encrypt("x", bound_to="a.b.c")
    ours = keys.read_text()
    crypto.add_key()
    theirs = crypto.encrypt("from the other worker", bound_to="a.b.c")
    both = keys.read_text()
    keys.write_text(ours)
    crypto._read_keys.cache_clear()
    crypto.encrypt("x", bound_to="a.b.c")

    keys.write_text(both)

    assert crypto.decrypt(theirs, bound_to="a.b.c") == "from the other worker"


def test_a_lost_key_is_named(keys):
    stored = crypto.encrypt("x", bound_to="a.b.c")
    keys.unlink()
    crypto.make_keys_if_missing()

    with pytest.raises(crypto.KeyMissing, match=stored[1:5].hex()):
        crypto.decrypt(stored, bound_to="a.b.c")


@pytest.mark.parametrize("content", ["", "short", "AAAA\n"])
def test_a_damaged_file_of_keys_is_named(keys, content):
    keys.write_text(content)
    crypto._read_keys.cache_clear()

    with pytest.raises(crypto.KeyMissing, match="damaged"):
        crypto.encrypt("x", bound_to="a.b.c")


def test_a_missing_file_of_keys_is_named(keys):
    keys.unlink()
    crypto._read_keys.cache_clear()

    with pytest.raises(crypto.KeyMissing, match="field_keys cannot be read"):
        crypto.encrypt("x", bound_to="a.b.c")


def test_the_file_of_keys_is_only_for_its_owner(keys):
    assert stat.S_IMODE(os.stat(keys).st_mode) == 0o600


def test_keys_that_are_there_stay(keys):
    before = keys.read_text()

    made = crypto.make_keys_if_missing()

    assert made is False
    assert keys.read_text() == before


def test_of_two_that_start_together_one_makes_the_keys(keys, monkeypatch):
    before = keys.read_text()
    monkeypatch.setattr(crypto.Path, "exists", lambda path: False)

    made = crypto.make_keys_if_missing()

    assert made is False
    assert keys.read_text() == before
    assert list(keys.parent.iterdir()) == [keys]
