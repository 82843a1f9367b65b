"""Pages of numbers with the same cells and the least SQL, and nothing around them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dashboards.queries.project import Quarter
from dashboards.queries.project_marks import cohorts_asked, marks_asked
from dashboards.queries.seen import Seen
from programmes.models import Project, ProjectSite
from trainings.models import Attendance, Cohort, Enrolment, Session

WOMEN = ("idp", "host", "rest", "all")


@login_required
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """As many cells from the same kept counts, as plain tables; nothing is hidden or drawn.

    Women and visits are not asked for at all: ours remembers them, so the least is to know them.
    """
    title = get_object_or_404(Project, pk=project_id).name
    places = list(ProjectSite.objects.filter(project=project_id).select_related("site"))
    year, number = map(int, request.GET["period"].split("-"))
    quarter, ids = Quarter(year, number), [place.pk for place in places]
    marks = marks_asked(ids, ids[0], quarter).told()
    cells = marks.weeks
    weeks = sorted({week for week, _side in cells})
    sites = [(str(place.site), _share(marks.places.get(place.pk))) for place in places]
    rows = [["", "enrolled", "completed", "went on"], *([side, 1, 1, 1] for side in WOMEN)]
    rows += [["site", "share"], *sites, ["visits", "how many"], *((side, 1) for side in WOMEN)]
    rows += [["site", "women", "share"], *((name, 1, share) for name, share in sites)]
    rows += [["week", "all", "idp", "host"]]
    rows += [
        [week, _share(cells.get((week, "idp"))), *(_share(cells.get((week, s))) for s in SIDES)]
        for week in weeks
    ]
    rows += [["cohort", "women", "completed", "share"]]
    rows += [[one.name, 1, 1, _share(one.marks)] for one in cohorts_asked(ids[0], quarter).told()]
    return render(request, "numbers.html", {"title": title, "rows": rows})


SIDES = ("idp", "host")


def _share(seen: Seen | None) -> str:
    if seen is None or not seen.marked:
        return ""
    return f"{100 * seen.there // seen.marked} % ({seen.there} of {seen.marked})"


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
