import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """Sentences are compared in the language that these tests are written in."""
    with translation.override("en"):
        yield
