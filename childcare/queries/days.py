"""Which day it is where children are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from programmes.models import ProjectSite


def day_at(project_site: ProjectSite, now: datetime) -> date:
    """The day of a moment in the time zone of a site."""
    return now.astimezone(ZoneInfo(project_site.site.time_zone)).date()
