"""Other hours, another room or another day for sessions that are planned already."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from trainings.forms.cohort_rows import WITHOUT, RangeForm
from trainings.models import Session
from trainings.services.session_times import NewTime


class TimesForm(RangeForm):
    """A range as in the wizard; a single session may be given another day as well."""

    range_day = DayField(
        label=_("on day"),
        required=False,
        help_text=_("Another day is for one session: give its number twice."),
    )

    field_order = ["range_first", "range_last", "range_day"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        first, last = said.get("range_first"), said.get("range_last")
        if said.get("range_day") and first and last and first != last:
            self.add_error("range_day", _("Another day is for one session: give its number twice."))
        return said

    def new_time(self, session: Session, zone: ZoneInfo) -> NewTime:
        """When and where a session is to be held, by the clock of its site."""
        said = self.cleaned_data
        starts, ends = (
            at.astimezone(zone).replace(tzinfo=None) for at in (session.starts_at, session.ends_at)
        )
        day = said["range_day"] or starts.date()
        room = session.room
        if said["range_room"]:
            room = None if said["range_room"] == WITHOUT else self.rooms[said["range_room"]]
        return NewTime(
            session.pk,
            datetime.combine(day, said["range_begins"] or starts.time()),
            datetime.combine(day, said["range_ends"] or ends.time()),
            room,
        )
