from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


class CarerQuerySet(models.QuerySet["Carer"]):
    """Questions about carers."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "childcare.Carer"))

    def cleared_on(self, day: date) -> Self:
        """Those who may be alone with children on a day."""
        return self.filter(
            Q(cleared_until=None) | Q(cleared_until__gte=day),
            cleared_on__lte=day,
            code_signed_on__lte=day,
            ended_at=None,
        )


class Carer(models.Model):
    """An adult who looks after children at a place; she may have a sign-in or none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey(
        "programmes.ProjectSite", models.PROTECT, related_name="+", verbose_name=_("place")
    )
    user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sign-in"),
    )
    name = models.CharField(_("name"), max_length=120)
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)
    cleared_until = models.DateField(_("cleared until"), null=True, blank=True)
    code_signed_on = models.DateField(_("signed the code of conduct on"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CarerQuerySet.as_manager()

    class Meta:
        verbose_name = _("carer")
        verbose_name_plural = _("carers")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="carer_has_a_name",
                violation_error_message=_("A carer needs a name."),
            ),
            models.UniqueConstraint(
                fields=["project_site", "user"],
                condition=Q(user__isnull=False, ended_at=None),
                name="carer_once_per_place",
                violation_error_message=_("She is on this list already."),
            ),
            models.CheckConstraint(
                condition=Q(cleared_until=None)
                | Q(cleared_on__isnull=False, cleared_until__gte=F("cleared_on")),
                name="carer_cleared_from_a_day",
                violation_error_message=_("A clearance ends after the day on which it was given."),
            ),
            # What the composite foreign key of shifts points to.
            models.UniqueConstraint(fields=["id", "project_site"], name="carer_with_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_cleared_on(self, day: date) -> bool:
        """Whether she may be with children on a day: cleared, and the code of conduct signed."""
        return (
            self.ended_at is None
            and self.cleared_on is not None
            and self.cleared_on <= day
            and (self.cleared_until is None or day <= self.cleared_until)
            and self.code_signed_on is not None
            and self.code_signed_on <= day
        )


class Shift(models.Model):
    """A carer's time in the room; whoever is in it counts for the ratio."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    carer = models.ForeignKey("childcare.Carer", models.PROTECT, related_name="shifts")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    in_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["in_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["carer"],
                condition=Q(out_at=None),
                name="shift_one_open_per_carer",
                violation_error_message=_("She is in the room already."),
            ),
            models.CheckConstraint(
                condition=Q(out_at=None) | Q(out_at__gte=F("in_at")),
                name="shift_ends_after_it_begins",
                violation_error_message=_("She leaves after she came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_at:%H:%M}"
