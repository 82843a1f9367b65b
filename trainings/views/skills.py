"""The checklist of skills of a class, halfway and at the end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.access import may_at, require_at
from trainings.forms.skills import SkillGridForm
from trainings.models import Cohort, SkillRating
from trainings.queries.skills import levels_of, rated_members
from trainings.services.refusals import CannotChange
from trainings.services.skills import rate_skills

ON_A_PAGE = 25


@require_http_methods(["GET", "POST"])
@require_permission(Permission.SKILLS_RATE, Permission.COHORT_SEE)
def cohort_skills(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show the whole class as a grid, and keep the levels that were changed."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("version__course")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    stage = request.GET.get("stage")
    stage = stage if stage in SkillRating.Stage.values else SkillRating.Stage.END
    page = Paginator(rated_members(cohort), ON_A_PAGE).get_page(request.GET.get("page"))
    members = list(page.object_list)
    form = SkillGridForm(
        request.POST if request.method == "POST" else None,
        members=members,
        skills=list(cohort.version.skills.all()),
        levels=levels_of(members, stage),
    )
    if request.method == "POST":
        require_at(request.user, Permission.SKILLS_RATE, cohort)
        if form.is_valid():
            try:
                count = rate_skills(
                    cohort=cohort, stage=stage, levels=form.changes, by=request.user
                )
            except CannotChange as refusal:
                for sentence in refusal.sentences:
                    messages.error(request, sentence)
            else:
                saved = ngettext("%(count)d level saved.", "%(count)d levels saved.", count)
                messages.success(request, saved % {"count": count})
            address = reverse("trainings:cohort_skills", args=[cohort.pk])
            return redirect(f"{address}?stage={stage}&page={page.number}")
        messages.error(request, _("Some levels cannot be taken; nothing is saved yet."))
    context = {
        "cohort": cohort,
        "page": page,
        "stage": stage,
        "stages": SkillRating.Stage.choices,
        "form": form,
        "skills": [skill for skill, _field in form.rows[0][1]] if form.rows else [],
        "may_see": may_at(request.user, Permission.COHORT_SEE, cohort),
        "may_rate": may_at(request.user, Permission.SKILLS_RATE, cohort),
    }
    return render(request, "trainings/cohort_skills.html", context)
