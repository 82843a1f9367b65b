"""What women receive: written down for many at once, and taken back where it was a mistake."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Cohort, Handout, Session
from trainings.queries.handouts import receivers_of
from trainings.services.refusals import CannotChange
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Given:
    """What each of them received, and how it was confirmed."""

    item: str
    on_day: date
    confirmation: str
    name: str = ""
    quantity: int | None = None
    amount: int | None = None
    witness_id: UUID | None = None


def give_handouts(
    *,
    batch: UUID,
    cohort: Cohort,
    enrolments: Collection[UUID],
    given: Given,
    session: Session | None = None,
    by: User,
) -> int:
    """Write down what each of some women received, all or nobody; answers how many.

    The same batch twice is written once.
    """
    try:
        with transaction.atomic():
            return _give(batch, cohort, set(enrolments), given, session, by)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


@transaction.atomic
def take_back(*, handout: Handout, by: User) -> Handout:
    """Say that something was not received after all; twice is once."""
    found = Handout.objects.select_for_update(of=("self",)).get(pk=handout.pk)
    if found.taken_back_at is None:
        found.taken_back_at, found.taken_back_by = timezone.now(), by
        found.save(update_fields=["taken_back_at", "taken_back_by"])
    return found


def _give(
    batch: UUID,
    cohort: Cohort,
    wanted: set[UUID],
    given: Given,
    session: Session | None,
    by: User,
) -> int:
    # Two who press the same button wait for each other.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    written = list(Handout.objects.filter(batch=batch).values_list("cohort", flat=True))
    if written:
        if set(written) != {cohort.pk}:
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return len(written)
    if not wanted:
        raise CannotChange(_("Choose at least one woman."))
    if given.on_day > timezone.localdate():
        raise CannotChange(_("This day has not come yet."))
    if wanted - set(receivers_of(cohort).values_list("pk", flat=True)):
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    Handout.objects.bulk_create(
        Handout(
            batch=batch,
            enrolment_id=key,
            cohort_id=cohort.pk,
            project_site_id=cohort.project_site_id,
            session=session,
            noted_by=by,
            **asdict(given),
        )
        for key in sorted(wanted)
    )
    return len(wanted)
