from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.merging import STANDING, Merging, undone_by_somebody


class MergedPlace(Merging):
    """A woman had two places in one cohort, under two records; the second counts no more.

    Its marks stay where they are; those copied to the first came as events of this device.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="merged_into")
    into = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="merged_from")
    state_before = models.CharField(max_length=11)

    class Meta:
        verbose_name = _("merged place")
        verbose_name_plural = _("merged places")
        ordering = ["merged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=STANDING,
                name="merged_place_once_until_undone",
                violation_error_message=_("This place is merged already."),
            ),
            models.CheckConstraint(
                condition=~Q(enrolment=F("into")),
                name="merged_place_of_two",
                violation_error_message=_("A place is merged into another one."),
            ),
            undone_by_somebody("merged_place_undone_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
