"""One round: its figures and visits, opened and closed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.access import SEEING
from outreach.models import Visit
from outreach.queries.rounds import figures_of
from outreach.queries.visits import with_women
from outreach.services.refusals import CannotChange
from outreach.services.rounds import close_round, open_round
from outreach.views.answers import tell_why
from outreach.views.round_access import find_round, round_context, round_to_plan


@require_safe
@require_permission(*SEEING)
def round_detail(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Show a round with every visit, by day."""
    round_ = find_round(request, round_id)
    visits = with_women(Visit.objects.visible_to(request.user).filter(round=round_))
    context = round_context(request, round_, "detail") | {
        "figures": figures_of(round_),
        "visits": visits.order_by("on_day", "team__number", "household__number"),
        "volunteers": round_.volunteers.filter(ended_at=None).select_related("user"),
        "today": request.user.scope.today,
    }
    return render(request, "outreach/round_detail.html", context)


@require_POST
@require_permission(Permission.OUTREACH_PLAN)
def round_state(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Open or close a round."""
    round_ = round_to_plan(request, round_id)
    try:
        if "open" in request.POST:
            open_round(round_=round_, by=request.user)
            messages.success(
                request, _("The round has begun. Its volunteers see their visits now.")
            )
        else:
            _tell_closed(request, close_round(round_=round_, by=request.user))
    except CannotChange as refusal:
        tell_why(request, refusal)
    return redirect(round_)


def _tell_closed(request: StaffRequest, postponed: int) -> None:
    messages.success(request, _("The round is over."))
    if postponed:
        messages.info(
            request,
            ngettext(
                "%(count)d visit that nobody made counts as postponed.",
                "%(count)d visits that nobody made count as postponed.",
                postponed,
            )
            % {"count": postponed},
        )
