from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.fields import EncryptedTextField
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


class Why(models.TextChoices):
    """Why a child was not handed over."""

    ALREADY_OUT = "already_out", _("the child had left already")
    NO_CLEARANCE = "no_clearance", _("the carer has no valid clearance")
    OLD_LIST = "old_list", _("the page was older than 12 hours")
    BLOCKED = "blocked", _("not allowed, call the manager")
    REVOKED = "revoked", _("the permission was taken back")
    UNLISTED = "unlisted", _("not on the child's list")
    EXPIRED = "expired", _("not allowed on this day")
    WRONG_CODE = "wrong_code", _("the code was wrong")


class RefusalQuerySet(models.QuerySet["RefusedHandOver"]):
    """Questions about refused hand-overs."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "childcare.RefusedHandOver"))


class RefusedHandOver(models.Model):
    """Somebody came for a child and did not get it. Never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stay = models.ForeignKey("childcare.Stay", models.PROTECT, related_name="refusals")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=12, choices=Why)
    collector_name = EncryptedTextField(_("who came"), max_length=120, blank=True)
    collector_under = models.ForeignKey(
        "childcare.PickupAuthorisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("refused hand-over")
        verbose_name_plural = _("refused hand-overs")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.get_why_display()
