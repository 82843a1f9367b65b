from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

MOST = 1000
"""Pieces of one thing for one woman."""

MOST_MONEY = 100_000_000


class HandoutQuerySet(models.QuerySet["Handout"]):
    """Questions about what women received."""

    def standing(self) -> HandoutQuerySet:
        """Those that nobody took back."""
        return self.filter(taken_back_at=None)


class Handout(models.Model):
    """What one woman received on one day, and how she confirmed it.

    A thing is counted in pieces, money for the way in dinars. A mistake is taken back and stays.
    """

    class Item(models.TextChoices):
        KIT = "kit", _("sewing kit")
        MACHINE = "machine", _("sewing machine")
        FABRIC = "fabric", _("fabric")
        TRANSPORT = "transport", _("money for the way")
        OTHER = "other", _("something else")

    class Confirmation(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        THUMB = "thumb", _("thumbprint")
        WITNESS = "witness", _("a witness")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Made with the form, so that a button pressed twice gives once.
    batch = models.UUIDField(editable=False)
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="handouts")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="handouts")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    session = models.ForeignKey(
        "trainings.Session", models.PROTECT, null=True, blank=True, related_name="handouts"
    )
    item = models.CharField(_("what"), max_length=9, choices=Item)
    name = models.CharField(_("what else"), max_length=60, blank=True, default="")
    quantity = models.PositiveSmallIntegerField(_("pieces"), null=True, blank=True)
    amount = models.PositiveIntegerField(_("dinars"), null=True, blank=True)
    on_day = models.DateField(_("day"))
    confirmation = models.CharField(_("confirmed by"), max_length=9, choices=Confirmation)
    witness = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HandoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        ordering = ["-on_day", "-noted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "enrolment"],
                name="handout_once_per_form",
                violation_error_message=_("This was written down already."),
            ),
            models.UniqueConstraint(
                fields=["session", "enrolment", "item", "name"],
                condition=Q(session__isnull=False, taken_back_at=None),
                name="handout_of_a_kind_once_per_session",
                violation_error_message=_("One of them has received this at this session already."),
            ),
            models.UniqueConstraint(
                # Two who write the same signed list down, each from a page of her own.
                fields=["on_day", "enrolment", "item", "name"],
                condition=Q(taken_back_at=None),
                name="handout_of_a_kind_once_per_day",
                violation_error_message=_("One of them has received this on that day already."),
            ),
            models.CheckConstraint(
                # A check that answers with nothing lets a row in, so what has to be there is named.
                condition=Q(item="transport", quantity=None)
                & Q(amount__isnull=False, amount__range=(1, MOST_MONEY))
                | ~Q(item="transport")
                & Q(amount=None, quantity__isnull=False, quantity__range=(1, MOST)),
                name="handout_counts_pieces_or_money",
                violation_error_message=_("Things are counted in pieces, money in dinars."),
            ),
            models.CheckConstraint(
                condition=Q(item="other") & ~Q(name="") | ~Q(item="other") & Q(name=""),
                name="handout_of_something_else_says_what",
                violation_error_message=_("Say what else they received."),
            ),
            models.CheckConstraint(
                condition=Q(confirmation="witness", witness__isnull=False)
                | ~Q(confirmation="witness") & Q(witness=None),
                name="handout_witness_has_a_name",
                violation_error_message=_("Say who witnessed it."),
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="handout_taken_back_says_who",
                violation_error_message=_("What is taken back says who did it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_item_display()
