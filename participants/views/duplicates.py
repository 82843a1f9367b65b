"""Records that may be one woman: the queue, two side by side, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.form_errors import error_lines
from participants.forms.candidates import reason_texts
from participants.forms.comparing import VerdictForm
from participants.likeness import years_apart
from participants.models import DuplicateCandidate, Merge, Participant
from participants.queries.comparing import compare
from participants.queries.duplicates import told_of
from participants.services.duplicates import decide_candidate, may_merge, merge, undo_merge
from participants.services.refusals import CannotKeep

ON_A_PAGE = 50
DECIDES = require_permission(Permission.PEOPLE_MERGE)
KEPT = {
    DuplicateCandidate.Verdict.DIFFERENT.value: gettext_lazy(
        "Kept: two women. Nobody is asked about them again."
    ),
    DuplicateCandidate.Verdict.UNSURE.value: gettext_lazy(
        "Kept. The pair stays in this list until somebody is sure."
    ),
}
"""What is said of a decision that merges nobody."""


@require_safe
@DECIDES
@never_cache
def duplicates(request: StaffRequest) -> HttpResponse:
    """List the pairs that nobody could decide yet, the oldest first."""
    waiting = DuplicateCandidate.objects.visible_to(request.user).waiting()
    pairs = Paginator(waiting.select_related("one", "other"), ON_A_PAGE)
    page = pairs.get_page(request.GET.get("page"))
    lines = [(pair, _why(pair)) for pair in page.object_list]
    return render(request, "participants/duplicates.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "POST"])
@DECIDES
@never_cache
def duplicate(request: StaffRequest, candidate_id: UUID) -> HttpResponse:
    """Show two records side by side, and keep what she says of them."""
    pairs = DuplicateCandidate.objects.visible_to(request.user)
    pair = get_object_or_404(pairs.select_related("one__area", "other__area"), pk=candidate_id)
    if pair.one.canonical_id == pair.other.canonical_id:
        return redirect(pair.one.canonical)
    decides = may_merge(request.user, pair.one, pair.other)
    form = VerdictForm(posted(request), pair=pair)
    if form.is_valid():
        if not decides:
            raise PermissionDenied
        try:
            return _decide(request, pair, form)
        except CannotKeep as refusal:
            form.add_error(None, str(refusal))
    for person in (pair.one, pair.other):
        _note(request, person)
    context = {
        "pair": pair,
        "reasons": _why(pair),
        "lines": compare(pair.one, pair.other),
        "form": form,
        "decides": decides,
        "errors": error_lines(form),
    }
    return render(request, "participants/duplicate.html", context)


@require_POST
@DECIDES
def merge_undo(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Let two records be two women again."""
    people = Participant.objects.visible_to(request.user).values("pk")
    merges = Merge.objects.filter(survivor__in=people, other__in=people)
    made = get_object_or_404(merges.select_related("survivor", "other"), pk=merge_id)
    if not may_merge(request.user, made.survivor, made.other):
        raise PermissionDenied
    try:
        undo_merge(merge=made, by=request.user)
    except CannotKeep as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("They are two women again; everything is as it was."))
    return redirect(made.survivor)


def _decide(request: StaffRequest, pair: DuplicateCandidate, form: VerdictForm) -> HttpResponse:
    survivor = form.survivor
    if survivor is None:
        decide_candidate(candidate=pair, verdict=form.cleaned_data["verdict"], by=request.user)
        messages.success(request, KEPT[form.cleaned_data["verdict"]])
        return redirect("participants:duplicates")
    other = pair.other if survivor.pk == pair.one_id else pair.one
    merge(survivor=survivor, other=other, by=request.user)
    messages.success(
        request, _("They are one woman now. Nothing was moved, and it can be taken back here.")
    )
    return redirect(survivor)


def _why(pair: DuplicateCandidate) -> list[str]:
    return reason_texts(pair.reasons, years_apart(told_of(pair.one), told_of(pair.other)))


def _note(request: StaffRequest, person: Participant) -> None:
    note_look(
        Look.Kind.VIEW,
        by=request.user,
        page="participants:duplicate",
        participant_id=person.pk,
        project_sites=person.project_sites,
        people=1,
    )
