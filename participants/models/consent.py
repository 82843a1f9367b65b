from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.translated import Translated


class Purpose(models.TextChoices):
    """What somebody agrees to."""

    PARTICIPATION = "participation", _("taking part")
    DATA_PROCESSING = "data_processing", _("keeping her data")


class ConsentText(models.Model):
    """The words that a person agrees to; a new wording is a new version."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"))
    text_ar = models.TextField()
    text_ckb = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_tr = models.TextField(blank=True)

    text = Translated()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"],
                name="consent_text_version_once",
                violation_error_message=_("This version of the text exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.version}"


class Consent(models.Model):
    """A decision of a person on one text; decisions are added, never changed."""

    class Decision(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class How(models.TextChoices):
        VERBAL = "verbal", _("in words, before a witness")
        SIGNED = "signed", _("signed")
        THUMB = "thumb", _("thumbprint")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="consents"
    )
    text = models.ForeignKey("participants.ConsentText", models.PROTECT)
    decision = models.CharField(_("decision"), max_length=9, choices=Decision)
    how = models.CharField(_("how"), max_length=6, choices=How)
    decided_at = models.DateTimeField(_("when"), default=timezone.now)
    witnessed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name=_("witness"), related_name="+"
    )
    # A walk-in agrees in words at the door; the full text is read with her later.
    is_complete = models.BooleanField(_("text was read with her"), default=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["participant", "-decided_at"]

    def __str__(self) -> str:
        return self.get_decision_display()
