from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.fields import EncryptedTextField
from core.ids import uuid7
from participants.models import Participant

if TYPE_CHECKING:
    from core.scope import Scoped


class ChildQuerySet(models.QuerySet["Child"]):
    """Questions about children."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "childcare.Child"))


class Child(models.Model):
    """A child that comes along with somebody who takes part."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        ESTIMATED = "estimated", _("estimated")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # With whom it was registered, as a rule its mother; where she is known, it is.
    guardian = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    sex = models.CharField(
        _("sex"), max_length=1, choices=Participant.Sex, default=Participant.Sex.UNKNOWN
    )
    born_on = models.DateField(_("born on"))
    born_precision = models.CharField(
        _("how exact"), max_length=9, choices=Precision, default=Precision.DAY
    )
    allergies = EncryptedTextField(_("allergies"), max_length=300, blank=True)
    medicine = EncryptedTextField(_("medicine"), max_length=300, blank=True)
    notes = EncryptedTextField(_("what the carers should know"), max_length=500, blank=True)
    # The guardian said yes to the playroom and to keeping this, before a member of staff.
    agreed_at = models.DateTimeField(_("agreed at"), default=timezone.now)
    agreed_before = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("witness")
    )

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        ordering = ["born_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="child_has_a_name",
                violation_error_message=_("A child needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("childcare:child_detail", args=[self.pk])

    def age_on(self, day: date) -> int:
        """Whole years on a day."""
        return age_on(self.born_on, day)


class Guardianship(models.Model):
    """Somebody who takes part and is responsible for a child: she may bring and collect it."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        GRANDMOTHER = "grandmother", _("grandmother")
        AUNT = "aunt", _("aunt")
        SISTER = "sister", _("sister")
        FATHER = "father", _("father")
        OTHER = "other", _("another guardian")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey("childcare.Child", models.PROTECT, related_name="guardianships")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="guardianships"
    )
    relation = models.CharField(
        _("relation"), max_length=11, choices=Relation, default=Relation.MOTHER
    )

    class Meta:
        verbose_name = _("guardian")
        verbose_name_plural = _("guardians")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "participant"],
                name="guardianship_once",
                violation_error_message=_("She is a guardian of this child already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_relation_display()


def age_on(born_on: date, day: date) -> int:
    """Whole years between a birth and a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
