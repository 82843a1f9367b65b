"""Which project somebody may count or report about."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access import StaffRequest
from accounts.roles import Permission
from dashboards.queries.project import projects_within
from dashboards.queries.reports import holds_whole
from programmes.models import Project


def find_project(request: StaffRequest, project_id: UUID, permission: Permission) -> Project:
    """A project where somebody holds a permission at some site at least."""
    projects = projects_within(request.user.scope.where(permission))
    project = next((one for one in projects if one.pk == project_id), None)
    if project is None:
        raise Http404
    return project


def whole_project(request: StaffRequest, project_id: UUID, permission: Permission) -> Project:
    """The same, for what concerns all sites; who works at some of them is told so by 403."""
    project = find_project(request, project_id, permission)
    if not holds_whole(request.user.scope, permission, project):
        raise PermissionDenied
    return project
