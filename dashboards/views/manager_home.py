"""The first page of a manager: what needs her today, and where it is solved."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from dashboards.figures.funnel import funnel_chart
from dashboards.queries import needs
from dashboards.queries.spells import spells_of


@require_safe
@require_permission(Permission.NEEDS_SEE)
def manager_home(request: StaffRequest) -> HttpResponse:
    """Show what waits, in the order in which it presses; exact, for who may open each record."""
    user, now = request.user, timezone.now()
    today = user.scope.today
    places = sorted(user.scope.where(Permission.NEEDS_SEE))
    seats = needs.seats(user)
    spells = spells_of([cohort.pk for cohort in seats.cohorts], today)
    inside, since_before = needs.children_inside(user)
    this_week, last_week = needs.two_weeks(places, today)
    context = {
        "today": today,
        "to_record": needs.sessions_to_record(user),
        "disagreements": needs.open_disagreements(user),
        "reviews": needs.open_reviews(user),
        "inside": inside,
        "inside_before": since_before,
        "this_week": this_week,
        "last_week": last_week,
        "spells": spells[: needs.MOST_NAMED],
        "missed": len(spells),
        "late": needs.visits_overdue(user, now),
        "seats": seats,
        "funnel": funnel_chart(needs.funnel(places)),
    }
    return render(request, "dashboards/manager_home.html", context)
