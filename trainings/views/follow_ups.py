"""The work list of absences: whom to call today, and what came of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.queries.follow_ups import agree_to_a_visit, due, lately_closed, put_off, with_calls

ON_A_PAGE = 25
MOST_BESIDE = 10


@require_safe
@require_permission(Permission.FOLLOW_UP)
def follow_up_list(request: StaffRequest) -> HttpResponse:
    """Lead with what is due, then what was put off, then what was closed lately."""
    user = request.user
    page = Paginator(with_calls(due(user)), ON_A_PAGE).get_page(request.GET.get("page"))
    beside = list(with_calls(put_off(user))[:MOST_BESIDE])
    context = {
        "page": page,
        "put_off": beside,
        "may_visit": agree_to_a_visit([*page, *beside]),
        "closed": lately_closed(user)[:MOST_BESIDE],
        "today": user.scope.today,
    }
    return render(request, "trainings/follow_up_list.html", context)
