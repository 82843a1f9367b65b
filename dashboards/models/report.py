from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


class ReportQuerySet(models.QuerySet["ReportSnapshot"]):
    """Questions about reports."""

    def visible_to(self, user: Scoped) -> Self:
        """All of the projects that she counts, and of those she pays for the signed ones."""
        scope = user.scope
        counted, read = (
            Q(project__project_sites__in=scope.where(permission))
            for permission in ("statistics_see", "reports_see")
        )
        return self.filter(counted | (read & Q(signed_at__isnull=False))).distinct()


class ReportSnapshot(models.Model):
    """A report of a closed period, as it was frozen: what donors see, and nothing exact.

    `numbers` is a list of one object for each indicator; see `services.report_numbers`. A trigger
    keeps everything but the sign-off as it is, and that too once it is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("programmes.Project", models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(_("number"))
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    code_version = models.CharField(max_length=40)
    numbers = models.JSONField(default=list)
    narrative = models.TextField(_("what the numbers do not tell"), blank=True, default="")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="report_number_once_per_project",
                violation_error_message=_("This project has a report of that number already."),
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="report_ends_after_start",
                violation_error_message=_("A period cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="report_signed_by_somebody",
                violation_error_message=_("A signed report says who signed it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("dashboards:report", args=[self.pk])


class ReportBasis(models.Model):
    """What a report was made of: exact counts, and who is behind them. Restricted."""

    report = models.OneToOneField(
        "dashboards.ReportSnapshot", models.PROTECT, primary_key=True, related_name="basis"
    )
    # `places` are the project sites that were counted. `indicators`, by code: exact tables, those
    # that were published (of people and not yet suppressed), and the records behind them.
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("basis of a report")
        verbose_name_plural = _("bases of reports")

    def __str__(self) -> str:
        return str(self.report)
