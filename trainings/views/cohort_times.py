"""Other hours, another room or another day for sessions that are still to come."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.access import require_at
from trainings.forms.cohort_plan import classrooms
from trainings.forms.cohort_times import TimesForm
from trainings.models import Cohort, Session
from trainings.queries.cohorts import movable
from trainings.services.refusals import CannotChange
from trainings.services.session_times import NewTime, move_sessions
from trainings.views.free_days import warn_of_a_free_day


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_PLAN)
def cohort_times(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Change a range of sessions at once, as for the month of Ramadan, or the day of one."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("project_site__site")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.COHORT_PLAN, cohort)
    site = cohort.project_site.site
    rooms = {str(room.pk): room for room in classrooms([site.pk])}
    sessions = list(movable(cohort))
    chosen = request.GET.get("session", "")
    form = TimesForm(request.POST or None, rooms=rooms, initial=_initial(sessions, chosen))
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_sessions(cohort=cohort, new_times=_new_times(sessions, form, cohort))
        except CannotChange as refusal:
            form.add_error(None, list(refusal.sentences))
        else:
            told = ngettext(
                "%(count)d session is changed.", "%(count)d sessions are changed.", moved
            )
            messages.success(request, told % {"count": moved})
            if day := form.cleaned_data["range_day"]:
                warn_of_a_free_day(request, site, day)
            return redirect("trainings:cohort_detail", cohort.pk)
    context = {"cohort": cohort, "form": form, "sessions": sessions}
    return render(request, "trainings/cohort_times.html", context)


def _initial(sessions: list[Session], number: str) -> dict[str, Any]:
    """One session as the list below the form names it."""
    for session in sessions:
        if str(session.number) == number and session.is_happening:
            return {
                "range_first": session.number,
                "range_last": session.number,
                "range_day": session.on_day,
            }
    return {}


def _new_times(sessions: list[Session], form: TimesForm, cohort: Cohort) -> list[NewTime]:
    """The new times of those that take place; what is off is left out of a range."""
    numbers = range(form.cleaned_data["range_first"], form.cleaned_data["range_last"] + 1)
    chosen = [one for one in sessions if one.number in numbers and one.is_happening]
    if not chosen:
        raise CannotChange(_("There is no session with these numbers."))
    zone = ZoneInfo(cohort.project_site.site.time_zone)
    new_times = [form.new_time(session, zone) for session in chosen]
    for session, new in zip(chosen, new_times, strict=True):
        if new.ends <= new.starts:
            raise CannotChange(
                _("Session %(number)s would end before it begins.") % {"number": session.number}
            )
    return new_times
