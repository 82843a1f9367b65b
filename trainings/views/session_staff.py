"""Who leads one session."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.forms.session_staff import AssignForm, TakeOffForm
from trainings.services.refusals import CannotChange
from trainings.services.session_staff import assign, take_off
from trainings.views.session_access import session_context, session_to_change, tell_why

MAY = (Permission.SESSION_CHANGE, Permission.COHORT_PLAN)


@require_http_methods(["GET", "POST"])
@require_permission(*MAY)
def session_staff(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Assign colleagues to one session, or take them off it."""
    session = session_to_change(request, session_id, *MAY)
    taking_off = TakeOffForm(request.POST or None)
    if request.method == "POST" and taking_off.is_valid():
        take_off(session=session, user_id=taking_off.cleaned_data["take_off"])
        messages.success(request, _("She is taken off. What she recorded stays."))
        return redirect("trainings:session_staff", session_id)

    form = AssignForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            former = assign(session=session, **form.cleaned_data)
        except CannotChange as refusal:
            tell_why(request, refusal)
        else:
            messages.success(request, _("Assigned."))
            if former is not None:
                messages.info(
                    request, _("%(name)s helps to lead now.") % {"name": former.user.full_name}
                )
        return redirect("trainings:session_staff", session_id)

    assigned = session.staff.filter(ended_at=None).select_related("user").order_by("part", "id")
    context = session_context(request, session) | {"form": form, "assigned": assigned}
    return render(request, "trainings/session_staff.html", context)
