"""The proposed sessions as a table to edit, a row or a range of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.dates import time_text
from core.forms import DayField, DigitsIntegerField, TimeField
from programmes.models import Room
from trainings.forms.cohort_plan import check_hours
from trainings.planning import CannotPlan, Day, Inner, Slot, slot_for

Rooms = Mapping[str, Room]
NO_ROOM = ("", _("not known yet"))
LEAVE = ("", _("leave as it is"))
WITHOUT = "none"


class SessionRowForm(forms.Form):
    """When and where one module is held; a dialogue inside it may be given another hour."""

    day = DayField()
    begins = TimeField()
    ends = TimeField()
    room = forms.ChoiceField(required=False)

    slot: Slot | None = None

    def __init__(self, *args: Any, number: int, module: Day, rooms: Rooms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number, self.module, self.rooms = number, module, rooms
        cast(forms.ChoiceField, self.fields["room"]).choices = room_choices(rooms)
        labels = {
            "day": _("Day of session %(number)s"),
            "begins": _("Beginning of session %(number)s"),
            "ends": _("End of session %(number)s"),
            "room": _("Room of session %(number)s"),
        }
        for place in range(len(module.inner)):
            self.fields[f"inner_{place}"] = TimeField(required=False)
            labels[f"inner_{place}"] = _("Beginning of the dialogue in session %(number)s")
        for name, field in self.fields.items():
            field.label = labels[name] % {"number": number}
            shape = "form-select" if name == "room" else "form-control"
            field.widget.attrs |= {"aria-label": field.label, "class": shape}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        day, begins, ends = said.get("day"), said.get("begins"), said.get("ends")
        if day and begins and ends:
            check_hours(self, "ends", begins, ends)
            if not self.errors:
                self._place(datetime.combine(day, begins), datetime.combine(day, ends))
        return said

    def _place(self, starts: datetime, ends: datetime) -> None:
        """Find the hours of the dialogues inside, or say that they do not fit."""
        ordered = sorted(self.module.inner, key=lambda inner: inner.after)
        typed = [self.cleaned_data.get(f"inner_{place}") for place in range(len(ordered))]
        asked = [
            Inner(
                inner.module_id, _minutes(starts.time(), at) if at else inner.after, inner.minutes
            )
            for inner, at in zip(ordered, typed, strict=True)
        ]
        try:
            slot = slot_for(Day(self.module.module_id, 0, tuple(asked)), starts, ends)
        except CannotPlan:
            self.add_error("ends", _("The dialogue inside does not fit into these hours."))
            return
        begins_at = {inner.module_id: inner.starts.time() for inner in slot.inner}
        for place, (inner, at) in enumerate(zip(ordered, typed, strict=True)):
            if at and begins_at[inner.module_id] != at:
                self.add_error(f"inner_{place}", _("A dialogue lies within the hours of its day."))
        self.slot = slot

    @property
    def chosen_room(self) -> Room | None:
        """The room of a valid row."""
        return self.rooms.get(self.cleaned_data["room"])

    def inner_lines(self) -> Iterable[tuple[Any, Slot | None]]:
        """Each dialogue's field with the hours found for it."""
        slots = self.slot.inner if self.slot else ()
        for place in range(len(self.module.inner)):
            yield self[f"inner_{place}"], slots[place] if place < len(slots) else None


def _minutes(begins: time, at: time) -> int:
    return (at.hour - begins.hour) * 60 + at.minute - begins.minute


def room_choices(rooms: Rooms) -> list[tuple[str, Any]]:
    """Every room of the site, and none."""
    return [NO_ROOM, *((key, str(room)) for key, room in rooms.items())]


def as_initial(slot: Slot, room: Room | None) -> dict[str, Any]:
    """What a row says before anybody edits it."""
    return {
        "day": slot.starts.date(),
        "begins": slot.starts.time(),
        "ends": slot.ends.time(),
        "room": str(room.pk) if room else "",
    }


class RangeForm(forms.Form):
    """Other hours or another room for a range of rows, as in the month of Ramadan."""

    range_first = DigitsIntegerField(label=_("From session"), min_value=1)
    range_last = DigitsIntegerField(label=_("to session"), min_value=1)
    range_begins = TimeField(label=_("from"), required=False)
    range_ends = TimeField(label=_("to"), required=False)
    range_room = forms.ChoiceField(label=_("in room"), required=False)

    def __init__(self, *args: Any, rooms: Rooms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = rooms
        room = cast(forms.ChoiceField, self.fields["range_room"])
        room.choices = [LEAVE, (WITHOUT, NO_ROOM[1]), *room_choices(rooms)[1:]]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("range_first"), said.get("range_last")
        if first and last and last < first:
            self.add_error("range_last", _("The last session comes after the first."))
        return said

    def apply_to(self, posted: QueryDict, rows: Mapping[int, str]) -> QueryDict:
        """The posted table with the range changed; `rows` are its prefixes by number."""
        data = posted.copy()
        said = self.cleaned_data
        for number, prefix in rows.items():
            if not said["range_first"] <= number <= said["range_last"]:
                continue
            for name in ("begins", "ends"):
                if clock := said[f"range_{name}"]:
                    data[f"{prefix}-{name}"] = time_text(clock)
            if room := said["range_room"]:
                data[f"{prefix}-room"] = "" if room == WITHOUT else room
            # A dialogue goes along with its day.
            for key in [key for key in data if key.startswith(f"{prefix}-inner_")]:
                data[key] = ""
        return data
