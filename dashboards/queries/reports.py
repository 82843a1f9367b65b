"""Which periods and projects somebody may report about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from dashboards.models import ReportSnapshot
from dashboards.queries.project import Quarter, quarters_of
from programmes.models import Project, ProjectSite

if TYPE_CHECKING:
    from core.scope import Scope


def holds_whole(scope: Scope, permission: str, project: Project) -> bool:
    """Whether somebody holds a permission at every site of a project."""
    return is_whole(scope.where(permission), project)


def is_whole(places: Collection[int], project: Project) -> bool:
    """Whether every site of a project is among some places."""
    hers = set(ProjectSite.objects.filter(project=project).values_list("pk", flat=True))
    return bool(hers) and hers <= set(places)


def whole_projects(places: Collection[int]) -> set[UUID]:
    """The projects every site of which is among some places."""
    lacking = ProjectSite.objects.exclude(pk__in=places).values("project")
    held = ProjectSite.objects.filter(pk__in=places).exclude(project__in=lacking)
    return set(held.values_list("project", flat=True))


def last_report(project: Project) -> ReportSnapshot | None:
    """The latest report of a project, signed or not."""
    return ReportSnapshot.objects.filter(project=project).order_by("-number").first()


def open_quarters(project: Project, today: date) -> list[Quarter]:
    """The quarters up to today that no report is about yet, the latest first."""
    last = last_report(project)
    return [one for one in quarters_of(project, today) if last is None or one.first > last.last_on]


def closed_quarters(project: Project, today: date) -> list[Quarter]:
    """Those of them that are over and locked, so that no mark changes them unseen."""
    until = project.locked_until
    return [
        one
        for one in open_quarters(project, today)
        if one.last < today and until is not None and min(one.last, project.ends_on) <= until
    ]


def quarters_to_plan(project: Project, today: date) -> list[Quarter]:
    """The quarters that targets are written for: this one first, those to come, those before.

    What was reported keeps the targets that it was reported with, so its quarters stay out.
    """
    this, last = Quarter.of(max(today, project.starts_on)), last_report(project)
    every, one = list[Quarter](), Quarter.of(project.starts_on)
    while one.first <= project.ends_on:
        every.append(one)
        one = one.after
    left = [one for one in every if last is None or one.first > last.last_on]
    return [one for one in left if one.first >= this.first] + [
        one for one in left[::-1] if one.first < this.first
    ]
