"""How a cohort is doing: a working page for those who may open its rosters."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from dashboards.figures import cohort as figures
from dashboards.figures.cohort_tables import forecast_lines, rates_by_status
from dashboards.forms.span import SpanForm
from dashboards.queries.cohort_grid import read_grid
from dashboards.queries.cohort_more import (
    followed_asked,
    forecast_of,
    left_asked,
    playroom_asked,
)
from dashboards.queries.pieces import told_together
from dashboards.queries.spells import spells_asked
from trainings.models import Cohort
from trainings.queries.calls import asked_about


@require_safe
@require_permission(Permission.COHORT_SEE)
def cohort_numbers(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show names and exact counts; the filters stand in the address and name nobody."""
    cohorts = Cohort.objects.visible_to(request.user).select_related(
        "version__course", "project_site__site", "project_site__project"
    )
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    today = request.user.scope.today
    form = SpanForm(request.GET, whole=(cohort.starts_on, cohort.ends_on))
    span = form.span
    grid = read_grid(cohort, span, today)
    missed, left, followed, playroom = told_together(
        spells_asked(cohort.pk, today),
        left_asked(cohort.pk, today),
        followed_asked(grid),
        playroom_asked(grid),
    )
    shown = {woman.enrolment for woman in grid.women}
    spells = [one for one in missed if one.enrolment in shown]
    tallies, forecast = grid.tallies(), forecast_of(cohort, grid, left)
    context = {
        "cohort": cohort,
        "form": form,
        "today": today,
        "all": tallies.get((None, "")),
        "minutes": grid.dialogue_minutes().get("", 0),
        "spells": spells,
        "heatmap": figures.heatmap(grid, spells),
        "by_week": figures.attendance_by_week(tallies),
        "composition": figures.composition(grid, cohort.version.balance_percent),
        "rates": rates_by_status(grid, tallies),
        "left": left,
        "forecast": forecast,
        "forecast_lines": forecast_lines(grid, forecast),
        "asked": asked_about([cohort.pk], first=span.first, last=span.last, today=today),
        "followed": followed,
        "playroom": playroom,
    }
    return render(request, "dashboards/cohort.html", context)
