from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7


class Household(models.Model):
    """People who live together; what it is made of is derived from who is in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return str(self.pk)


class HouseholdMemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Questions about who lives with whom."""

    def on(self, day: date) -> Self:
        """Those who live together on a day."""
        return self.filter(Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gt=day))


class HouseholdMember(models.Model):
    """Somebody lives in a household, from a day until before another."""

    class Relation(models.TextChoices):
        HEAD = "head", _("head of the household")
        SPOUSE = "spouse", _("wife or husband of the head")
        CHILD = "child", _("daughter or son of the head")
        PARENT = "parent", _("mother or father of the head")
        RELATIVE = "relative", _("another relative")
        OTHER = "other", _("not a relative")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="household_memberships"
    )
    relation = models.CharField(
        _("relation"), max_length=8, choices=Relation, blank=True, default=""
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"), null=True, blank=True)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of households")
        ordering = ["household", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")),
                name="household_member_not_empty",
                violation_error_message=_("She moves out after the day on which she moves in."),
            ),
            ExclusionConstraint(
                name="household_member_one_at_a_time",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    (
                        Func(
                            "from_on", "to_on", function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("She lives in another household on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
