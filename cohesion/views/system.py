from __future__ import annotations

from datetime import date
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look, Seal, User
from accounts.queries.record import looks_by_day
from accounts.roles import Permission
from core.postgres.dumps import last_dump
from core.scoping import scope

DUMP_IS_OLD_AFTER = 2
"""Days; a dump is made every day while the product serves."""


def _looks_by_day() -> list[tuple[date, dict[str, int]]]:
    """How often what was looked at, over all sites; numbers alone, and nobody's name."""
    with scope(service="system page"):
        rows = looks_by_day(timezone.localdate())
    return [
        (day, {row["kind"]: row["times"] for row in of_day})
        for day, of_day in groupby(rows, key=lambda row: row["day"])
    ]


@require_safe
@require_permission(Permission.SYSTEM_RUN)
def system(request: StaffRequest) -> HttpResponse:
    """Say how the installation is: its last dump, demo or real, how many may sign in."""
    dumped_at = last_dump(settings.VAR_DIR)
    days = (timezone.localdate() - timezone.localdate(dumped_at)).days if dumped_at else None
    context = {
        "dumped_at": dumped_at,
        "days": days,
        "kinds": Look.Kind.choices,
        "dump_is_old": days is None or days >= DUMP_IS_OLD_AFTER,
        "looks": _looks_by_day(),
        "sealed": Seal.objects.order_by("-on_day").first(),
        "staff": User.objects.filter(is_active=True).count(),
    }
    return render(request, "cohesion/system.html", context)
