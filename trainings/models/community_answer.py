from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import EncryptedTextField
from core.ids import uuid7


class CommunityAnswer(models.Model):
    """What was told of the communities of a class on a day: of the class, or of one who waits.

    Kept so that asking again on the same day tells nothing new, whatever was changed meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    # Nobody, where it is told of the class itself.
    enrolment = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_day = models.DateField(_("day"))
    # One letter each, so that its length tells nothing.
    answer = EncryptedTextField(_("answer"), max_length=1)
    asked_at = models.DateTimeField(_("when"))
    asked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name=_("by whom"), related_name="+"
    )

    class Meta:
        verbose_name = _("answer about communities")
        verbose_name_plural = _("answers about communities")
        ordering = ["-on_day", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "enrolment", "on_day"],
                nulls_distinct=False,
                name="community_answer_once_a_day",
                violation_error_message=_("This was asked today already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
