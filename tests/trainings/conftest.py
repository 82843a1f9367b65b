"""What tests of this room share."""

import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Read sentences in English, whatever the language of the installation."""
    with translation.override("en"):
        yield
