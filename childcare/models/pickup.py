from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import EncryptedTextField
from core.ids import uuid7
from core.text import fold
from participants.models.name_key import NameKeyField

if TYPE_CHECKING:
    from core.scope import Scoped


class PickupQuerySet(models.QuerySet["PickupAuthorisation"]):
    """Questions about who may collect."""

    def visible_to(self, user: Scoped) -> Self:
        """Those of the children that she may see."""
        from childcare.models.child import Child

        return self.filter(child__in=Child.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(revoked_at=None)


class PickupAuthorisation(models.Model):
    """One line of a child's list: somebody who may collect it on some days, or never may.

    Lines are taken back, never deleted or changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey("childcare.Child", models.PROTECT, related_name="pickups")
    # The guardian who said so; the record of changes is read on her page.
    said_by = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    # Where it is somebody who takes part herself; her name is kept beside all the same.
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    folded_name = NameKeyField(key=fold)
    relation = models.CharField(_("relation to the child"), max_length=60, blank=True)
    phone = EncryptedTextField(_("phone"), max_length=20, blank=True)
    from_on = models.DateField(_("from"), default=timezone.localdate)
    to_on = models.DateField(_("until, not including"), null=True, blank=True)
    is_blocked = models.BooleanField(_("must not collect"), default=False)
    blocked_reason = EncryptedTextField(_("reason, confidential"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PickupQuerySet.as_manager()

    class Meta:
        verbose_name = _("who may collect")
        verbose_name_plural = _("who may collect")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="pickup_has_a_name",
                violation_error_message=_("Write the name of who may collect."),
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")),
                name="pickup_not_empty",
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(is_blocked=True, to_on=None, blocked_reason__isnull=False)
                | Q(is_blocked=False, blocked_reason__isnull=True),
                name="pickup_blocked_with_a_reason",
                violation_error_message=_("Say why, for the manager alone; it has no last day."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="pickup_revoked_by_somebody",
                violation_error_message=_("What is taken back says who took it back."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """What the folded name is made from."""
        return self.name

    def is_valid_on(self, day: date) -> bool:
        """Whether it lets somebody collect on a day."""
        return (
            not self.is_blocked
            and self.revoked_at is None
            and self.from_on <= day
            and (self.to_on is None or day < self.to_on)
        )
