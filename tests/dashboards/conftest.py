"""What one test left in memory is nothing to the next."""

import pytest

from dashboards.services.remembering import forget_what_is_at_hand
from dashboards.views.project import PIECES


@pytest.fixture(autouse=True)
def _nothing_at_hand():
    PIECES.forget()
    forget_what_is_at_hand()
