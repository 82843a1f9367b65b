"""What waits for a manager, settled: a disagreement, and the lock of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Project
from trainings.events.values import Mark, MarkValue
from trainings.models import Attendance, AttendanceEvent, Disagreement
from trainings.services.deciding import decision, record_decisions, value_of
from trainings.services.refusals import CannotChange
from trainings.services.session_state import lock_family

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


@transaction.atomic
def settle_disagreement(
    *, disagreement: Disagreement, mark: str, base_version: int, reason: str = "", by: User
) -> None:
    """Say which mark is right, and why, of a row as the manager saw it."""
    lock_family(disagreement.session)
    if not Disagreement.objects.open().filter(pk=disagreement.pk).exists():
        raise CannotChange(_("Somebody decided this meanwhile."))
    row = Attendance.objects.filter(
        session=disagreement.session_id, enrolment=disagreement.enrolment_id
    ).first()
    if (row.version if row else 0) != base_version:
        raise CannotChange(
            _("Somebody marked her again meanwhile. Look at what is said now, and choose again.")
        )
    event = decision(
        event_id=uuid5(disagreement.pk, f"{by.pk} {base_version} {mark}"),
        session_id=disagreement.session_id,
        enrolment_id=disagreement.enrolment_id,
        value=_value_said(disagreement, mark),
        base_version=base_version,
        by=by,
        settles=disagreement.pk,
    )
    record_decisions([event], by=by, only_applied=True)
    if reason:
        Disagreement.objects.filter(pk=disagreement.pk).update(reason=reason)


@transaction.atomic
def lock_period(*, project: Project, until: date | None) -> None:
    """Have marks of sessions up to a day wait for a manager; None opens everything again."""
    if until is not None and until > timezone.localdate():
        raise CannotChange(_("A period is locked when it is over: choose a day up to today."))
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    project.locked_until = until
    project.save(update_fields=["locked_until"])


def _value_said(disagreement: Disagreement, mark: str) -> MarkValue:
    """The mark with the details that somebody gave it in this disagreement."""
    said = (
        AttendanceEvent.objects.filter(
            session=disagreement.session_id,
            enrolment=disagreement.enrolment_id,
            mark=mark,
            applied_version__gte=disagreement.against_event.applied_version,
        )
        .order_by("-applied_version")
        .first()
    )
    return value_of(said) if said else MarkValue(mark=Mark(mark))
