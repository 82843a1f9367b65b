"""What higher rooms add to a roster, registered from their `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User
    from trainings.models import Session


@dataclass(frozen=True, slots=True)
class RosterExtra:
    """What one room adds: chips beside names, a payload of the phone's, a word before the end.

    `chips` asks one query and answers texts by enrolment. `save` runs in a savepoint once the
    marks are written; whatever it raises costs no mark. `why_not_finish` answers sentences.
    """

    chips: Callable[[Session, Sequence[UUID]], Mapping[UUID, Sequence[str]]]
    save: Callable[[Session, Any, User], None]
    why_not_finish: Callable[[Session], Sequence[str]]


@dataclass
class RosterExtras:
    """All that was registered, by name."""

    by_name: dict[str, RosterExtra] = field(default_factory=dict)

    def register(self, name: str, extra: RosterExtra) -> None:
        """Add what a room brings; the name is the key of its payloads in a batch."""
        self.by_name[name] = extra

    def chips(self, session: Session, enrolments: Sequence[UUID]) -> dict[UUID, list[str]]:
        """Every chip beside the names of a roster."""
        chips: dict[UUID, list[str]] = {}
        for extra in self.by_name.values():
            for enrolment, texts in extra.chips(session, enrolments).items():
                chips.setdefault(enrolment, []).extend(texts)
        return chips

    def why_not_finish(self, session: Session) -> list[str]:
        """Every reason for which a session cannot be finished yet."""
        return list(self._reasons(session))

    def _reasons(self, session: Session) -> Iterable[str]:
        for extra in self.by_name.values():
            yield from extra.why_not_finish(session)


roster_extras = RosterExtras()
