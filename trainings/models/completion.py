from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Completion(models.Model):
    """What was decided of a woman when her cohort was closed, and what the rule had proposed.

    `conditions` keeps what the rule saw that day, one entry a condition: its `code`, whether it
    was `met`, and the numbers of its line.
    """

    class Outcome(models.TextChoices):
        COMPLETED = "completed", _("completed")
        NOT_COMPLETED = "not_completed", _("not completed")

    class Reason(models.TextChoices):
        CAUGHT_UP = "caught_up", _("she caught up on what she missed")
        SHOWED_IT = "showed_it", _("she showed that she can do it")
        GOOD_REASON = "good_reason", _("she was away for a good reason")
        NOT_READY = "not_ready", _("she would like to repeat it")
        OTHER = "other", _("other")

    enrolment = models.OneToOneField(
        "trainings.Enrolment", models.PROTECT, primary_key=True, related_name="completion"
    )
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="completions")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    proposed = models.CharField(_("proposal"), max_length=13, choices=Outcome)
    outcome = models.CharField(_("decision"), max_length=13, choices=Outcome)
    reason = models.CharField(
        _("why it differs"), max_length=11, choices=Reason, blank=True, default=""
    )
    conditions: models.JSONField[Any, Any] = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=F("proposed"), reason="")
                | ~Q(outcome=F("proposed")) & ~Q(reason=""),
                name="completion_says_why_it_differs",
                violation_error_message=_("Say why, where you decide otherwise than proposed."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
