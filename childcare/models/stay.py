from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.fields import EncryptedTextField
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


class StayQuerySet(models.QuerySet["Stay"]):
    """Questions about stays."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "childcare.Stay"))

    def inside(self) -> Self:
        """Those of children who are still there."""
        return self.filter(out_at=None, cancelled_at=None)

    def that_happened(self) -> Self:
        """All but those that were noted by mistake."""
        return self.filter(cancelled_at=None)


class Check(models.TextChoices):
    """How it was made sure that a child went with the right person."""

    MOTHER = "mother", _("the mother or a guardian herself")
    LISTED = "listed", _("on the child's list")
    CODE = "code", _("code of the day")
    SUPERVISOR = "supervisor", _("decided by a supervisor")


NOT_OUT = {
    "out_at": None,
    "out_by": None,
    "out_check": "",
    "out_reason": "",
    "out_key": None,
    "collected_by": None,
    "collected_under": None,
    "collected_name__isnull": True,
}
OUT = {"out_at__isnull": False, "out_by__isnull": False, "cancelled_at": None}


class Stay(models.Model):
    """A child's time in the playroom on a day, tied to a place of its guardian in a cohort."""

    # A phone may make it: the same check-in sent twice is one stay.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey("childcare.Child", models.PROTECT, related_name="stays")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    on_day = models.DateField(_("day"))
    # Her place and not a mark: children come before the roster is taken.
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="stays")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    tag = models.ForeignKey("childcare.DayTag", models.PROTECT, related_name="stays")

    in_at = models.DateTimeField(_("in at"))
    in_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    brought_under = models.ForeignKey(
        "childcare.PickupAuthorisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    brought_name = EncryptedTextField(_("who brought it"), max_length=120, blank=True)

    out_at = models.DateTimeField(_("out at"), null=True, blank=True)
    out_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    out_check = models.CharField(
        _("how it was checked"), max_length=10, choices=Check, blank=True, default=""
    )
    out_reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    # The form that handed it over: the same form sent twice hands over once.
    out_key = models.UUIDField(null=True, blank=True, editable=False)
    collected_by = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    collected_under = models.ForeignKey(
        "childcare.PickupAuthorisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    collected_name = EncryptedTextField(_("who collected it"), max_length=120, blank=True)

    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.CharField(max_length=300, blank=True, default="")

    objects = StayQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["in_at", "id"]
        indexes = [models.Index(fields=["project_site", "on_day"], name="stay_place_and_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(out_at=None, cancelled_at=None),
                name="stay_one_open_per_child",
                violation_error_message=_("This child is noted as inside already."),
            ),
            models.CheckConstraint(
                condition=Q(**NOT_OUT)
                | Q(
                    out_check=Check.MOTHER,
                    collected_by__isnull=False,
                    collected_under=None,
                    collected_name__isnull=True,
                    **OUT,
                )
                | Q(
                    out_check=Check.LISTED,
                    collected_under__isnull=False,
                    collected_by=None,
                    collected_name__isnull=True,
                    **OUT,
                )
                | Q(
                    out_check=Check.CODE,
                    collected_under__isnull=False,
                    collected_by=None,
                    collected_name__isnull=True,
                    **OUT,
                )
                | Q(out_check=Check.SUPERVISOR, collected_name__isnull=False, **OUT)
                & ~Q(out_reason=""),
                name="stay_out_only_with_a_check",
                violation_error_message=_("A child leaves only with somebody who was checked."),
            ),
            models.CheckConstraint(
                condition=Q(out_at=None) | Q(out_at__gte=F("in_at")),
                name="stay_ends_after_it_begins",
                violation_error_message=_("A child leaves after it came."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False)
                & ~Q(cancelled_reason=""),
                name="stay_cancelled_by_somebody",
                violation_error_message=_("What was noted by mistake says who said so, and why."),
            ),
            models.CheckConstraint(
                condition=Q(brought_by__isnull=False, brought_under=None, brought_name__isnull=True)
                | Q(brought_by=None, brought_under__isnull=False, brought_name__isnull=True)
                | Q(brought_by=None, brought_under=None, brought_name__isnull=False),
                name="stay_brought_by_one",
                violation_error_message=_("Say who brought the child."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} · {self.on_day}"

    @property
    def is_inside(self) -> bool:
        """True until the child was handed over."""
        return self.out_at is None and self.cancelled_at is None
