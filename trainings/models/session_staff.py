from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionStaff(models.Model):
    """Who leads a session; an assignment is ended, never deleted, as it was a right to mark."""

    class Part(models.TextChoices):
        LEAD = "lead", _("leads")
        CO = "co", _("helps to lead")
        SUBSTITUTE = "substitute", _("stands in")

    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="staff")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="assignments")
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.LEAD)
    ended_at = models.DateTimeField(_("taken off at"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                name="session_staff_once",
                violation_error_message=_("She is assigned to this session already."),
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(part="lead", ended_at=None),
                name="session_one_lead",
                violation_error_message=_("A session has one lead."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_part_display()}"
