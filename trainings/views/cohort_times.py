"""Other hours or another room for sessions that are still to come."""

from __future__ import annotations

from datetime import datetime
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
from trainings.forms.cohort_rows import WITHOUT, RangeForm
from trainings.models import Cohort
from trainings.services.refusals import CannotChange
from trainings.services.session_times import NewTime, move_sessions


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_PLAN)
def cohort_times(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Change a range of sessions at once, as for the month of Ramadan."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("project_site__site")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.COHORT_PLAN, cohort)
    site = cohort.project_site.site
    rooms = {str(room.pk): room for room in classrooms([site.pk])}
    form = RangeForm(request.POST or None, rooms=rooms)
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_sessions(cohort=cohort, new_times=_new_times(cohort, form))
        except CannotChange as refusal:
            form.add_error(None, list(refusal.sentences))
        else:
            told = ngettext(
                "%(count)d session is changed.", "%(count)d sessions are changed.", moved
            )
            messages.success(request, told % {"count": moved})
            return redirect("trainings:cohort_detail", cohort.pk)
    sessions = cohort.sessions.main().select_related("room", "module")
    context = {"cohort": cohort, "form": form, "sessions": sessions}
    return render(request, "trainings/cohort_times.html", context)


def _new_times(cohort: Cohort, form: RangeForm) -> list[NewTime]:
    said = form.cleaned_data
    zone = ZoneInfo(cohort.project_site.site.time_zone)
    chosen = cohort.sessions.main().filter(number__range=(said["range_first"], said["range_last"]))
    new_times = []
    for session in chosen.select_related("room"):
        starts, ends = (
            at.astimezone(zone).replace(tzinfo=None) for at in (session.starts_at, session.ends_at)
        )
        begins, until = said["range_begins"] or starts.time(), said["range_ends"] or ends.time()
        if until <= begins:
            raise CannotChange(
                _("Session %(number)s would end before it begins.") % {"number": session.number}
            )
        room = session.room
        if said["range_room"]:
            room = None if said["range_room"] == WITHOUT else form.rooms[said["range_room"]]
        new_times.append(
            NewTime(
                session.pk,
                datetime.combine(starts.date(), begins),
                datetime.combine(starts.date(), until),
                room,
            )
        )
    if not new_times:
        raise CannotChange(_("There is no session with these numbers."))
    return new_times
