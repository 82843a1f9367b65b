"""What the protection focal point finds: that referrals were made, and what she has taken up."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.models import Referral
from trainings.queries.referrals import referrals_of
from trainings.services.referrals import put_back, take_up
from trainings.services.refusals import CannotChange
from trainings.views.session_access import tell_why

ON_A_PAGE = 25


@require_safe
@require_permission(Permission.REFERRALS_SEE)
def referral_list(request: StaffRequest) -> HttpResponse:
    """List every referral of her places, those first that nobody has taken up."""
    user = request.user
    context = {
        "page": Paginator(referrals_of(user), ON_A_PAGE).get_page(request.GET.get("page")),
        "waiting": Referral.objects.visible_to(user).waiting().count(),
        "several": len(user.scope.where(Permission.REFERRALS_SEE)) > 1,
    }
    return render(request, "trainings/referral_list.html", context)


@require_POST
@require_permission(Permission.REFERRALS_SEE)
def referral_take_up(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Say that she has taken a referral up."""
    return _changed(request, referral_id, take_up, _("Noted that you have taken it up."))


@require_POST
@require_permission(Permission.REFERRALS_SEE)
def referral_put_back(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Take back that she has taken a referral up."""
    return _changed(request, referral_id, put_back, _("Put back. It waits to be taken up."))


def _changed(
    request: StaffRequest, referral_id: UUID, change: Callable[..., Referral], done: str
) -> HttpResponse:
    """Change one of hers, and say that it is done or why not."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=referral_id)
    try:
        change(referral=referral, by=request.user)
    except CannotChange as refusal:
        tell_why(request, refusal)
    else:
        messages.success(request, done)
    return redirect("trainings:referral_list")
