from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import EncryptedTextField
from core.ids import uuid7
from core.translated import Translated

REFUSED = "refused"
"""What is kept of who prefers not to say: that she was asked, and need not be asked again."""


class IdentityValueQuerySet(models.QuerySet["IdentityValue"]):
    """Questions about what can be answered."""

    def offered(self, kind: str) -> Self:
        """Those of a kind that are asked today, in the order of the list."""
        return self.filter(kind=kind, is_offered=True)


class IdentityValue(models.Model):
    """One answer to the question for ethnicity or belief; administrators keep the lists."""

    class Kind(models.TextChoices):
        ETHNICITY = "ethnicity", _("ethnicity")
        BELIEF = "belief", _("religion or belief")

    kind = models.CharField(_("list"), max_length=9, choices=Kind)
    code = models.SlugField(_("code"), max_length=30)
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_ckb = models.CharField(_("name in Kurdish"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_tr = models.CharField(_("name in Turkmen"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    is_offered = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("What is not offered any more stays readable where it was answered."),
    )

    name = Translated()
    objects = IdentityValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer on community identity")
        verbose_name_plural = _("answers on community identity")
        ordering = ["kind", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="identity_value_code_once",
                violation_error_message=_("This list has an answer with that code already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(code=REFUSED),
                name="identity_value_is_no_refusal",
                violation_error_message=_("“Prefer not to say” is always offered by itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommunityIdentity(models.Model):
    """What somebody said of her ethnicity and belief: apart from her record, and encrypted.

    Both columns hold the code of an `IdentityValue`, `refused`, or nothing when not asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.OneToOneField(
        "participants.Participant", models.PROTECT, related_name="community_identity"
    )
    ethnicity = EncryptedTextField(_("ethnicity"), max_length=30, blank=True, default="")
    belief = EncryptedTextField(_("religion or belief"), max_length=30, blank=True, default="")
    said_on = models.DateField(_("said on"))

    class Meta:
        verbose_name = _("community identity")
        verbose_name_plural = _("community identities")

    def __str__(self) -> str:
        return str(self.pk)
