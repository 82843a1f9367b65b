from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

TEXT_VERSION = 1
"""Raised whenever the words that are read to a household change their meaning."""


class HouseholdConsentQuerySet(models.QuerySet["HouseholdConsent"]):
    """Questions about what heads of households agreed to."""

    def latest_first(self) -> Self:
        """The decision that holds comes first."""
        return self.order_by("-decided_at", "-id")


class HouseholdConsent(models.Model):
    """What the head of a household decided for it; decisions are added, never changed."""

    class Purpose(models.TextChoices):
        VISIT = "visit", _("being visited")
        MEASURE = "measure", _("measuring and sewing")

    class Decision(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class How(models.TextChoices):
        VERBAL = "verbal", _("in words, before a witness")
        SIGNED = "signed", _("signed")
        THUMB = "thumb", _("thumbprint")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(
        "outreach.HouseholdInNeed", models.PROTECT, related_name="consents"
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    purpose = models.CharField(_("what for"), max_length=7, choices=Purpose)
    decision = models.CharField(_("decision"), max_length=9, choices=Decision)
    how = models.CharField(_("how"), max_length=6, choices=How)
    text_version = models.PositiveSmallIntegerField(default=TEXT_VERSION)
    decided_at = models.DateTimeField(_("when"), default=timezone.now)
    witnessed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name=_("witness"), related_name="+"
    )

    objects = HouseholdConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent of a household")
        verbose_name_plural = _("consents of households")
        ordering = ["household", "purpose", "-decided_at"]
        indexes = [
            models.Index(
                fields=["household", "purpose", "-decided_at"], name="household_consent_latest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_decision_display()}"


def decision_on(purpose: str, household: str = "pk") -> Subquery:
    """An annotation for households: the decision that holds, NULL where nobody asked."""
    latest: QuerySet[HouseholdConsent] = HouseholdConsent.objects.filter(
        household=OuterRef(household), purpose=purpose
    ).latest_first()
    return Subquery(latest.values("decision")[:1])
