"""People: listed in the order of their names, and found by any part of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from participants.forms.search import PeopleSearchForm
from participants.panels import waiting_for
from participants.queries.people import find_people, lines_of, people_of

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PEOPLE_SEE)
@never_cache
def people_list(request: StaffRequest) -> HttpResponse:
    """List the people whom she may see; a search is posted, so that no name is in an address."""
    search = PeopleSearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "search": search,
        "may_add": request.user.may(Permission.PARTICIPANT_ADD),
        "pairs": {"number": waiting_for(request.user)},
    }
    if search.is_bound and search.is_valid():
        found = find_people(search.cleaned_data["words"], request.user)
        context |= {"lines": lines_of(found.people), "found": found}
        note_look(
            Look.Kind.SEARCH,
            by=request.user,
            page="participants:people_list",
            project_sites=request.user.scope.where(Permission.PEOPLE_SEE),
            people=len(found.people),
        )
    else:
        page = Paginator(people_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "lines": lines_of(list(page.object_list))}
    return render(request, "participants/people_list.html", context)
