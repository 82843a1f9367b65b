from concurrent.futures import ThreadPoolExecutor
from stat import S_IMODE

from core.secrets import read_or_make


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "var" / "secret"

    first = read_or_make(file)

    assert len(first) >= 64
    assert read_or_make(file) == first
    assert S_IMODE(file.stat().st_mode) == 0o600


def test_two_installations_have_different_secrets(tmp_path):
    assert read_or_make(tmp_path / "one") != read_or_make(tmp_path / "other")


def test_all_who_start_together_agree_on_one_secret(tmp_path):
    files = [tmp_path / "secret"] * 32

    with ThreadPoolExecutor(16) as together:
        secrets = set(together.map(read_or_make, files))

    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
