"""Whether a woman completed a course: a rule, what was recorded of her, a line a condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Asked(StrEnum):
    """What a rule may ask for."""

    ATTENDANCE = "attendance"
    DIALOGUE = "dialogue"
    ASSESSMENT = "assessment"
    SKILLS = "skills"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a course version asks for; 0 and False where something has no say."""

    percent: int
    dialogue_minutes: int = 0
    assessment: bool = False
    skill_level: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What was recorded of a woman over her places in one chain.

    `hers` are the main sessions held while a place of hers was active, `there` those of them at
    which she was present or late. `skills` counts those of the checklist, `skills_reached` those
    rated at the end with at least the level that is asked for.
    """

    hers: int = 0
    there: int = 0
    dialogue_minutes: int = 0
    assessments: int = 0
    was_at_last_assessment: bool = False
    skills: int = 0
    skills_rated: int = 0
    skills_reached: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with its numbers: `have` of `of`, where `need` are needed."""

    asked: Asked
    is_met: bool
    have: int
    need: int
    of: int = 0

    @property
    def percent(self) -> int:
        """The share, rounded down, so that 79.6 % is not told as 80."""
        return 100 * self.have // self.of if self.of else 0

    def as_json(self) -> dict[str, Any]:
        """As a decision keeps it."""
        return asdict(self)


def conditions(rule: Rule, record: Record) -> list[Condition]:
    """Every condition of a rule, in the order in which it is told."""
    return list(_conditions(rule, record))


def is_completed(found: list[Condition]) -> bool:
    """True where every condition is met."""
    return all(condition.is_met for condition in found)


def _conditions(rule: Rule, record: Record) -> Iterator[Condition]:
    enough = record.hers > 0 and 100 * record.there >= rule.percent * record.hers
    yield Condition(Asked.ATTENDANCE, enough, record.there, rule.percent, record.hers)
    if rule.dialogue_minutes:
        yield Condition(
            Asked.DIALOGUE,
            record.dialogue_minutes >= rule.dialogue_minutes,
            record.dialogue_minutes,
            rule.dialogue_minutes,
        )
    if rule.assessment:
        yield Condition(
            Asked.ASSESSMENT,
            record.was_at_last_assessment,
            int(record.was_at_last_assessment),
            1,
            record.assessments,
        )
    if rule.skill_level and record.skills:
        yield Condition(
            Asked.SKILLS,
            record.skills_reached == record.skills,
            record.skills_reached,
            rule.skill_level,
            record.skills,
        )
