"""Which periods and projects somebody may report about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboards.models import ReportSnapshot
from dashboards.queries.project import Quarter, quarters_of
from programmes.models import Project, ProjectSite

if TYPE_CHECKING:
    from core.scope import Scope


def holds_whole(scope: Scope, permission: str, project: Project) -> bool:
    """Whether somebody holds a permission at every site of a project."""
    places = set(ProjectSite.objects.filter(project=project).values_list("pk", flat=True))
    return bool(places) and places <= scope.where(permission)


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
