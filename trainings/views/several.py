"""Several women are chosen from a list of people and put into a class."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, posted, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from participants.models import Participant
from trainings.access import require_at
from trainings.forms.several import ANYWHERE, PeopleFilterForm, SeveralForm
from trainings.models import Cohort
from trainings.queries.balance import composition_of
from trainings.queries.several import MOST_LISTED, listed, people_for
from trainings.services.refusals import CannotChange
from trainings.services.several import Outcome, enrol_several
from trainings.views.certificates import ids_in


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@never_cache
def enrolment_several(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Filter the people of a place, see who would fit, and give places to those chosen."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("version", "project_site")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.PARTICIPANT_ADD, cohort)
    first = {"from_on": max(request.user.scope.today, cohort.starts_on)}
    is_chosen = request.POST.get("step") == "enrol"
    form = SeveralForm(posted(request) if is_chosen else None, initial=first)
    if is_chosen and form.is_valid():
        ids = ids_in(request.POST.getlist("person"))[:MOST_LISTED]
        here = Participant.objects.visible_to(request.user).survivors()
        people = here.filter(pk__in=ids, project_sites__contains=[cohort.project_site_id])
        if enrol_those(request, cohort, people, form):
            return redirect("trainings:cohort_waiting", cohort.pk)
    # Names travel in the body only, as addresses stay in logs and histories.
    narrowed = PeopleFilterForm(posted(request) or {"classes": "nowhere"})
    context = _list(request, cohort, narrowed) | {
        "cohort": cohort,
        "filter": narrowed,
        "form": form,
        "chosen": set(ids_in(request.POST.getlist("person"))),
        "composition": composition_of(cohort, request.user.scope.today),
    }
    return render(request, "trainings/enrolment_several.html", context)


def _list(request: StaffRequest, cohort: Cohort, narrowed: PeopleFilterForm) -> dict[str, Any]:
    if not narrowed.is_valid():
        return {"candidates": [], "more": False}
    said, user = narrowed.cleaned_data, request.user
    people = people_for(
        cohort,
        words=said["words"],
        status=said["status"],
        in_no_class=said["classes"] != ANYWHERE,
        day=user.scope.today,
        user=user,
    )
    found = listed(people, cohort, max(user.scope.today, cohort.starts_on), user=user)
    note_look(
        Look.Kind.SEARCH,
        by=user,
        page="trainings:enrolment_several",
        project_sites=[cohort.project_site_id],
        people=len(found.candidates),
    )
    return {"candidates": found.candidates, "more": found.more}


def enrol_those(
    request: StaffRequest, cohort: Cohort, people: QuerySet[Participant], form: SeveralForm
) -> bool:
    """Enrol some women and tell what became of each; False where nobody could be asked for."""
    if not people:
        form.add_error(None, _("Choose at least one woman."))
        return False
    try:
        outcome = enrol_several(
            cohort=cohort,
            people=list(people.order_by("sort_key", "pk")),
            from_on=form.cleaned_data["from_on"],
            only_apply=form.cleaned_data["how"] == SeveralForm.APPLY,
            by=request.user,
        )
    except CannotChange as refusal:
        form.add_error(None, list(refusal.sentences))
        return False
    _tell(request, outcome)
    return True


def _tell(request: StaffRequest, outcome: Outcome) -> None:
    if number := len(outcome.enrolled):
        told = ngettext("%(count)d woman has a place.", "%(count)d women have a place.", number)
        messages.success(request, told % {"count": number})
    if number := len(outcome.waiting):
        told = ngettext("%(count)d woman waits for a place.", "%(count)d women wait.", number)
        messages.info(request, told % {"count": number})
    for person, sentence in outcome.refused:
        messages.warning(request, f"{person}: {sentence}")
