"""The adults of a playroom: cleared, in the room, out of it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from childcare.models import Carer, Shift
from childcare.queries.days import day_at
from childcare.services.refusals import CannotChange
from programmes.models import ProjectSite


@dataclass(frozen=True, slots=True)
class Papers:
    """What is known of a carer."""

    name: str
    user_id: UUID | None = None
    cleared_on: date | None = None
    cleared_until: date | None = None
    code_signed_on: date | None = None


def add_carer(*, project_site: ProjectSite, papers: Papers) -> Carer:
    """Put a carer on the list of a place."""
    carer = Carer(project_site=project_site)
    return _save(carer, papers)


def change_carer(*, carer: Carer, papers: Papers) -> Carer:
    """Keep new papers of a carer; who is in the room without valid ones leaves it."""
    with transaction.atomic():
        carer = _save(carer, papers)
        if not carer.is_cleared_on(day_at(carer.project_site, timezone.now())):
            leave_room(carer=carer)
    return carer


@transaction.atomic
def end_carer(*, carer: Carer) -> None:
    """Take a carer off the list; her shifts stay."""
    leave_room(carer=carer)
    Carer.objects.filter(pk=carer.pk, ended_at=None).update(ended_at=timezone.now())


def enter_room(*, carer: Carer) -> bool:
    """Count a carer from now on; False if she was counted already.

    Raises CannotChange without a clearance and a signed code of conduct.
    """
    now = timezone.now()
    with transaction.atomic():
        carer = (
            Carer.objects.select_for_update(of=("self",))
            .select_related("project_site__site")
            .get(pk=carer.pk)
        )
        if not carer.is_cleared_on(day_at(carer.project_site, now)):
            raise CannotChange(
                _("%(name)s cannot be counted: a valid clearance and the signed code are missing.")
                % {"name": carer.name}
            )
        if Shift.objects.filter(carer=carer, out_at=None).exists():
            return False
        Shift.objects.create(carer=carer, project_site_id=carer.project_site_id, in_at=now)
    return True


def leave_room(*, carer: Carer) -> bool:
    """Count a carer no longer; False if she was not counted."""
    return bool(Shift.objects.filter(carer=carer, out_at=None).update(out_at=timezone.now()))


def _save(carer: Carer, papers: Papers) -> Carer:
    for name in Papers.__slots__:
        setattr(carer, name, getattr(papers, name))
    try:
        with transaction.atomic():
            carer.save()
    except IntegrityError as error:
        raise CannotChange(
            _("She is on this list already, or the dates contradict each other.")
        ) from error
    return carer
