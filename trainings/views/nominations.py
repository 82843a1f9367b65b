"""From a cohort to the next course: nominated, offered, accepted or declined, enrolled."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.access import may_at, require_at
from trainings.models import Cohort, Course, Nomination
from trainings.queries.nominations import candidates, next_courses, open_cohorts
from trainings.services.nominations import give_next_place, nominate, take_step
from trainings.services.refusals import CannotChange
from trainings.views.certificates import ids_in
from trainings.views.closing import find_cohort
from trainings.views.enrolment_words import place_words

STEPS = ("eligible", "nominated", "offered", "accepted", "waitlisted", "enrolled", "declined",
         "not_eligible")  # fmt: skip


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_CLOSE)
def cohort_next(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show how far each woman is on the way to the next course, and take the next step."""
    cohort = find_cohort(request, cohort_id)
    courses = next_courses(cohort)
    asked = ids_in([request.GET.get("course", "")])
    course = next((one for one in courses if one.pk in asked), courses[0] if courses else None)
    if request.method == "POST" and course is not None:
        try:
            messages.success(request, _taken(request, cohort, course))
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
        address = reverse("trainings:cohort_next", args=[cohort.pk])
        return redirect(f"{address}?course={course.pk}")
    found = candidates(cohort, course) if course else []
    context = {
        "cohort": cohort,
        "courses": courses,
        "course": course,
        "steps": {step: [one for one in found if one.step == step] for step in STEPS},
        "cohorts": list(open_cohorts(request.user, course)) if course else [],
        "declined_reasons": Nomination.Declined.choices,
        "may_enrol": may_at(request.user, Permission.PARTICIPANT_ADD, cohort),
    }
    return render(request, "trainings/cohort_next.html", context)


def _taken(request: StaffRequest, cohort: Cohort, course: Course) -> str:
    step = request.POST.get("step", "")
    if step == "nominate":
        chosen = ids_in(request.POST.getlist("enrolment"))
        made = nominate(cohort=cohort, course=course, enrolments=chosen, by=request.user)
        if not made:
            raise CannotChange(_("Nobody was chosen who can be nominated."))
        told = ngettext("%(count)d woman nominated.", "%(count)d women nominated.", len(made))
        return told % {"count": len(made)}
    nomination = cohort.nominations.filter(
        pk__in=ids_in([request.POST.get("nomination", "")]), course=course
    ).first()
    if nomination is None:
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    if step == "enrol":
        return _enrolled(request, nomination, course)
    because = request.POST.get("because", "")
    take_step(nomination=nomination, state=step, because=because, by=request.user)
    return _("Saved.")


def _enrolled(request: StaffRequest, nomination: Nomination, course: Course) -> str:
    chosen = ids_in([request.POST.get("cohort", "")])
    target = get_object_or_404(open_cohorts(request.user, course), pk__in=chosen)
    require_at(request.user, Permission.PARTICIPANT_ADD, target)
    place = give_next_place(
        nomination=nomination,
        cohort=target,
        from_on=max(request.user.scope.today, target.starts_on),
        by=request.user,
    )
    return place_words(place)
