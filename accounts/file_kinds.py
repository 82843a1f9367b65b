"""Kinds of files that can be taken out: higher rooms register, the register of files asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.roles import Permission

if TYPE_CHECKING:
    from accounts.models import User
    from core.exports import Contents


class Question(Protocol):
    """What a kind asks before it makes a file: a form, bound to answers.

    Its choices are what she may take now. So the same answers, asked again, are refused once her
    right has ended.
    """

    data: Any

    def is_valid(self) -> bool:
        """Whether she may have what she asks for."""

    def asked(self) -> dict[str, str]:
        """The answers, as ids and codes."""

    def places(self) -> Collection[int]:
        """The project sites that the file is about."""

    def about(self) -> str:
        """The same in words, without anybody's name."""

    def contents(self) -> Contents:
        """What stands in the file, in the language that is active."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `question` is where the class of its form stands."""

    code: str
    label: str | Promise
    help: str | Promise
    sensitivity: str
    permission: Permission
    question: str
    formats: tuple[str, ...] = ("xlsx", "csv")
    # Offered on the page of files; others have a page of their own.
    is_offered: bool = True

    @property
    def has_names(self) -> bool:
        """Whether people can be told from it."""
        return self.sensitivity == "identifiable"

    def ask(self, user: User, answers: Any = None, **rest: Any) -> Any:
        """Its form, for somebody."""
        return import_string(self.question)(answers, user=user, **rest)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind from a higher room's `AppConfig.ready()`."""
    _kinds[kind.code] = kind


def registered() -> dict[str, Kind]:
    """Every kind, in the order of registration; a test lists them."""
    return dict(_kinds)


def kinds_for(user: User) -> list[Kind]:
    """Those that somebody may take, on the page of files."""
    return [kind for kind in _kinds.values() if kind.is_offered and user.may(kind.permission)]
