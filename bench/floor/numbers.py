"""Pages of numbers with the same cells and the least SQL, and nothing around them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dashboards.queries.project import (
    Quarter,
    cohorts_side_by_side,
    marks_by_week,
    women_of,
)
from programmes.models import Project, ProjectSite
from trainings.models import Attendance, Cohort, Enrolment, Session


@login_required
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The same questions as our page, their answers as a plain table; nothing is hidden."""
    places = list(ProjectSite.objects.filter(project=project_id).select_related("site"))
    year, number = map(int, request.GET["period"].split("-"))
    quarter, ids = Quarter(year, number), [place.pk for place in places]
    weeks = marks_by_week(ids, quarter)
    rows = [[str(place.site), "", ""] for place in places]
    rows += [[one.week, one.side, one.cell.amount, one.cell.base] for one in weeks[:24]]
    rows += [
        [one.name, one.enrolled, one.completed, one.marks.amount]
        for one in cohorts_side_by_side(ids[:1], quarter)
    ]
    rows.append([len(women_of(ids, quarter))])
    title = get_object_or_404(Project, pk=project_id).name
    return render(request, "numbers.html", {"title": title, "rows": rows})


@login_required
def cohort(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Women by sessions: three queries and a cell each."""
    one = get_object_or_404(Cohort.objects.select_related("version__course"), pk=cohort_id)
    sessions = list(
        Session.objects.filter(cohort=one, parent=None).order_by("starts_at").values_list("pk")
    )
    marks = {
        (enrolment, session): mark
        for enrolment, session, mark in Attendance.objects.filter(session__cohort=one).values_list(
            "enrolment_id", "session_id", "mark"
        )
    }
    women = (
        Enrolment.objects.filter(cohort=one)
        .select_related("participant")
        .order_by("participant__sort_key")
    )
    rows = [
        [str(woman.participant), *(marks.get((woman.pk, session), "") for (session,) in sessions)]
        for woman in women
    ]
    return render(request, "numbers.html", {"title": one.name, "rows": rows})
