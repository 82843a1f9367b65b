"""What higher rooms do when something happens to a person; registered from their `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, ParamSpec

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant

P = ParamSpec("P")


@dataclass
class Listeners(Generic[P]):
    """All that was registered under a name; each is called in the transaction of what happened."""

    by_name: dict[str, Callable[P, None]] = field(default_factory=dict)

    def register(self, name: str, listener: Callable[P, None]) -> None:
        """Add what a room does; a name that is there already is replaced."""
        self.by_name[name] = listener

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell every room, in the order of registration."""
        for listener in self.by_name.values():
            listener(*args, **kwargs)


on_withdraw: Listeners[[Participant, str, User]] = Listeners()
"""`(person, purpose, by)`: a purpose is not agreed to any more, so what needs it stops now."""

before_merge: Listeners[[Participant, Participant]] = Listeners()
"""`(survivor, other)`: both are held, and will be merged or parted; a room holds its rows."""

on_merge: Listeners[[Participant, Participant, User]] = Listeners()
"""`(survivor, other, by)`: `other` now points to `survivor`; both were one woman all along."""

on_undo_merge: Listeners[[Participant, Participant, User]] = Listeners()
"""`(survivor, other, by)`: they are two women after all, and each stands for herself again."""

on_anonymise: Listeners[[Participant]] = Listeners()
"""`(record)`: what a room keeps of her goes too; it raises CannotAnonymise while that must wait."""
