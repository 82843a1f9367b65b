"""The same rows and controls, and the same upsert, with nothing around them."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from trainings.models import Attendance, Enrolment, Session

MARKS = ("present", "late", "excused", "absent")


@login_required
def page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Everybody of a cohort with four marks each."""
    session = get_object_or_404(Session.objects.select_related("cohort"), pk=session_id)
    marks = dict(Attendance.objects.filter(session=session).values_list("enrolment_id", "mark"))
    women = (
        Enrolment.objects.filter(cohort=session.cohort_id)
        .select_related("participant")
        .order_by("participant__sort_key")
    )
    rows = [(woman, marks.get(woman.pk)) for woman in women]
    context = {"session": session, "rows": rows, "marks": MARKS, "done": len(marks)}
    return render(request, "page.html", context)


@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Upsert the marks that were sent."""
    body = json.loads(request.body)
    session = get_object_or_404(Session, pk=body["events"][0]["session"])
    with transaction.atomic():
        Attendance.objects.bulk_create(
            [
                Attendance(
                    session_id=session.pk,
                    enrolment_id=event["enrolment"],
                    cohort_id=session.cohort_id,
                    project_site_id=session.project_site_id,
                    mark=event["mark"],
                    how=event["how"],
                    note="",
                    version=event["base_version"] + 1,
                    winner_id=event["winner"],
                )
                for event in body["events"]
            ],
            update_conflicts=True,
            unique_fields=["session", "enrolment"],
            update_fields=[
                *("mark", "minutes_late", "left_early_minutes", "reasons", "note"),
                *("how", "version", "winner"),
            ],
        )
    return JsonResponse({"saved": len(body["events"])})
