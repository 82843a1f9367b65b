from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.ids import uuid7


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about grants."""

    def active_on(self, day: date) -> Self:
        """Those that open something on a day."""
        return self.filter(Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gt=day))


class Grant(models.Model):
    """A role at a project, a site, both or everywhere, from a day until before another.

    Grants are ended, never deleted: they say what somebody had a right to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    project = models.ForeignKey(
        "programmes.Project", models.PROTECT, null=True, blank=True, verbose_name=_("project")
    )
    site = models.ForeignKey(
        "programmes.Site", models.PROTECT, null=True, blank=True, verbose_name=_("site")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["user", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="grant_ends_after_start",
                violation_error_message=_("A grant cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="grant_role_known",
                violation_error_message=_("This role does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"
