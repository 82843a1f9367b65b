"""One visit: its way, the household, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from outreach.access import SEEING, may_read_address, may_record
from outreach.forms.visit import DeliverForm, MomentForm, OutcomeForm, ReasonForm, SetOffForm
from outreach.models import HouseholdConsent, Visit
from outreach.queries.households import lines_of
from outreach.queries.visits import visitors_of, with_women
from trainings.access import may_at

VisitView = Callable[[StaffRequest, UUID], HttpResponseBase]

STEPS = {"arrive": "arrived_at", "leave": "left_at", "back": "back_at"}


@require_safe
@require_permission(*SEEING)
@never_cache
def visit_detail(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Show a visit with its next step, and the address as long as it is open to her."""
    visit = find_visit(request, visit_id)
    return show(request, visit)


def posted_from_visit(view: VisitView) -> VisitView:
    """A form of the page of a visit: asked for without one, its address leads back there.

    A form that has to be mended is shown under its own address, where she may change the language
    or load the page again.
    """

    @wraps(view)
    def posted(request: StaffRequest, visit_id: UUID) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return redirect("outreach:visit_detail", visit_id)
        return view(request, visit_id)

    return require_http_methods(["GET", "HEAD", "POST"])(posted)


def find_visit(request: StaffRequest, visit_id: UUID) -> Visit:
    """A visit that she may open; 404 otherwise."""
    return get_object_or_404(with_women(Visit.objects.visible_to(request.user)), pk=visit_id)


def show(request: StaffRequest, visit: Visit, **forms: Any) -> HttpResponse:
    """The page of a visit; `forms` are those that she sent and that have to be mended."""
    user, now = request.user, timezone.now()
    reads_address = may_read_address(user, visit, user.scope.today)
    records = may_record(user, visit.round)
    staff = may_at(user, Permission.OUTREACH_SEE, visit)
    lines = lines_of(visit.household, user.scope.today)
    context: dict[str, Any] = {
        "visit": visit,
        "women": visit.team.women,  # type: ignore[attr-defined]
        "visitors": visitors_of(visit),
        "lines": lines,
        "ready": [
            garment for line in lines for garment in line.garments if garment.state == "checked"
        ],
        "is_overdue": visit.is_overdue(now),
        "reads_address": reads_address,
        "is_staff": staff,
        "may_record": records,
        "may_plan": may_at(user, Permission.OUTREACH_PLAN, visit),
        "may_allow": may_at(user, Permission.OUTREACH_ALLOW, visit),
        "may_measure": records and visit.arrived_at is not None and _agreed(visit),
        "set_off": SetOffForm(visit=visit),
        "moment": MomentForm(visit=visit),
        "outcome": OutcomeForm(visit=visit),
        "deliver": DeliverForm(visit=visit),
        "reason": ReasonForm(),
        "next_steps": [step for step, name in STEPS.items() if getattr(visit, name) is None],
    }
    if reads_address:
        note_look(
            Look.Kind.VIEW,
            by=user,
            page="outreach:visit_detail",
            project_sites=[visit.project_site_id],
            people=len(lines),
        )
    context["sent"] = next(iter(forms.values()), None)
    return render(request, "outreach/visit_detail.html", context | forms)


def _agreed(visit: Visit) -> bool:
    latest = (
        visit.household.consents.filter(purpose=HouseholdConsent.Purpose.MEASURE)
        .latest_first()
        .first()
    )
    return latest is not None and latest.decision == HouseholdConsent.Decision.AGREED
