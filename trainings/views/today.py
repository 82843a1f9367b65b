"""The first page of whoever works with sessions: what is on, and what is still to record."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core import panels
from trainings.queries.today import (
    cards_of,
    next_session,
    todays_cards,
    told,
    unrecorded,
    with_counts,
)

ON_A_PAGE = 10


@require_safe
@require_permission(Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED)
def today(request: StaffRequest) -> HttpResponse:
    """Show her sessions of today, and those of other days that wait for marks."""
    user = request.user
    day = todays_cards(user, timezone.now())
    # Looked for once, as that is the long question of this page; the rest is asked of ten.
    waiting = list(unrecorded(user).values_list("pk", flat=True))
    page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))
    due = cards_of(with_counts(told(page.object_list)), user)
    # Named once in the head where it is one, otherwise on every card.
    sites = {card.session.project_site.site for card in (*day.cards, *due)}
    context = {
        "day": user.scope.today,
        "today": day,
        "due": due,
        "page": page,
        "site": next(iter(sites)) if len(sites) == 1 else None,
        "several": len(sites) > 1,
        "next": None if day.cards else next_session(user),
        "panels": panels.today.contexts(user, user.scope.today),
        "may_plan": user.may(Permission.COHORT_PLAN),
    }
    return render(request, "trainings/today.html", context)
