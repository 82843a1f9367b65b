"""Nothing is left of a test on real connections, whichever way the tables are emptied."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from core.scoping import LOGIN, Setting, connections_as
from tests import emptying
from tests.browser.seeds import keep_or_bring_back
from tests.url_world import World


@pytest.mark.parametrize("large", [0, emptying.LARGE], ids=["truncated", "deleted"])
def test_no_table_keeps_a_row(transactional_db, monkeypatch, large):
    monkeypatch.setattr(emptying, "LARGE", large)
    keep_or_bring_back()
    with transaction.atomic():  # some truths are looked at when all of it is there
        World()

    with connections_as(Setting(LOGIN)):
        before = tables_with_rows()
        call_command(
            "flush",
            interactive=False,
            verbosity=0,
            inhibit_post_migrate=True,
            reset_sequences=False,
        )
        after = tables_with_rows()

    assert len(before) > 20
    assert after == []


def tables_with_rows() -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            found += [table] * cursor.fetchone()[0]
    return found
