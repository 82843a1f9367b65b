"""The questions that an indicator may ask, by name; each room's are registered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from dashboards.disclosure.table import Zeros
from dashboards.indicators.units import Answer, Kind, Period

Ask = Callable[[Period], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its name in code and on pages.

    `sides` are the disaggregations it can be told by. `zeros` are hidden where the numbers are
    about what people are, and shown where they are about what they did.
    """

    code: str
    label: str | Promise
    unit: str | Promise
    kind: Kind
    ask: Ask
    sides: tuple[str, ...] = ()
    zeros: Zeros = "show"

    def __post_init__(self) -> None:
        if self.kind is Kind.SHARE and len(self.sides) > 1:
            # Two tables of a share would tell what each of them hides.
            raise ValueError("A share is told by one side at most.")


_questions: dict[str, Question] = {}


def register(questions: Iterable[Question]) -> None:
    """Add the questions of a room, from `AppConfig.ready()`."""
    for question in questions:
        _questions[question.code] = question


def registered() -> dict[str, Question]:
    """All questions, in the order of registration."""
    return dict(_questions)


def question(code: str) -> Question | None:
    """A question by its name; None where no room answers it any more."""
    return _questions.get(code)
