from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.fields import EncryptedTextField
from core.ids import uuid7
from outreach.models.words import Basis, FoundBy
from participants.models.participant import Spoken

if TYPE_CHECKING:
    from core.scope import Scoped


class HouseholdQuerySet(models.QuerySet["HouseholdInNeed"]):
    """Questions about households in need."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "outreach.HouseholdInNeed"))

    def open(self) -> Self:
        """Those that still wait for something."""
        return self.filter(closed_at=None)

    def safe(self) -> Self:
        """Those whose address may be planned."""
        return self.filter(unsafe_at=None)


class HouseholdInNeed(models.Model):
    """People under one roof for whom clothes are sewn; known by a number, never by a name."""

    class Urgency(models.IntegerChoices):
        USUAL = 1, _("usual")
        SOON = 2, _("soon")
        URGENT = 3, _("urgent")

    class ClosedReason(models.TextChoices):
        HELPED = "helped", _("has what it needed")
        MOVED = "moved", _("moved away")
        REFUSED = "refused", _("does not want visits")
        MISTAKE = "mistake", _("written down twice or by mistake")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    area = models.ForeignKey(
        "programmes.AdminArea", models.PROTECT, related_name="+", verbose_name=_("area")
    )
    neighbourhood = EncryptedTextField(_("neighbourhood"), max_length=80, blank=True)
    address = EncryptedTextField(_("address"), max_length=300, blank=True)
    phone = EncryptedTextField(_("phone"), max_length=20, blank=True)
    safe_to_call = models.BooleanField(_("safe to call"), null=True, blank=True)
    languages = ArrayField(
        models.CharField(max_length=5, choices=Spoken),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    basis = ArrayField(
        models.CharField(max_length=14, choices=Basis), verbose_name=_("why it is in need")
    )
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency, default=Urgency.USUAL)
    found_by = models.CharField(_("who pointed it out"), max_length=10, choices=FoundBy)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    # An unsafe address is closed for planning until somebody says that it is safe again.
    unsafe_at = models.DateTimeField(null=True, blank=True)
    unsafe_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_reason = models.CharField(
        _("why"), max_length=8, choices=ClosedReason, blank=True, default=""
    )
    # The first day on which somebody of the household visited the women in her turn.
    came_on = models.DateField(_("came to visit us on"), null=True, blank=True)
    came_noted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household in need")
        verbose_name_plural = _("households in need")
        ordering = ["project_site", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_site", "number"],
                name="household_number_once_per_place",
                violation_error_message=_("Another household has this number."),
            ),
            models.CheckConstraint(
                condition=Q(basis__len__gt=0),
                name="household_says_why_in_need",
                violation_error_message=_("Say why the household is in need."),
            ),
            models.CheckConstraint(
                condition=Q(urgency__range=(1, 3)),
                name="household_urgency_known",
                violation_error_message=_("Urgency is usual, soon or urgent."),
            ),
            models.CheckConstraint(
                condition=Q(unsafe_at=None, unsafe_by=None)
                | Q(unsafe_at__isnull=False, unsafe_by__isnull=False),
                name="household_unsafe_says_who",
                violation_error_message=_("An unsafe address says who said so."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_reason="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_reason=""),
                name="household_closed_says_who_and_why",
                violation_error_message=_("A closed household says who closed it and why."),
            ),
            models.CheckConstraint(
                condition=Q(came_on=None, came_noted_by=None)
                | Q(came_on__isnull=False, came_noted_by__isnull=False),
                name="household_came_says_who_noted_it",
                violation_error_message=_("A visit in return says who noted it."),
            ),
            # What composite foreign keys point to.
            models.UniqueConstraint(fields=["id", "project_site"], name="household_with_place"),
        ]

    def __str__(self) -> str:
        return text("Household %(number)s") % {"number": self.number}
