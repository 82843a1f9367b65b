from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7
from outreach.models.words import GarmentKind

if TYPE_CHECKING:
    from core.scope import Scoped

STEPS = ("ordered", "cut", "sewn", "checked", "delivered")


class GarmentQuerySet(models.QuerySet["Garment"]):
    """Questions about garments."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "outreach.Garment"))

    def in_the_works(self) -> Self:
        """Those that are neither delivered nor given back."""
        return self.exclude(state__in=Garment.OVER)


def _reached(count: int, *, returned: bool = False) -> Q:
    """Every step up to one was taken, and none after it."""
    taken = Q(returned_at__isnull=not returned)
    for number, name in enumerate(STEPS):
        taken &= Q(**{f"{name}_at__isnull": number >= count})
    return taken


class Garment(models.Model):
    """One piece for one person, from the order to the hand that takes it."""

    class State(models.TextChoices):
        ORDERED = "ordered", _("ordered")
        CUT = "cut", _("cut")
        SEWN = "sewn", _("sewn")
        CHECKED = "checked", _("checked")
        DELIVERED = "delivered", _("delivered")
        RETURNED = "returned", _("given back")

    OVER = (State.DELIVERED, State.RETURNED)

    class Acknowledgement(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        THUMB = "thumb", _("thumbprint")
        WITNESS = "witness", _("a witness")

    class ReturnReason(models.TextChoices):
        SIZE = "size", _("does not fit")
        FAULT = "fault", _("has a fault")
        UNWANTED = "unwanted", _("not wanted")
        GONE = "gone", _("the household is gone")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="garments")
    member = models.ForeignKey("outreach.HouseholdMember", models.PROTECT, related_name="garments")
    household = models.ForeignKey(
        "outreach.HouseholdInNeed", models.PROTECT, related_name="garments"
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=8, choices=GarmentKind)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ORDERED)

    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    cut_at = models.DateTimeField(null=True, blank=True)
    cut_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The measures that it was cut by, whatever is measured later.
    cut_from = models.ForeignKey(
        "outreach.MeasurementSet", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sewn_at = models.DateTimeField(null=True, blank=True)
    sewn_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sewn_by_graduate = models.ForeignKey(
        "outreach.RoundGraduate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sewn_garments",
        verbose_name=_("who sewed it"),
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_visit = models.ForeignKey(
        "outreach.Visit", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    received_by = models.CharField(_("who took it"), max_length=40, blank=True, default="")
    acknowledgement = models.CharField(
        _("confirmed by"), max_length=9, choices=Acknowledgement, blank=True, default=""
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_reason = models.CharField(
        _("why"), max_length=8, choices=ReturnReason, blank=True, default=""
    )

    objects = GarmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("garment")
        verbose_name_plural = _("garments")
        ordering = ["round", "household", "member", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=~Q(state__in=["delivered", "returned"]),
                name="garment_one_of_a_kind_in_the_works",
                violation_error_message=_("The same piece is being sewn for this person already."),
            ),
            models.CheckConstraint(
                condition=Q(state="ordered") & _reached(1)
                | Q(state="cut") & _reached(2)
                | Q(state="sewn") & _reached(3)
                | Q(state="checked") & _reached(4)
                | Q(state="delivered") & _reached(5)
                | Q(state="returned") & (_reached(4, returned=True) | _reached(5, returned=True)),
                name="garment_state_follows_its_steps",
                violation_error_message=_("A garment is ordered, cut, sewn, checked, delivered."),
            ),
            models.CheckConstraint(
                condition=Q(cut_at=None, cut_by=None, cut_from=None)
                | Q(cut_at__isnull=False, cut_by__isnull=False, cut_from__isnull=False),
                name="garment_cut_from_measures",
                violation_error_message=_("A garment is cut from measures."),
            ),
            models.CheckConstraint(
                condition=Q(sewn_at=None, sewn_by=None, sewn_by_graduate=None)
                | Q(sewn_at__isnull=False, sewn_by__isnull=False),
                name="garment_sewn_says_who",
                violation_error_message=_("A sewn garment says who said so."),
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="garment_checked_says_who",
                violation_error_message=_("A checked garment says who checked it."),
            ),
            models.CheckConstraint(
                condition=Q(
                    delivered_at=None,
                    delivered_by=None,
                    delivered_visit=None,
                    received_by="",
                    acknowledgement="",
                )
                | Q(
                    delivered_at__isnull=False,
                    delivered_by__isnull=False,
                    delivered_visit__isnull=False,
                )
                & ~Q(received_by="")
                & ~Q(acknowledgement=""),
                name="garment_delivered_at_a_visit_to_somebody",
                violation_error_message=_(
                    "A garment is delivered at a visit, and somebody takes and confirms it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, returned_reason="")
                | Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(returned_reason=""),
                name="garment_returned_says_why",
                violation_error_message=_("A garment that came back says why."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
