"""A child: what is known of it, who is responsible for it, who may collect it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from childcare.access import (
    find_child,
    find_guardian,
    may_reveal_with,
    may_with,
    places_of,
    require_with,
)
from childcare.forms.child import ChildForm, NewChildForm
from childcare.forms.guardian import GuardianForm
from childcare.models import Child, PickupAuthorisation, Stay
from childcare.services.children import add_child, add_guardian, change_child
from childcare.services.refusals import CannotChange
from core.forms import tell_cleaning
from participants.forms.search import PeopleSearchForm
from participants.models import Participant
from participants.queries.search import found_in_order, people_in_order

RECENT = 10
MOST_FOUND = 20


@require_safe
@require_permission(Permission.PLAYROOM_SEE)
@never_cache
def child_detail(request: StaffRequest, child_id: UUID) -> HttpResponse:
    """Show what is known of a child."""
    child = find_child(request.user, child_id)
    note_look(
        Look.Kind.VIEW,
        by=request.user,
        page="childcare:child_detail",
        participant_id=child.guardian_id,
        project_sites=places_of(child),
        people=1,
    )
    today = timezone.localdate()
    lines = (
        PickupAuthorisation.objects.filter(child=child)
        .standing()
        .select_related("created_by", "said_by")
        .defer("blocked_reason", "said_by__phone")
    )
    context = {
        "child": child,
        "age": child.age_on(today),
        "guardianships": child.guardianships.select_related("participant").defer(
            "participant__phone"
        ),
        "lines": [(line, line.is_valid_on(today)) for line in lines],
        "stays": Stay.objects.visible_to(request.user)
        .filter(child=child)
        .that_happened()
        .order_by("-in_at")[:RECENT],
        "may_change": may_with(request.user, Permission.CHILD_ADD, child),
        "may_block": may_with(request.user, Permission.PLAYROOM_MANAGE, child),
        "may_know": may_with(request.user, Permission.PICKUP_BLOCK, child),
        "may_reveal": may_reveal_with(request.user, child),
        "may_see_record": may_with(request.user, Permission.RECORD_SEE, child),
        "may_find_people": request.user.may(Permission.PARTICIPANT_ADD),
    }
    return render(request, "childcare/child_detail.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.CHILD_ADD)
def child_add(request: StaffRequest, participant_id: UUID) -> HttpResponse:
    """Write down a child of somebody who takes part."""
    guardian = find_guardian(request.user, participant_id, Permission.CHILD_ADD)
    form = NewChildForm(request.POST or None)
    if form.is_valid():
        try:
            child = add_child(
                child_id=form.cleaned_data["child_id"],
                guardian=guardian,
                relation=form.cleaned_data["relation"],
                about=form.about,
                by=request.user,
            )
        except CannotChange as refusal:
            form.add_error(None, refusal.sentence)
        else:
            tell_cleaning(request, form)
            messages.success(request, _("Written down. Now say who else may collect it."))
            return redirect(child)
    hers = Q(guardianships__participant__canonical=guardian.canonical_id)
    known = Child.objects.visible_to(request.user).filter(hers).distinct()
    context = {"form": form, "guardian": guardian, "known": known}
    return render(request, "childcare/child_add.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.CHILD_ADD)
@never_cache
def child_change(request: StaffRequest, child_id: UUID) -> HttpResponse:
    """Change what is known of a child."""
    child = find_child(request.user, child_id)
    require_with(request.user, Permission.CHILD_ADD, child)
    form = ChildForm(request.POST or None, initial=ChildForm.initial_of(child))
    if form.is_valid():
        change_child(child=child, about=form.about)
        tell_cleaning(request, form)
        messages.success(request, _("Saved."))
        return redirect(child)
    return render(request, "childcare/child_change.html", {"form": form, "child": child})


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
def guardian_add(request: StaffRequest, child_id: UUID) -> HttpResponse:
    """Find somebody else who takes part and is responsible for a child too."""
    child = find_child(request.user, child_id)
    require_with(request.user, Permission.CHILD_ADD, child)
    posted = request.POST
    search = PeopleSearchForm(posted if "words" in posted else None)
    form = GuardianForm(posted if "participant" in posted else None)
    if form.is_bound and form.is_valid():
        people = Participant.objects.visible_to(request.user).survivors()
        here = people.filter(project_sites__overlap=sorted(places_of(child)))
        participant = get_object_or_404(here, pk=form.cleaned_data["participant"])
        add_guardian(child=child, participant=participant, relation=form.cleaned_data["relation"])
        messages.success(request, _("She may bring and collect the child from now on."))
        return redirect(child)
    context: dict[str, Any] = {"child": child, "search": search, "form": form}
    if search.is_bound and search.is_valid():
        words = search.cleaned_data["words"]
        hits = found_in_order(words, request.user, most=MOST_FOUND, places=places_of(child))
        context["found"] = found = people_in_order(hits, request.user)
        note_look(
            Look.Kind.SEARCH,
            by=request.user,
            page="childcare:guardian_add",
            project_sites=places_of(child),
            people=len(found),
        )
    return render(request, "childcare/guardian_add.html", context)
