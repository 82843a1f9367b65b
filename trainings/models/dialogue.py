from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ids import uuid7


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


class Referral(models.Model):
    """That somebody was referred after a session: when and what for, never who nor why."""

    class Kind(models.TextChoices):
        PROTECTION = "protection", _("protection")
        HEALTH = "health", _("health")
        SUPPORT = "support", _("talking to somebody trained")
        LEGAL = "legal", _("legal advice, papers")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="referrals")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.get_kind_display()
