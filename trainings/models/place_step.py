from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from trainings.models.enrolment import Enrolment
from trainings.models.follow_up import FollowUp


class PlaceStep(models.Model):
    """One step in the life of a place: what it became, from which day on, by whom, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="steps")
    state = models.CharField(_("state"), max_length=11, choices=Enrolment.State)
    on_day = models.DateField(_("from"))
    leaving = models.CharField(
        _("why she does not come any more"),
        max_length=9,
        choices=FollowUp.Leaving,
        blank=True,
        default="",
    )
    # Why somebody got a place that was kept for the balance of the class.
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name=_("by whom"), related_name="+"
    )

    class Meta:
        verbose_name = _("step of a place")
        verbose_name_plural = _("steps of places")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(leaving=""),
                name="place_step_says_why_she_left",
                violation_error_message=_("Say why she does not come any more."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
