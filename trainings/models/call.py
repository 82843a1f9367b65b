from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Call(models.Model):
    """One attempt to reach a woman who was absent: by whom, how, and what came of it.

    Who called whom is kept to ask the same friend again, and is in no report.
    """

    class Channel(models.TextChoices):
        CALL = "call", _("by phone")
        MESSAGE = "message", _("by message")
        VISIT = "visit", _("at her home")
        MET = "met", _("they met")

    class Caller(models.TextChoices):
        STAFF = "staff", _("staff")
        PEER = "peer", _("another participant")
        FRIENDS = "friends", _("her friends, on their own")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached her")
        FAMILY = "family", _("reached somebody in her family")
        NO_ANSWER = "no_answer", _("no answer")
        WRONG_NUMBER = "wrong_number", _("the number does not work")

    # Made with the form, so that a button pressed twice counts once.
    id = models.UUIDField(primary_key=True, editable=False)
    follow_up = models.ForeignKey("trainings.FollowUp", models.PROTECT, related_name="calls")
    # Whom they called, and where; a composite foreign key keeps them those of the follow-up.
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="+")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    made_on = models.DateField(_("day"))
    channel = models.CharField(_("how"), max_length=7, choices=Channel, default=Channel.CALL)
    caller = models.CharField(_("who"), max_length=7, choices=Caller)
    peer = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["noted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(caller="peer", peer__isnull=False) | ~Q(caller="peer") & Q(peer=None),
                name="call_by_a_peer_says_by_whom",
                violation_error_message=_("Say which participant called."),
            ),
            models.CheckConstraint(
                condition=Q(peer=None) | ~Q(peer=F("enrolment")),
                name="call_peer_is_another",
                violation_error_message=_("Nobody calls herself."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
