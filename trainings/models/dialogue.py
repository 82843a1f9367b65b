from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DialogueNote(models.Model):
    """Four taps at the end of a dialogue; no names and no story."""

    class Mood(models.TextChoices):
        WELL = "well", _("went well")
        MIXED = "mixed", pgettext_lazy("how a talk went", "mixed")
        TENSE = "tense", _("tense")

    session = models.OneToOneField(
        "trainings.Session", models.PROTECT, primary_key=True, related_name="dialogue_note"
    )
    module = models.ForeignKey(
        "trainings.Module", models.PROTECT, null=True, blank=True, verbose_name=_("topic")
    )
    other_topic = models.CharField(_("another topic"), max_length=160, blank=True, default="")
    languages = ArrayField(
        models.CharField(max_length=5, choices=settings.LANGUAGES),
        verbose_name=_("languages spoken"),
        default=list,
    )
    mood = models.CharField(_("how it went"), max_length=5, choices=Mood)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("dialogue note")
        verbose_name_plural = _("dialogue notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(module=None) & ~Q(other_topic="")
                | Q(module__isnull=False, other_topic=""),
                name="dialogue_note_has_one_topic",
                violation_error_message=_("Choose a topic, or name another one."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_mood_display()
