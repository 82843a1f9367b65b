"""One row of a roster: its details without a script, and who set what when."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.events.parse import MAX_MINUTES
from trainings.forms.roster_row import RowForm
from trainings.models import CourseVersion, Session
from trainings.queries.history import history_of
from trainings.services.plain_form import record_form
from trainings.views.roster import find_family, tell
from trainings.views.roster_answers import sentences
from trainings.views.roster_context import heading, voices_for
from trainings.views.roster_history import history_lines


@require_http_methods(["GET", "POST"])
@require_permission(Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED)
def roster_row(request: StaffRequest, session_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Show one woman's mark with its details and its history, and take another."""
    family = find_family(request, session_id)
    session = family.session
    roster = session.roster()
    line = next((line for line in roster if line.enrolment_id == enrolment_id), None)
    if line is None:
        raise Http404
    form = RowForm(
        request.POST if request.method == "POST" else None,
        session=session.pk,
        line=line,
        asks_reasons=_asks_reasons(session),
        default_minutes=_minutes_since(session),
    )
    if request.method == "POST":
        if not family.may_record:
            raise PermissionDenied
        if form.is_valid():
            told = record_form(key=form.key, changes=form.changes, by=request.user)
            tell(request, sentences(told, {(session.pk, enrolment_id): line}))
            address = reverse("trainings:session_roster", args=[session.pk])
            return redirect(f"{address}?undo={form.key}" if told else address)
    context = {
        "session": session,
        "line": line,
        "form": form,
        "may_mark": family.may_record and session.is_happening,
        "voices": [
            voice
            for said in voices_for(request.user, session, {session.pk: [line]}).values()
            for voice in said
        ],
        "history": history_lines(history_of(session.pk, enrolment_id)),
        "is_required": session.cohort.version.reasons_policy
        == CourseVersion.ReasonsPolicy.REQUIRED,
        **heading(session, request.user),
    }
    return render(request, "trainings/roster_row.html", context)


def _asks_reasons(session: Session) -> bool:
    return session.cohort.version.reasons_policy != CourseVersion.ReasonsPolicy.OFF


def _minutes_since(session: Session) -> int:
    passed = timezone.now() - session.starts_at
    return max(0, min(MAX_MINUTES, int(passed.total_seconds() // 60)))
