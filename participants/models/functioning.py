from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

QUESTIONS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")


class Difficulty(models.IntegerChoices):
    """The four answers of the Washington Group, with its own codes."""

    NONE = 1, _("No – no difficulty")
    SOME = 2, _("Yes – some difficulty")
    A_LOT = 3, _("Yes – a lot of difficulty")
    CANNOT = 4, _("Cannot do at all")


class Functioning(models.Model):
    """Her answers to the Washington Group Short Set on Functioning, unmodified.

    https://www.washingtongroup-disability.com/question-sets/wg-short-set-on-functioning-wg-ss/
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.OneToOneField(
        "participants.Participant", models.PROTECT, related_name="functioning"
    )
    seeing = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    hearing = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    walking = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    remembering = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    self_care = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    communicating = models.SmallIntegerField(choices=Difficulty, null=True, blank=True)
    said_on = models.DateField(_("said on"))

    class Meta:
        verbose_name = _("answers on functioning")
        verbose_name_plural = _("answers on functioning")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{question}__in": Difficulty.values})
                | Q(**{f"{question}__isnull": True}),
                name=f"functioning_{question}_known",
                violation_error_message=_("This is none of the four answers."),
            )
            for question in QUESTIONS
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def has_disability(self) -> bool:
        """True with at least a lot of difficulty in one domain, as the group counts."""
        return any((getattr(self, question) or 0) >= Difficulty.A_LOT for question in QUESTIONS)
