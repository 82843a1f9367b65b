"""Say which truth of the database refuses something."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused_by(constraint):
    """Expect the database to refuse what is inside, under the name of one constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), told_at_once():
        yield
    assert refusal.value.__cause__.diag.constraint_name == constraint


@contextmanager
def told_at_once():
    """Have the checks that wait for the end of the transaction speak when this ends."""
    yield
    say_it_now()


def say_it_now():
    """Have the checks that wait for the end of the transaction speak at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
