"""Which side each status counts as in a project."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import User
from accounts.roles import Permission
from outreach.forms.sides import SidesForm
from outreach.queries.sides import sides_of
from outreach.services.sides import set_sides
from programmes.models import Project, ProjectSite


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_ALLOW)
def project_sides(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Show how a project counts each status, and change it."""
    project = find_project(request, project_id)
    form = SidesForm(request.POST or None, sides=sides_of(project.pk))
    if request.method == "POST" and form.is_valid():
        set_sides(project=project, sides=form.cleaned_data)
        messages.success(request, _("Saved. Planned visits are judged by this table now."))
        return redirect("outreach:project_sides", project.pk)
    return render(request, "outreach/project_sides.html", {"project": project, "form": form})


def find_project(request: StaffRequest, project_id: UUID) -> Project:
    """A project at all of whose sites she allows exceptions; 404 otherwise."""
    project = next((one for one in projects_of(request.user) if one.pk == project_id), None)
    if project is None:
        raise Http404
    return project


def projects_of(user: User) -> list[Project]:
    """The projects at all of whose sites she allows exceptions."""
    allowed = user.scope.where(Permission.OUTREACH_ALLOW)
    if not allowed:
        return []
    sites: dict[UUID, set[int]] = {}
    for project_id, place in ProjectSite.objects.values_list("project", "pk"):
        sites.setdefault(project_id, set()).add(place)
    whole = [project_id for project_id, places in sites.items() if places <= allowed]
    return list(Project.objects.filter(pk__in=whole))
