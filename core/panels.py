"""Places on pages where a higher room shows something without being imported from below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Panel = Callable[[Any, Any], dict[str, Any] | None]


@dataclass
class Place:
    """One place on a page; a panel answers a context with its `template`, or None to stay away.

    On Today a panel whose context has `is_alarm` stands above everything else. A panel gets
    `(user, subject)` and asks at most two queries.
    """

    name: str
    panels: dict[str, Panel] = field(default_factory=dict)

    def register(self, name: str, panel: Panel) -> None:
        """Add a panel from a higher room's `AppConfig.ready()`."""
        self.panels[name] = panel

    def contexts(self, user: Any, subject: Any = None) -> Iterable[dict[str, Any]]:
        """Ask every panel, in the order of registration."""
        for panel in self.panels.values():
            context = panel(user, subject)
            if context is not None:
                yield context


today = Place("today")
person = Place("person")
cohort = Place("cohort")
people = Place("people")
"""What is done with women chosen from the list of people; the subject says whether any are."""
