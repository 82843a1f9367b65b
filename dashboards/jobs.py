"""What is done while nobody waits."""

from __future__ import annotations

from core.jobs import periodic
from core.scoping import scope
from dashboards.services.remembering import forget_old_changes


@periodic("dashboards.forget_old_changes", cron="41 2 * * *")
def forget_changes() -> None:
    """Take away what said days ago that something changed at a place."""
    with scope(service="numbers"):
        forget_old_changes()
