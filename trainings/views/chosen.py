"""Women chosen from the list of people, beside a class that they could be put into."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core.form_errors import error_lines
from trainings.forms.chosen import CohortForm
from trainings.forms.several import SeveralForm
from trainings.queries.balance import composition_of
from trainings.queries.enrolling import people_to_enrol
from trainings.queries.several import MOST_LISTED, listed
from trainings.views.certificates import ids_in
from trainings.views.several import enrol_those


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@never_cache
def enrolment_chosen(request: StaffRequest) -> HttpResponse:
    """Show what a class would become with those chosen, and enrol them once she says so."""
    asked, chosen = _asked(request)
    choice = CohortForm(request.POST, user=request.user)
    everybody = people_to_enrol(request.user)
    people = everybody.filter(pk__in=asked).order_by("sort_key", "pk")
    if not choice.is_valid() or not people:
        missing = _("Choose at least one woman.") if choice.is_valid() else _("Choose a cohort.")
        messages.error(request, missing)
        return redirect(f"{reverse('participants:people_list')}?choose=1")
    cohort, today = choice.cleaned_data["cohort"], request.user.scope.today
    first_day = max(today, cohort.starts_on)
    is_said = request.POST.get("step") == "enrol"
    form = SeveralForm(request.POST if is_said else None, initial={"from_on": first_day})
    ticked = everybody.filter(pk__in=chosen)
    if is_said and form.is_valid() and enrol_those(request, cohort, ticked, form):
        return redirect("trainings:cohort_waiting", cohort.pk)
    context = {
        "choice": choice,
        "cohort": cohort,
        "composition": composition_of(cohort, first_day),
        "listed": listed(people, cohort, first_day, user=request.user, chosen=chosen),
        "chosen": set(chosen),
        "form": form,
        "errors": error_lines(form),
    }
    return render(request, "trainings/enrolment_chosen.html", context)


def _asked(request: StaffRequest) -> tuple[list[UUID], list[UUID]]:
    """Who is looked at, and who of them has a tick: all of a list may be chosen at once."""
    said = request.POST
    chosen = ids_in(said.getlist("shown" if "all" in said else "person"))[:MOST_LISTED]
    return ids_in(said.getlist("listed"))[:MOST_LISTED] or chosen, chosen
