"""Who may collect a child and who must not; a phone number or a reason when there is need."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from childcare.access import find_child, may_reveal_with, may_with, places_of, require_with
from childcare.forms.child import BlockForm, PickupForm
from childcare.forms.reveal import RevealForm
from childcare.models import Child, PickupAuthorisation
from childcare.services.pickup import allow, block, take_back
from childcare.views.words import names_text
from core.forms import tell_cleaning


@require_http_methods(["GET", "POST"])
@require_permission(Permission.CHILD_ADD)
def pickup_add(request: StaffRequest, child_id: UUID) -> HttpResponse:
    """Write down somebody whom the guardian allows to collect a child."""
    child = find_child(request.user, child_id)
    require_with(request.user, Permission.CHILD_ADD, child)
    form = PickupForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        allow(
            children=_with_siblings(request, child, siblings=said["siblings"]),
            person=form.person,
            said_by=child.guardian,
            from_on=said["from_on"],
            to_on=form.to_on,
            key=said["key"],
            by=request.user,
        )
        tell_cleaning(request, form)
        name = names_text([said["name"]])
        messages.success(request, _("%(name)s may collect from now on.") % {"name": name})
        return redirect(child)
    return render(request, "childcare/pickup_add.html", {"form": form, "child": child})


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_MANAGE)
def pickup_block(request: StaffRequest, child_id: UUID) -> HttpResponse:
    """Write down somebody who must not collect a child, with a confidential reason."""
    child = find_child(request.user, child_id)
    require_with(request.user, Permission.PLAYROOM_MANAGE, child)
    form = BlockForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        block(
            children=_with_siblings(request, child, siblings=said["siblings"]),
            person=form.person,
            said_by=child.guardian,
            reason=said["reason"],
            key=said["key"],
            by=request.user,
        )
        name = names_text([said["name"]])
        messages.success(request, _("%(name)s is refused from now on.") % {"name": name})
        return redirect(child)
    return render(request, "childcare/pickup_block.html", {"form": form, "child": child})


@require_POST
@require_permission(Permission.CHILD_ADD, Permission.PLAYROOM_MANAGE)
def pickup_end(request: StaffRequest, pickup_id: UUID) -> HttpResponse:
    """Take a line off the list at once; a block is lifted by a supervisor."""
    line = _find(request, pickup_id)
    needed = Permission.PLAYROOM_MANAGE if line.is_blocked else Permission.CHILD_ADD
    if not may_with(request.user, needed, line.child):
        raise PermissionDenied
    if take_back(line=line, by=request.user):
        messages.success(request, _("Taken off the list. It holds from this moment."))
    else:
        messages.info(request, _("This line was taken off already."))
    return redirect(line.child)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_WORK, Permission.PLAYROOM_MANAGE)
@never_cache
def pickup_reveal(request: StaffRequest, pickup_id: UUID) -> HttpResponse:
    """Show a phone number, or why somebody is blocked, to who needs it; that she looked is kept."""
    line = _find(request, pickup_id)
    may_know = may_with(request.user, Permission.PICKUP_BLOCK, line.child)
    if not (may_know if line.is_blocked else may_reveal_with(request.user, line.child)):
        raise PermissionDenied
    form = RevealForm(request.POST or None, is_blocked=line.is_blocked)
    is_shown = form.is_valid()
    if is_shown:
        note_look(
            Look.Kind.REVEAL,
            by=request.user,
            page="childcare:pickup_reveal",
            participant_id=line.child.guardian_id,
            project_sites=places_of(line.child),
            people=1,
            purpose=form.purpose,
        )
    context = {"line": line, "form": form, "is_shown": is_shown}
    return render(request, "childcare/pickup_reveal.html", context)


def _find(request: StaffRequest, pickup_id: UUID) -> PickupAuthorisation:
    lines = PickupAuthorisation.objects.visible_to(request.user).select_related("child__guardian")
    return get_object_or_404(
        lines.defer("phone", "blocked_reason", "child__guardian__phone"), pk=pickup_id
    )


def _with_siblings(request: StaffRequest, child: Child, *, siblings: bool) -> list[Child]:
    """A child, and where asked for the others of the same guardian."""
    if not siblings:
        return [child]
    return list(Child.objects.visible_to(request.user).filter(guardian=child.guardian_id))
