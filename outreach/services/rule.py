"""What the rule of crossing says of visits that nobody has set off for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from outreach.assignment.sides import Result, Side, result_of
from outreach.models import Visit
from outreach.queries.sides import compositions_of, sides_of


def judge_again(*, project_id: UUID, households: Iterable[UUID] | None = None) -> None:
    """Judge planned visits anew after a status, a member or the table of a project changed.

    An exception that is no longer needed goes; whoever has set off keeps what held then.
    """
    visits = (
        Visit.objects.open()
        .filter(left_base_at=None, project_site__project=project_id)
        .select_related("team")
        .select_for_update(of=("self",))
    )
    if households is not None:
        visits = visits.filter(household__in=list(households))
    planned = list(visits)
    if not planned:
        return
    compositions = compositions_of({visit.household_id for visit in planned}, sides_of(project_id))
    changed = []
    for visit in planned:
        result = result_of(Side(visit.team.side), compositions[visit.household_id])
        if visit.result != result:
            visit.result = result
            changed.append(visit)
            if result is not Result.SAME:
                drop_exception(visit)
    Visit.objects.bulk_update(
        changed, ["result", "exception_reason", "exception_at", "exception_by"]
    )


def drop_exception(visit: Visit) -> None:
    """Forget that a visit was allowed; the caller saves."""
    visit.exception_reason, visit.exception_at, visit.exception_by = "", None, None
