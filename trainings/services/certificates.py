"""Certificates: given, put on paper, revoked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Certificate, CertificatePrint, Cohort, Completion
from trainings.queries.completion import records_of, rule_of
from trainings.services.refusals import CannotChange
from trainings.truths import sentence_of

if TYPE_CHECKING:
    from accounts.models import User


def give_certificates(
    *, cohort: Cohort, enrolments: Collection[UUID], by: User
) -> list[Certificate]:
    """Give one to each of some women, of completion or of attendance as was decided of her.

    Whoever holds a valid one keeps it; asked twice, nobody gets two.
    """
    try:
        with transaction.atomic():
            return _give(cohort, enrolments, by)
    except IntegrityError as error:
        raise CannotChange(sentence_of(error)) from error


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, because: str, by: User) -> Certificate:
    """Let a certificate be told as revoked; she may get a new one."""
    found = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if not found.is_valid:
        raise CannotChange(_("This certificate is revoked already."))
    if because not in Certificate.Revoked.values:
        raise CannotChange(_("Say why it is revoked."))
    found.revoked_at, found.revoked_by, found.revoked_because = timezone.now(), by, because
    found.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    return found


def note_prints(*, certificates: Iterable[Certificate], by: User) -> None:
    """Keep that some certificates were put on paper."""
    now = timezone.now()
    CertificatePrint.objects.bulk_create(
        CertificatePrint(
            certificate=one, project_site_id=one.project_site_id, printed_at=now, printed_by=by
        )
        for one in certificates
    )


def _give(cohort: Cohort, enrolments: Collection[UUID], by: User) -> list[Certificate]:
    # Two who press the same button wait for each other.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    decided = cohort.completions.filter(enrolment__in=enrolments).exclude(
        enrolment__certificates__in=Certificate.objects.filter(revoked_at=None)
    )
    records = records_of([one.enrolment_id for one in decided], rule_of(cohort.version))
    today = timezone.localdate()
    return Certificate.objects.bulk_create(
        Certificate(
            enrolment_id=one.enrolment_id,
            cohort_id=cohort.pk,
            project_site_id=cohort.project_site_id,
            kind=(
                Certificate.Kind.COMPLETION
                if one.outcome == Completion.Outcome.COMPLETED
                else Certificate.Kind.ATTENDANCE
            ),
            issued_on=today,
            issued_by=by,
        )
        for one in decided
        # Who was never there attended nothing, whatever was decided.
        if one.outcome == Completion.Outcome.COMPLETED or records[one.enrolment_id].record.there
    )
