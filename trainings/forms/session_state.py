"""What is asked about a session that changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, DigitsIntegerField, TimeField
from programmes.calendar import working_days
from programmes.models import Room
from trainings.models import Session

LOOK_AHEAD = timedelta(days=30)


class SessionStateForm(forms.Form):
    """Whether a session takes place; if not, why not."""

    state = forms.ChoiceField(choices=Session.State)
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=Session.StateReason,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("state") not in Session.HAPPENING and not values.get("reason"):
            self.add_error("reason", _("Tap a reason first."))
        return values


class MakeUpForm(forms.Form):
    """On which day, from when to when and where a session is made up for."""

    day = DayField(label=_("Day"))
    starts = TimeField(label=_("From"))
    ends = TimeField(label=_("Until"))
    room = forms.ModelChoiceField(
        label=_("Room"), queryset=Room.objects.none(), required=False, empty_label=_("No room")
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        site = session.project_site.site
        self.zone = ZoneInfo(site.time_zone)
        tomorrow = datetime.now(self.zone).date() + timedelta(days=1)
        proposed = {
            "day": next(working_days(site, tomorrow, tomorrow + LOOK_AHEAD), tomorrow),
            "starts": session.starts_at.astimezone(self.zone).time(),
            "ends": session.ends_at.astimezone(self.zone).time(),
            "room": session.room_id,
        }
        super().__init__(data, initial=proposed)
        cast("forms.ModelChoiceField[Room]", self.fields["room"]).queryset = Room.objects.filter(
            site=site
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if {"starts", "ends"} <= values.keys() and values["ends"] <= values["starts"]:
            self.add_error("ends", _("A session ends after it starts."))
        return values

    @property
    def starts_at(self) -> datetime:
        """The moment at which it begins."""
        return self._at("starts")

    @property
    def ends_at(self) -> datetime:
        """The moment at which it ends."""
        return self._at("ends")

    def _at(self, name: str) -> datetime:
        day, clock = self.cleaned_data["day"], self.cleaned_data[name]
        return datetime.combine(day, clock, tzinfo=self.zone)


class RefusedCountForm(forms.Form):
    """How many did not want to be written down: what she saw, and what she makes of it."""

    was = DigitsIntegerField(min_value=0, max_value=10_000)
    now = DigitsIntegerField(min_value=-1, max_value=10_000)
