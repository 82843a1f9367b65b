"""Somebody was referred, and the focal point takes it up; never who nor why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Referral, Session
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User


def add_referral(*, session: Session, referral_id: UUID, kind: str, by: User) -> Referral:
    """Note that a referral was made, once for each id that a page makes."""
    referral = Referral(
        id=referral_id,
        session=session,
        project_site_id=session.project_site_id,
        kind=kind,
        made_by=by,
    )
    Referral.objects.bulk_create([referral], ignore_conflicts=True)
    kept = Referral.objects.get(pk=referral_id)
    if (kept.session_id, kept.made_by_id) != (session.pk, by.pk):
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    return kept


@transaction.atomic
def take_up(*, referral: Referral, by: User) -> Referral:
    """Say that a focal point has taken a referral up; the first one does, also at her second tap.

    Raises CannotChange where a colleague was quicker.
    """
    found = _locked(referral)
    if found.taken_up_at is None:
        found.taken_up_at, found.taken_up_by = timezone.now(), by
        found.save(update_fields=["taken_up_at", "taken_up_by"])
    elif found.taken_up_by_id != by.pk:
        raise CannotChange(
            _("%(name)s has taken it up already. Nothing was changed.")
            % {"name": found.taken_up_by}
        )
    return found


@transaction.atomic
def put_back(*, referral: Referral, by: User) -> Referral:
    """Let a referral wait again; only for who took it up. Raises CannotChange for the others."""
    found = _locked(referral)
    if found.taken_up_by_id not in (None, by.pk):
        raise CannotChange(
            _("%(name)s has taken it up, so only she can put it back. Nothing was changed.")
            % {"name": found.taken_up_by}
        )
    found.taken_up_at = found.taken_up_by = None
    found.save(update_fields=["taken_up_at", "taken_up_by"])
    return found


def _locked(referral: Referral) -> Referral:
    return Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
