"""How a project counts the statuses of people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from outreach.assignment.sides import USUAL_SIDES
from outreach.models import StatusSide
from outreach.services.rule import judge_again
from programmes.models import Project


@transaction.atomic
def set_sides(*, project: Project, sides: Mapping[str, str]) -> None:
    """Keep the table of a project, and judge its planned visits by it.

    `sides` names a side, or nothing for unresolved, for every status. Teams stay what they are.
    The record of changes says who did it.
    """
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    usual = {status: USUAL_SIDES.get(status, "") for status in sides}
    for status, side in sides.items():
        if side == usual[status]:
            StatusSide.objects.filter(project=project, status=status).delete()
        else:
            StatusSide.objects.update_or_create(
                project=project, status=status, defaults={"side": side}
            )
    judge_again(project_id=project.pk)
