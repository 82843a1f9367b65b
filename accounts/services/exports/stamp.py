from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Export
from core.dates import day_text


def stamp_of(export: Export) -> list[str]:
    """Who took a file with names, when and what for: what stands below its rows."""
    if not export.has_names:
        return []
    now = timezone.localtime()
    return [
        _("Taken by %(name)s on %(day)s at %(time)s")
        % {
            "name": export.created_by.full_name,
            "day": day_text(now.date(), weekday=False),
            "time": f"{now:%H:%M}",
        },
        _("For: %(purpose)s") % {"purpose": export.purpose},
        _("It names people: keep it safe, pass it to nobody, and delete it when it has served."),
    ]
