"""Reports are frozen once, and signed once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from core.dates import day_text
from dashboards.models import ReportBasis, ReportSnapshot, Target
from dashboards.queries.project import Quarter
from dashboards.queries.reports import closed_quarters, holds_whole, last_report
from dashboards.services.report_numbers import numbers_of
from dashboards.services.statistics import counting_for
from programmes.models import Project, ProjectSite

ROOM = Path(__file__).resolve().parents[1]
COUNTING = ("indicators", "queries", "disclosure", "services")
"""Where numbers are made: a change there can change them."""


class CannotReport(Exception):
    """A report cannot be frozen or signed; the only argument is the sentence that says why."""


@transaction.atomic
def freeze_report(
    *, project: Project, quarter: Quarter, narrative: str, by: User
) -> ReportSnapshot:
    """Keep the numbers of a closed period as they are now, with what they were made of."""
    # Two who freeze at once get two numbers, or the second one a sentence.
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    _may(by, project, Permission.REPORT_WRITE)
    if quarter not in closed_quarters(project, by.scope.today):
        raise CannotReport(
            _("Only a period that is over, locked and not reported yet can be frozen.")
        )
    indicators = list(project.indicators.select_related("project"))
    if not indicators:
        raise CannotReport(_("This project has no indicators yet."))
    previous = last_report(project)
    targets = Target.objects.filter(
        indicator__project=project, first_on=quarter.first, last_on=quarter.last
    )
    with counting_for(by):
        numbers, basis = numbers_of(
            indicators,
            list(ProjectSite.objects.filter(project=project).values_list("pk", flat=True)),
            quarter.first,
            quarter.last,
            targets=dict(targets.values_list("indicator", "value")),
            previous=previous,
        )
        report = ReportSnapshot.objects.create(
            project=project,
            number=previous.number + 1 if previous else 1,
            first_on=quarter.first,
            last_on=quarter.last,
            code_version=code_version(),
            numbers=numbers,
            narrative=narrative,
            frozen_at=timezone.now(),
            frozen_by=by,
        )
        ReportBasis.objects.create(report=report, counts=basis)
    return report


@transaction.atomic
def sign_report(*, report: ReportSnapshot, by: User) -> None:
    """Answer for a report; from now on donors of the project see it."""
    held = ReportSnapshot.objects.select_for_update().select_related("project").get(pk=report.pk)
    _may(by, held.project, Permission.REPORT_SIGN)
    if held.signed_at is not None:
        raise CannotReport(
            _("This report was signed already, on %(day)s.") % {"day": day_text(held.signed_at)}
        )
    held.signed_at, held.signed_by = timezone.now(), by
    held.save(update_fields=["signed_at", "signed_by"])


def _may(user: User, project: Project, permission: Permission) -> None:
    if not holds_whole(user.scope, permission, project):
        raise CannotReport(
            _("A report is about all sites of the project: only who works for all of them may.")
        )


@cache
def code_version() -> str:
    """Which code counted: alike as long as nothing changed that makes numbers."""
    digest = hashlib.sha256()
    for folder in COUNTING:
        for path in sorted((ROOM / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
