from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from trainings.models.marked import Details, How, Mark, details_fit_the_mark

if TYPE_CHECKING:
    from core.scope import Scoped


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Questions about marks."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "trainings.Attendance"))

    def recorded(self) -> Self:
        """Those that say something; a cleared row does not."""
        return self.exclude(mark=None)


class Attendance(Details):
    """The current mark of one enrolment at one session, as its events left it."""

    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="attendances")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    mark = models.CharField(_("mark"), max_length=7, choices=Mark, null=True, blank=True)
    how = models.CharField(max_length=7, choices=How)
    version = models.IntegerField()
    winner = models.ForeignKey("trainings.AttendanceEvent", models.PROTECT, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"],
                name="attendance_one_per_session_and_enrolment",
                violation_error_message=_("She has a mark at this session already."),
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="attendance_version_counts_from_one",
                violation_error_message=_("The first mark has version 1."),
            ),
            *details_fit_the_mark("attendance"),
        ]

    def __str__(self) -> str:
        return self.get_mark_display() or ""
