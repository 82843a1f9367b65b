from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.queries.record import changes_about, lines_of_changes, lines_of_looks, looks_about
from accounts.roles import Permission
from participants.models import Participant

ON_A_PAGE = 50
LATEST_LOOKS = 50


@require_safe
@require_permission(Permission.RECORD_SEE)
def person_record(request: StaffRequest, participant_id: UUID) -> HttpResponse:
    """Say who changed and who looked at what is known of a person."""
    person = get_object_or_404(Participant.objects.visible_to(request.user), pk=participant_id)
    if request.user.scope.where(Permission.RECORD_SEE).isdisjoint(person.project_sites):
        raise PermissionDenied
    changes = changes_about(person.pk, _places_of(person))
    page = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "page": page,
        "changes": lines_of_changes(page.object_list),
        "looks": lines_of_looks(looks_about(person.pk)[:LATEST_LOOKS]),
    }
    return render(request, "participants/person_record.html", context)


def _places_of(person: Participant) -> list[UUID]:
    """Her places in cohorts; a higher room keeps them, and names the relation."""
    return list(person.enrolments.values_list("pk", flat=True))
