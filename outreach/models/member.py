from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from outreach.models.words import CHILDREN, AgeBand, GarmentKind
from participants.models import DisplacementEpisode, Participant

if TYPE_CHECKING:
    pass


class MemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Questions about who lives in a household."""

    def living_there(self) -> Self:
        """Those who have not moved out."""
        return self.filter(gone_at=None)


class HouseholdMember(models.Model):
    """One line for one person of a household, without a name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(
        "outreach.HouseholdInNeed", models.PROTECT, related_name="members"
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    label = models.CharField(_("who it is"), max_length=40)
    sex = models.CharField(_("sex"), max_length=1, choices=Participant.Sex)
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=DisplacementEpisode.Status,
        default=DisplacementEpisode.Status.UNKNOWN,
    )
    is_head = models.BooleanField(_("heads the household"), default=False)
    wants = ArrayField(
        models.CharField(max_length=8, choices=GarmentKind),
        verbose_name=_("needs"),
        default=list,
        blank=True,
    )
    gone_at = models.DateTimeField(_("moved out"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of households")
        ordering = ["household", "-is_head", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label=""),
                name="household_member_has_a_label",
                violation_error_message=_("Say who it is, such as “mother” or “second son”."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(is_head=True, gone_at=None),
                name="household_one_head",
                violation_error_message=_("This household has a head already."),
            ),
            # What composite foreign keys of measurements and garments point to.
            models.UniqueConstraint(fields=["id", "household"], name="member_with_household"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_child(self) -> bool:
        """True under 18: a child grows out of a measurement."""
        return self.age_band in CHILDREN
