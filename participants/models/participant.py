from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.collation import sort_key
from core.fields import EncryptedTextField
from core.ids import uuid7
from core.text import fold
from participants.models.name_key import NameKeyField

if TYPE_CHECKING:
    from core.scope import Scoped


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Questions about people."""

    def visible_to(self, user: Scoped) -> Self:
        """Those whom any of her roles opens."""
        return self.filter(visible(user.scope, "participants.Participant"))

    def named(self, words: str) -> Self:
        """Those whose name has every one of some words in it, however they are spelled."""
        found = self
        for word in words.split():
            found = found.filter(folded_name__contains=fold(word))
        return found


class Participant(models.Model):
    """A woman we serve, or a person she came with."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        UNKNOWN = "u", _("not recorded")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")
        ESTIMATED = "estimated", _("estimated")

    class PhoneOwner(models.TextChoices):
        OWN = "own", _("her own")
        HUSBAND = "husband", _("her husband's")
        FAMILY = "family", _("somebody's in the family")
        NEIGHBOUR = "neighbour", _("a neighbour's")
        UNKNOWN = "unknown", _("not recorded")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given = models.CharField(_("given name"), max_length=80)
    father = models.CharField(_("father's name"), max_length=80, blank=True)
    grandfather = models.CharField(_("grandfather's name"), max_length=80, blank=True)
    family = models.CharField(_("family name"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_precision = models.CharField(
        _("how exact"), max_length=9, choices=Precision, blank=True, default=""
    )
    phone = EncryptedTextField(_("phone"), max_length=20, blank=True, default="")
    phone_owner = models.CharField(
        _("whose phone"), max_length=9, choices=PhoneOwner, default=PhoneOwner.UNKNOWN
    )
    safe_to_call = models.BooleanField(_("safe to call"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True, default="")
    # Where she was registered, enrolled or a guest; `services.reach` keeps it.
    project_sites = ArrayField(models.IntegerField(), default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    # The same order on screen and on paper; every spelling found by search.
    sort_key = NameKeyField(key=sort_key, db_collation="C")
    folded_name = NameKeyField(key=fold)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["sort_key", "id"]
        indexes = [
            GinIndex(fields=["project_sites"], name="participant_project_sites"),
            GinIndex(
                fields=["folded_name"], opclasses=["gin_trgm_ops"], name="participant_folded_name"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given=""),
                name="participant_has_a_name",
                violation_error_message=_("A person needs a given name."),
            ),
            models.CheckConstraint(
                condition=Q(born_on=None, born_precision="")
                | Q(born_on__isnull=False) & ~Q(born_precision=""),
                name="participant_birth_date_says_how_exact",
                violation_error_message=_("Say how exact the birth date is."),
            ),
            models.CheckConstraint(
                condition=Q(project_sites__len__gt=0),
                name="participant_belongs_somewhere",
                violation_error_message=_("A person belongs to at least one project at a site."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Her name as written, with the parts that are known."""
        return " ".join(filter(None, (self.given, self.father, self.grandfather, self.family)))
