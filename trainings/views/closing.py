"""The close of a cohort: one table with a proposal and its reasons for each woman."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.access import require_at
from trainings.forms.closing import ClosingForm
from trainings.models import Cohort, Completion
from trainings.services.closing import close_cohort, propose
from trainings.services.refusals import CannotChange
from trainings.views.completion_words import line_of

Outcome = Completion.Outcome


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_CLOSE)
def cohort_close(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Propose who completed the course and why; decide as proposed, or change a few."""
    cohort = find_cohort(request, cohort_id)
    table = propose(cohort)
    form = ClosingForm(request.POST or None, proposals=table.proposals)
    if request.method == "POST" and form.is_valid():
        try:
            made = close_cohort(cohort=cohort, decisions=form.decisions, by=request.user)
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
            return redirect("trainings:cohort_close", cohort.pk)
        completed = sum(one.outcome == Outcome.COMPLETED for one in made)
        messages.success(
            request,
            _("Decided: %(completed)d of %(all)d completed the course.")
            % {"completed": completed, "all": len(made)},
        )
        return redirect("trainings:cohort_certificates", cohort.pk)
    context = {
        "cohort": cohort,
        "rows": [
            (
                one,
                [(condition.is_met, line_of(condition)) for condition in one.conditions],
                outcome,
                reason,
            )
            for one, outcome, reason in form.rows
        ],
        "unrecorded": table.unrecorded,
        "completed": sum(one.outcome == Outcome.COMPLETED for one in table.proposals),
        "is_closed": any(one.decided for one in table.proposals),
        "errors": form.is_bound and not form.is_valid(),
    }
    return render(request, "trainings/cohort_close.html", context)


def find_cohort(request: StaffRequest, cohort_id: UUID) -> Cohort:
    """A cohort that she may close."""
    cohorts = Cohort.objects.visible_to(request.user).select_related(
        "version__course", "project_site__site", "project_site__project"
    )
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.COHORT_CLOSE, cohort)
    return cohort
