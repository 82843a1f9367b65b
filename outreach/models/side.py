from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models.words import SideWord
from participants.models import DisplacementEpisode


class StatusSide(models.Model):
    """Where a project counts a status otherwise than usual; an empty side is unresolved."""

    project = models.ForeignKey("programmes.Project", models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=16, choices=DisplacementEpisode.Status)
    side = models.CharField(_("side"), max_length=9, choices=SideWord, blank=True, default="")

    class Meta:
        verbose_name = _("side of a status")
        verbose_name_plural = _("sides of statuses")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "status"],
                name="status_side_once_per_project",
                violation_error_message=_("This project counts the status already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.get_side_display()}"
