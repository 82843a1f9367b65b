"""The tag of a family: the same for all siblings on a day, however often it is asked for."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max

from childcare.models import DayTag

DIGITS = 4


def tag_for(*, project_site_id: int, guardian_id: UUID, on_day: date) -> DayTag:
    """Find or make the tag of a family, within the transaction of the caller.

    Check-ins at one place wait here for each other, so that numbers follow without a clash.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('childcare_daytag'), %s)", [project_site_id]
        )
    todays = DayTag.objects.filter(project_site=project_site_id, on_day=on_day)
    tag = todays.filter(guardian=guardian_id).first()
    if tag is None:
        last = todays.aggregate(last=Max("number"))["last"] or 0
        tag = DayTag.objects.create(
            project_site_id=project_site_id,
            on_day=on_day,
            guardian_id=guardian_id,
            number=last + 1,
            code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}}",
        )
    return tag
