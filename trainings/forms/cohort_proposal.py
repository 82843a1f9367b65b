"""The proposal between the wish and the cohort: made anew, changed in a range, or created."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.dates import day_text, weekday_name
from programmes.calendar import holidays_between, is_weekend
from programmes.models import Holiday
from trainings.forms.cohort_plan import CohortPlanForm, classrooms
from trainings.forms.cohort_rows import RangeForm, SessionRowForm, as_initial
from trainings.models import Module
from trainings.planning import FARTHEST, CannotPlan, Day, Inner, Slot, propose
from trainings.services.cohorts import PlannedSession


class Proposal:
    """The rows of a cohort that is being planned; what the form says is the ground of it."""

    APPLY, CREATE = "apply", "create"

    def __init__(self, form: CohortPlanForm, posted: QueryDict) -> None:
        self.said = form.cleaned_data
        self.version, self.place = self.said["version"], self.said["project_site"]
        self.step = posted.get("step", "")
        self.rooms = {str(room.pk): room for room in classrooms([self.place.site_id])}
        is_about_this = posted.get("proposed_for") == self.ground
        if self.step not in (self.APPLY, self.CREATE) or not is_about_this:
            self.step = ""
        self.range = RangeForm(posted if self.step == self.APPLY else None, rooms=self.rooms)
        self.rows: list[SessionRowForm] = []
        try:
            self.rows = self._bound(posted) if self.step else self._proposed()
        except CannotPlan:
            form.add_error(None, _("The sessions of this course do not fit into these hours."))
        if not self.modules:
            form.add_error(None, _("This version has no modules."))

    @property
    def ground(self) -> str:
        """What the rows were proposed for; others are proposed when it changes."""
        return f"{self.version.pk} {self.place.pk}"

    @cached_property
    def modules(self) -> list[tuple[Module, Day]]:
        """The modules with a day of their own, in order, and what is inside them."""
        modules = list(self.version.modules.order_by("number"))
        return [(one, _as_day(one, modules)) for one in modules if one.inside_id is None]

    @cached_property
    def holidays(self) -> dict[date, Holiday]:
        """The holidays at this place from the first day on."""
        first = self.said["first_day"]
        return holidays_between(self.place.site, first, first + FARTHEST)

    def is_valid(self) -> bool:
        """Whether every row can be held as it stands."""
        return bool(self.rows) and all(row.is_valid() for row in self.rows)

    def planned(self) -> list[PlannedSession]:
        """The sessions of valid rows."""
        return [PlannedSession(row.slot, row.chosen_room) for row in self.rows if row.slot]

    def _proposed(self) -> list[SessionRowForm]:
        said = self.said
        slots = propose(
            [day for _module, day in self.modules],
            first=said["first_day"],
            weekdays={int(day) for day in said["weekdays"]},
            holidays=self.holidays,
            begins=said["begins"],
            ends=said["ends"],
        )
        return [self._row(place, slot) for place, slot in enumerate(slots)]

    def _bound(self, posted: QueryDict) -> list[SessionRowForm]:
        if self.step == self.APPLY and self.range.is_valid():
            numbered = {place + 1: f"row-{place}" for place in range(len(self.modules))}
            if self.range.cleaned_data["range_first"] not in numbered:
                self.range.add_error("range_first", _("There is no session with these numbers."))
            else:
                posted = self.range.apply_to(posted, numbered)
        rows = [self._row(place, data=posted) for place in range(len(self.modules))]
        for row in rows:
            row.is_valid()
        return rows

    def _row(self, place: int, slot: Slot | None = None, **bound: Any) -> SessionRowForm:
        module, day = self.modules[place]
        row = SessionRowForm(
            prefix=f"row-{place}",
            number=place + 1,
            module=day,
            rooms=self.rooms,
            initial=as_initial(slot, self.said["room"]) if slot else None,
            **bound,
        )
        row.topic, row.kind = module.topic, module.get_kind_display()  # type: ignore[attr-defined]
        row.slot = slot
        return row

    # --- What the page says about it -------------------------------------------

    @property
    def days(self) -> list[date]:
        """The days of the rows, in order."""
        return sorted(row.slot.starts.date() for row in self.rows if row.slot)

    def summary(self) -> str:
        """How many sessions there are, and from when to when."""
        if not self.days:
            return ""
        return _("%(count)s sessions, from %(first)s to %(last)s") % {
            "count": len(self.rows),
            "first": day_text(self.days[0]),
            "last": day_text(self.days[-1]),
        }

    def notes(self) -> list[str]:
        """What to look at: holidays left out, days off that were chosen, the project's end."""
        return [*self._left_out(), *self._days_off(), *self._after_the_project()]

    def _left_out(self) -> list[str]:
        if not self.days:
            return []
        pattern = {int(day) for day in self.said["weekdays"]}
        return [
            _("%(day)s is left out: %(holiday)s.") % {"day": day_text(day), "holiday": holiday.name}
            for day, holiday in sorted(self.holidays.items())
            if day <= self.days[-1] and day.weekday() in pattern and day not in self.days
        ]

    def _days_off(self) -> list[str]:
        return [
            _("Session %(number)s is on %(day)s: %(why)s.")
            % {
                "number": row.number,
                "day": day_text(day),
                "why": self.holidays[day].name if day in self.holidays else weekday_name(day),
            }
            for row in self.rows
            if row.slot and (is_weekend(day := row.slot.starts.date()) or day in self.holidays)
        ]

    def _after_the_project(self) -> list[str]:
        ends_on = self.place.project.ends_on
        if not self.days or self.days[-1] <= ends_on:
            return []
        return [_("The project ends before, on %(day)s.") % {"day": day_text(ends_on)}]


def _as_day(module: Module, modules: list[Module]) -> Day:
    inner = (
        Inner(one.pk, one.starts_after_minutes or 0, one.minutes)
        for one in modules
        if one.inside_id == module.pk
    )
    return Day(module.pk, module.minutes, tuple(inner))
