"""A woman moves to another cohort of the same course."""

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
from trainings.forms.transfer import TransferForm
from trainings.models import Enrolment
from trainings.queries.nominations import open_cohorts
from trainings.services.refusals import CannotChange
from trainings.services.seats import AgainstTarget
from trainings.services.transfers import transfer
from trainings.views.enrolment_words import warn


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
def enrolment_move(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Choose where she goes on; what she did before counts there."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related(
            "participant", "cohort__version__course"
        ),
        pk=enrolment_id,
    )
    require_at(request.user, Permission.PARTICIPANT_ADD, enrolment)
    here = request.user.scope.where(Permission.PARTICIPANT_ADD)
    cohorts = open_cohorts(request.user, enrolment.cohort.version.course)
    cohorts = cohorts.filter(project_site__in=here).exclude(pk=enrolment.cohort_id)
    form = TransferForm(request.POST or None, cohorts=cohorts, today=request.user.scope.today)
    if request.method == "POST" and form.is_valid():
        try:
            moved = transfer(
                enrolment=enrolment,
                cohort=form.cleaned_data["cohort"],
                from_on=form.cleaned_data["from_on"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except AgainstTarget as refusal:
            form.add_error("reason", list(refusal.sentences))
        except CannotChange as refusal:
            form.add_error(None, list(refusal.sentences))
        else:
            messages.success(request, _("She has a place there. What she did before counts on."))
            warn(request, moved)
            return redirect("trainings:enrolment_detail", moved.pk)
    context = {"enrolment": enrolment, "form": form, "has_cohorts": cohorts.exists()}
    return render(request, "trainings/enrolment_move.html", context)
