"""A web worker that has served a roster holds none of the libraries that few pages need."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.trainings.sync_world import class_of, phone_of

NEEDED_ELSEWHERE = {
    *("cryptography", "phonenumbers", "polib"),
    *("openpyxl", "python_calamine", "xlsxwriter"),
    *("typst", "segno", "pypdf"),
    *("numpy", "scipy", "networkx"),
}


@pytest.fixture
def loaded(committed, key_file):
    """What a worker of its own holds after it opened a roster and saved its class."""
    session, _women = class_of(2)
    officer = phone_of(session).user
    served = subprocess.run(
        [
            *(sys.executable, "-m", "tests.concurrency.serving"),
            *(connection.settings_dict["NAME"], str(officer.pk), str(session.pk)),
        ],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "tests.settings", "FIELD_KEYS_FILE": str(key_file)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert served.returncode == 0, served.stderr
    return set(served.stdout.split())


def test_worker_that_served_a_roster_holds_no_library_that_it_did_not_need(loaded):
    assert "trainings.views.sync" in loaded
    assert loaded & NEEDED_ELSEWHERE == set()
