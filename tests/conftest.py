"""What all tests share."""

from __future__ import annotations

import os

os.environ.setdefault("COHESION_CLUSTER", "test")

import pytest

from core.context import is_demo


@pytest.fixture(autouse=True)
def _settings_of_tests(settings, tmp_path):
    """Quick passwords, plain static files and a key file of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    is_demo.cache_clear()
