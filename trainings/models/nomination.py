from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7


class Nomination(models.Model):
    """A woman's way from a course that she completed to the next one.

    Nominated, offered, accepted or declined; once accepted she gets a place, or one on the waiting
    list: that is the state of `enrolment`. Taken back where she turns out not to have completed the
    course before.
    """

    class State(models.TextChoices):
        NOMINATED = "nominated", _("nominated")
        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")

    class Declined(models.TextChoices):
        TIME = "time", _("she has no time")
        FAMILY = "family", _("her family does not want it")
        WORK = "work", _("she works now")
        CHILDREN = "children", _("her children")
        TRANSPORT = "transport", _("she cannot get here")
        MOVED = "moved", _("she moves away")
        NOT_FOR_HER = "not_for_her", _("it is not for her")
        LATER = "later", _("rather another time")
        UNSAID = "unsaid", _("she would rather not say")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The place in the course that she completed.
    enrolment_before = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, related_name="nominations"
    )
    cohort_before = models.ForeignKey(
        "trainings.Cohort", models.PROTECT, related_name="nominations"
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="nominations"
    )
    course = models.ForeignKey("trainings.Course", models.PROTECT, related_name="nominations")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.NOMINATED)
    declined_because = models.CharField(
        _("why she declined"), max_length=11, choices=Declined, blank=True, default=""
    )
    enrolment = models.OneToOneField(
        "trainings.Enrolment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nomination",
    )
    state_at = models.DateTimeField()
    state_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-state_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "course", "project_site"],
                condition=~Q(state__in=["declined", "withdrawn"]),
                name="nomination_once_per_course",
                violation_error_message=_("She is nominated for this course already."),
            ),
            models.CheckConstraint(
                condition=Q(state="declined") & ~Q(declined_because="")
                | ~Q(state="declined") & Q(declined_because=""),
                name="nomination_declined_says_why",
                violation_error_message=_("Say why she declined."),
            ),
            models.CheckConstraint(
                condition=Q(enrolment=None) | Q(state="accepted"),
                name="nomination_enrolled_was_accepted",
                violation_error_message=_("Only who accepted gets a place."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
