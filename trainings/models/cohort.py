from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7
from core.text import unbroken

if TYPE_CHECKING:
    from core.scope import Scoped


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Questions about cohorts."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "trainings.Cohort"))


class Cohort(models.Model):
    """One run of one course version at one project site."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey("trainings.CourseVersion", models.PROTECT, verbose_name=_("course"))
    project_site = models.ForeignKey(
        "programmes.ProjectSite", models.PROTECT, verbose_name=_("place")
    )
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_site", "name"],
                name="cohort_name_once_per_place",
                violation_error_message=_("There is a cohort of that name at this place already."),
            ),
            # What the composite foreign keys of sessions and enrolments point to.
            models.UniqueConstraint(fields=["id", "project_site"], name="cohort_with_project_site"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_start",
                violation_error_message=_("A cohort cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return unbroken(self.name)
