"""The modules of a course version as the planner wants them."""

from __future__ import annotations

from trainings.models import CourseVersion, Module
from trainings.planning import Day, Inner


def days_of(version: CourseVersion) -> list[Day]:
    """A day for every module that does not lie inside another, in order."""
    modules = list(version.modules.order_by("number"))
    return [
        Day(module.pk, module.minutes, tuple(_inside(module, modules)))
        for module in modules
        if module.inside_id is None
    ]


def _inside(day: Module, modules: list[Module]) -> list[Inner]:
    return [
        Inner(module.pk, module.starts_after_minutes or 0, module.minutes)
        for module in modules
        if module.inside_id == day.pk
    ]
