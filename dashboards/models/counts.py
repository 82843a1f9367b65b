"""Counts that triggers keep beside the marks, so that no page has to add up a million of them.

Nothing writes here but `dashboards_recount_across_scopes`; docs/adr/0007 says why.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

SHOWS = ("hers", "marked", "there", "kept", "minutes")
"""What is counted: sessions that were hers, with a mark, there, there or excused; minutes."""


def _away() -> models.DecimalField[Any, Any]:
    """Absences in sixteen counters of eight digits, each of the women whose id ends alike.

    As many different women were away, at least, as there are counters that are not zero.
    """
    return models.DecimalField(max_digits=128, decimal_places=0, db_default=0)


def _beside(model: str, *, db_index: bool = False) -> models.ForeignKey[Any, Any]:
    """A pointer without a constraint: counts are made and removed by triggers alone."""
    return models.ForeignKey(
        model, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=db_index
    )


class SessionCount(models.Model):
    """What women of one status did at one session; made anew whenever anything of it changes."""

    pk = models.CompositePrimaryKey("session_id", "status")
    session = _beside("trainings.Session")
    status = models.CharField(max_length=8)
    cohort = _beside("trainings.Cohort", db_index=True)
    version = _beside("trainings.CourseVersion")
    project_site = _beside("programmes.ProjectSite")
    on_day = models.DateField()
    hers = models.IntegerField()
    marked = models.IntegerField()
    there = models.IntegerField()
    kept = models.IntegerField()
    minutes = models.IntegerField()
    away = _away()

    class Meta:
        verbose_name = _("count of a session")
        verbose_name_plural = _("counts of sessions")
        indexes = [models.Index(fields=["project_site", "on_day"], name="session_count_at_place")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.status}"


class WeekCount(models.Model):
    """The same for all sessions of a course version at a place in a week, from Sunday on.

    A week of two quarters is two rows; the second begins with the quarter. So quarters add up.
    `sessions` are those with a mark of that status: `marked` by `sessions` is the number of women
    at an average session, so at least so many different ones stand behind the row.
    """

    pk = models.CompositePrimaryKey("project_site_id", "week", "version_id", "status")
    project_site = _beside("programmes.ProjectSite")
    week = models.DateField()
    version = _beside("trainings.CourseVersion", db_index=True)
    status = models.CharField(max_length=8)
    sessions = models.IntegerField()
    hers = models.IntegerField()
    marked = models.IntegerField()
    there = models.IntegerField()
    kept = models.IntegerField()
    minutes = models.IntegerField()
    away = _away()

    class Meta:
        verbose_name = _("count of a week")
        verbose_name_plural = _("counts of weeks")

    def __str__(self) -> str:
        return f"{self.project_site_id} · {self.week} · {self.status}"


class CohortCount(models.Model):
    """The same for all sessions of a cohort in a quarter, whoever came.

    `quarter` is its first day; `sessions` are those with a mark.
    """

    pk = models.CompositePrimaryKey("project_site_id", "quarter", "cohort_id")
    project_site = _beside("programmes.ProjectSite")
    quarter = models.DateField()
    cohort = _beside("trainings.Cohort")
    sessions = models.IntegerField()
    marked = models.IntegerField()
    there = models.IntegerField()
    away = _away()

    class Meta:
        verbose_name = _("count of a cohort")
        verbose_name_plural = _("counts of cohorts")

    def __str__(self) -> str:
        return f"{self.project_site_id} · {self.quarter} · {self.cohort_id}"


class PlaceChange(models.Model):
    """Something changed at a place that no count covers: who has a place there, or what she is.

    Only added, so that nobody waits for anybody. What was counted while the same rows stood here
    is still true; see `dashboards.services.remembering`.
    """

    id = models.BigAutoField(primary_key=True)
    project_site = _beside("programmes.ProjectSite")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("change at a place")
        verbose_name_plural = _("changes at places")
        indexes = [models.Index(fields=["project_site", "id"], name="place_change_of_a_place")]

    def __str__(self) -> str:
        return f"{self.project_site_id} · {self.changed_at}"
