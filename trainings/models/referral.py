from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about referrals."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "trainings.Referral"))

    def waiting(self) -> Self:
        """Those that no focal point has taken up."""
        return self.filter(taken_up_at=None)

    def waiting_first(self) -> Self:
        """What waits, the oldest first; then what was taken up, the latest first."""
        return self.order_by(F("taken_up_at").desc(nulls_first=True), "made_at", "id")


class Referral(models.Model):
    """That somebody was referred after a session: when and what for, never who nor why."""

    class Kind(models.TextChoices):
        PROTECTION = "protection", _("protection")
        HEALTH = "health", _("health")
        SUPPORT = "support", _("talking to somebody trained")
        LEGAL = "legal", _("legal advice, papers")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="referrals")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="referral_taken_up_by_somebody",
                violation_error_message=_("A referral that is taken up says who took it up."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_waiting(self) -> bool:
        """True until a focal point has taken it up."""
        return self.taken_up_at is None
