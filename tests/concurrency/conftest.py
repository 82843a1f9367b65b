"""What tests with real connections share."""

import pytest
from django.db import connection

from tests.browser.seeds import keep_or_bring_back

CONNECTIONS = 20


@pytest.fixture
def committed(transactional_db):
    """Rows are committed for every connection to see, and gone again after the test."""
    keep_or_bring_back()
    # A connection for every thread, or they would queue before the database sees them.
    connection.pool.resize(1, CONNECTIONS)
