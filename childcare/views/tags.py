"""Labels for a family, the same on every print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from childcare.access import find_tag
from childcare.models import Stay


@require_safe
@require_permission(Permission.PLAYROOM_WORK)
@never_cache
def tag_print(request: StaffRequest, tag_id: UUID) -> HttpResponse:
    """Show a label for each sibling, and a slip with the code of the day for the guardian."""
    tag = find_tag(request.user, tag_id, Permission.PLAYROOM_WORK)
    stays = Stay.objects.filter(tag=tag).that_happened().select_related("child")
    children = {stay.child_id: stay.child for stay in stays.order_by("child__born_on", "pk")}
    note_look(
        Look.Kind.PRINT,
        by=request.user,
        page="childcare:tag_print",
        participant_id=tag.guardian_id,
        project_sites=[tag.project_site_id],
        people=len(children),
    )
    context = {"tag": tag, "children": list(children.values())}
    return render(request, "childcare/tag_print.html", context)
