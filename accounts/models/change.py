from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Change(models.Model):
    """What was done to one row, and by whom; triggers write it, whatever path the change took.

    `before` and `after` hold the fields that changed. An encrypted one is only "changed".
    """

    class Action(models.TextChoices):
        INSERT = "insert", pgettext_lazy("change", "added")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("removed")
        BLANK = "blank", _("made unreadable")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("when"))
    # No foreign keys: the record outlives what it is about.
    user_id = models.UUIDField(null=True)
    service = models.CharField(max_length=60, blank=True, default="")
    request = models.CharField(max_length=32, blank=True, default="")
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    action = models.CharField(_("what"), max_length=6, choices=Action)
    before: models.JSONField[Any, Any] = models.JSONField(null=True)
    after: models.JSONField[Any, Any] = models.JSONField(null=True)
    participant_id = models.UUIDField(null=True)
    enrolment_id = models.UUIDField(null=True)
    project_site_id = models.IntegerField(null=True)
    # What the seal of the day holds of this row, so that its values can be blanked later.
    salt = models.UUIDField(null=True)
    digest = models.BinaryField(null=True)
    blanked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["at"], name="change_at"),
            models.Index(
                fields=["participant_id"],
                name="change_participant",
                condition=Q(participant_id__isnull=False),
            ),
            models.Index(
                fields=["enrolment_id"],
                name="change_enrolment",
                condition=Q(enrolment_id__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["insert", "update", "delete", "blank"]),
                name="change_action_known",
                violation_error_message=_("This kind of change does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.action}"


class Seal(models.Model):
    """The hash of one day's record, chained to the day before: a row taken away shows."""

    on_day = models.DateField(_("day"), primary_key=True)
    changes = models.PositiveIntegerField(_("rows"))
    last_id = models.BigIntegerField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["on_day"]

    def __str__(self) -> str:
        return f"{self.on_day}"
