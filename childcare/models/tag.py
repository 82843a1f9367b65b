from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import EncryptedTextField
from core.ids import uuid7


class DayTag(models.Model):
    """What a family wears on a day: one number for all siblings, and the code of the day.

    Kept, so that printing it again brings the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    on_day = models.DateField()
    guardian = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    code = EncryptedTextField(_("code of the day"), max_length=6)
    # After a few wrong ones the code opens nothing any more that day.
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["on_day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_site", "on_day", "number"],
                name="tag_number_once_a_day",
                violation_error_message=_("Another family has this tag today."),
            ),
            models.UniqueConstraint(
                fields=["project_site", "on_day", "guardian"],
                name="tag_one_per_family_and_day",
                violation_error_message=_("This family has a tag today already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="tag_number_counts_from_one",
                violation_error_message=_("The first tag has number 1."),
            ),
            # What the composite foreign key of stays points to.
            models.UniqueConstraint(
                fields=["id", "project_site", "on_day"], name="tag_with_place_and_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
