from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import User
from accounts.roles import Permission
from core.postgres.dumps import last_dump

DUMP_IS_OLD_AFTER = 2
"""Days; a dump is made every day while the product serves."""


@require_safe
@require_permission(Permission.SYSTEM_RUN)
def system(request: StaffRequest) -> HttpResponse:
    """Say how the installation is: its last dump, demo or real, how many may sign in."""
    dumped_at = last_dump(settings.VAR_DIR)
    days = (timezone.localdate() - timezone.localdate(dumped_at)).days if dumped_at else None
    context = {
        "dumped_at": dumped_at,
        "days": days,
        "dump_is_old": days is None or days >= DUMP_IS_OLD_AFTER,
        "staff": User.objects.filter(is_active=True).count(),
    }
    return render(request, "cohesion/system.html", context)
