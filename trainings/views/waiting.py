"""What waits for a manager: disagreements, late events, and the lock of a period."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.forms.waiting import DisagreementForm, LockForm, ReviewForm
from trainings.models import Disagreement, Review
from trainings.models.marked import Mark
from trainings.queries import waiting as queries
from trainings.services import waiting as services
from trainings.services.refusals import CannotChange
from trainings.views.roster_history import history_lines

ON_A_PAGE = 20


@require_safe
@require_permission(Permission.ATTENDANCE_DECIDE)
def waiting(request: StaffRequest) -> HttpResponse:
    """Show everything that she may decide, the oldest first."""
    page = request.GET.get("page")
    disagreements = Paginator(queries.disagreements_of(request.user), ON_A_PAGE).get_page(page)
    reviews = Paginator(queries.reviews_of(request.user), ON_A_PAGE).get_page(page)
    rows = queries.waiting_rows(list(reviews))
    projects = queries.lockable_projects(request.user)
    context = {
        "disputed": queries.disputed_rows(list(disagreements)),
        "waiting": list(zip(rows, history_lines(row.event for row in rows), strict=True)),
        "page": disagreements
        if disagreements.paginator.count > reviews.paginator.count
        else reviews,
        "marks": Mark.choices,
        "projects": projects,
        "lock_form": LockForm(projects=projects) if projects else None,
    }
    return render(request, "trainings/waiting.html", context)


@require_POST
@require_permission(Permission.ATTENDANCE_DECIDE)
def disagreement_settle(request: StaffRequest, disagreement_id: UUID) -> HttpResponse:
    """Say which of several marks is right."""
    visible = Disagreement.objects.visible_to(request.user)
    disagreement = get_object_or_404(visible, pk=disagreement_id)
    form = DisagreementForm(request.POST)
    if disagreement.settled_at:
        messages.info(request, _("Somebody decided this meanwhile."))
    elif not form.is_valid():
        messages.error(request, _("Choose one of the marks."))
    else:
        try:
            services.settle_disagreement(
                disagreement=disagreement, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Decided. The mark that you chose stands now."))
        except CannotChange as refusal:
            _tell(request, refusal)
    return redirect("trainings:waiting")


@require_POST
@require_permission(Permission.ATTENDANCE_DECIDE)
def review_settle(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Accept or decline what arrived late."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=review_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Accept it or decline it; a reason has up to 300 letters."))
    else:
        try:
            settled = services.settle_review(review=review, by=request.user, **form.cleaned_data)
            accepted = settled.verdict == Review.Verdict.ACCEPTED
            messages.success(
                request, _("Accepted and recorded.") if accepted else _("Declined, and kept.")
            )
        except CannotChange as refusal:
            _tell(request, refusal)
    return redirect("trainings:waiting")


@require_POST
@require_permission(Permission.PERIOD_LOCK)
def period_lock(request: StaffRequest) -> HttpResponse:
    """Lock a period of a project, or open it again."""
    form = LockForm(request.POST, projects=queries.lockable_projects(request.user))
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(map(str, sentences)))
        return redirect("trainings:waiting")
    try:
        services.lock_period(**form.cleaned_data)
        messages.success(request, _("Saved. Marks of locked days wait here from now on."))
        if missing := queries.unrecorded_until(**form.cleaned_data):
            messages.warning(
                request,
                _("Sessions of these days that are not recorded yet: %(count)d.")
                % {"count": missing},
            )
    except CannotChange as refusal:
        _tell(request, refusal)
    return redirect("trainings:waiting")


def _tell(request: StaffRequest, refusal: CannotChange) -> None:
    for sentence in refusal.sentences:
        messages.error(request, sentence)
