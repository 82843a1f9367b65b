"""From marks to the next step of a follow-up: a function of what is known now, in any order.

Nothing depends on the order in which marks arrived. Undo, a better mark, a correction weeks later
and a session that is called off all lead to what the marks say together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from trainings.absences.values import ABSENT, EXCUSED, THERE, Act, Facts, Result, Said, Step, Task

ONE_DAY: Final = timedelta(days=1)
WEEKEND: Final = frozenset({4, 5})
FINAL: Final = frozenset({Result.LEFT, Result.DO_NOT_CONTACT})
"""After these, another absence of the same spell opens nothing."""


def spell_of(said: Sequence[Said]) -> tuple[Said, ...]:
    """Her absences since she was last there; an excuse neither adds to them nor ends them."""
    spell: list[Said] = []
    for one in said:
        if one.mark in THERE:
            spell.clear()
        elif one.mark == ABSENT:
            spell.append(one)
    return tuple(spell)


def next_step(facts: Facts, today: date) -> Step | None:
    """What has to become of her follow-up; None where it is as it should be."""
    task = facts.task
    # The last word counts: after an excuse somebody knows why she is away.
    is_missed = facts.has_a_place and bool(facts.said) and facts.said[-1].mark == ABSENT
    if task is not None and not task.result:
        return _renew(facts, task) if is_missed else _end(facts, task, today)
    if not is_missed or facts.asked_not_to_be_contacted:
        return None
    if task is not None and _is_of_this_spell(facts.said, task):
        return _reopen(facts, task)
    spell = spell_of(facts.said)
    return _with_spell(Act.OPEN, facts, None, _working_day_after(spell[0], facts.holidays))


def _renew(facts: Facts, task: Task) -> Step | None:
    spell = spell_of(facts.said)
    first, last = spell[0].session, spell[-1].session
    if (task.first_session, task.last_session, task.absences) == (first, last, len(spell)):
        return None
    due_on = task.due_on
    if first != task.first_session:
        earliest = _working_day_after(spell[0], facts.holidays)
        # Whoever works on it has set the day herself, and a call of her friends put it off; but
        # nothing is due before the absence that it is about.
        is_set = task.is_worked_on or task.has_calls
        due_on = max(due_on, earliest) if is_set else earliest
    return _with_spell(Act.RENEW, facts, task, due_on)


def _end(facts: Facts, task: Task, today: date) -> Step | None:
    since = [one for one in facts.said if one.starts_at >= task.first_starts_at]
    still_absent = any(one.mark == ABSENT for one in since)
    last = since[-1].mark if since else ""
    if not facts.has_a_place:
        result = Result.PLACE_ENDED
    elif last == EXCUSED:
        result = Result.EXCUSED
    elif still_absent:
        if task.is_worked_on:
            return None
        result = Result.RETURNED
    else:
        result = Result.CORRECTED
    # Silent until it is due: what turns out before to be no absence leaves no trace.
    untouched = not (task.is_worked_on or task.has_calls)
    if untouched and not still_absent and today < task.due_on:
        return Step(Act.REMOVE, facts.enrolment, task.id)
    return Step(Act.CLOSE, facts.enrolment, task.id, result=result)


def _is_of_this_spell(said: Sequence[Said], task: Task) -> bool:
    """True unless she was there at or after its first session."""
    return not any(one.mark in THERE and one.starts_at >= task.first_starts_at for one in said)


def _reopen(facts: Facts, task: Task) -> Step | None:
    if task.result in FINAL:
        return None
    latest = spell_of(facts.said)[-1]
    # What a person closed stays closed until she is missed once more.
    if task.closed_by_a_person and latest.starts_at <= task.last_starts_at:
        return None
    return _with_spell(Act.REOPEN, facts, task, _working_day_after(latest, facts.holidays))


def _with_spell(act: Act, facts: Facts, task: Task | None, due_on: date) -> Step:
    spell = spell_of(facts.said)
    return Step(
        act,
        facts.enrolment,
        task.id if task else None,
        first_session=spell[0].session,
        last_session=spell[-1].session,
        absences=len(spell),
        due_on=due_on,
    )


def _working_day_after(said: Said, holidays: Collection[date]) -> date:
    day = said.on_day + ONE_DAY
    while day.weekday() in WEEKEND or day in holidays:
        day += ONE_DAY
    return day
