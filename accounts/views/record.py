from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.queries.record import DAYS, lines_of_looks, looks_by_person
from accounts.roles import Permission

ON_A_PAGE = 50


@require_safe
@require_permission(Permission.RECORD_SEE)
def looks(request: StaffRequest) -> HttpResponse:
    """Say who looked at the people of her sites this month."""
    seen = Look.objects.visible_to(request.user)
    page = Paginator(seen.order_by("-id"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "days": DAYS,
        "kinds": Look.Kind.choices,
        "people": looks_by_person(seen, request.user.scope.today),
        "page": page,
        "lines": lines_of_looks(page.object_list),
    }
    return render(request, "accounts/looks.html", context)
