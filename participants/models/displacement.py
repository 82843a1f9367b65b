from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7


class DisplacementEpisode(models.Model):
    """What a person was, from a day until before another; in the words of IOM DTM."""

    class Status(models.TextChoices):
        HOST = "host", _("host community")
        IDP = "idp", _("displaced")
        IDP_RETURNEE = "idp_returnee", _("returned after displacement")
        REFUGEE = "refugee", _("refugee")
        REFUGEE_RETURNEE = "refugee_returnee", _("returned from abroad")
        OTHER = "other", _("other")
        UNKNOWN = "unknown", _("not recorded")
        REFUSED = "refused", _("prefers not to say")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="displacement_episodes"
    )
    status = models.CharField(_("status"), max_length=16, choices=Status)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"), null=True, blank=True)

    class Meta:
        verbose_name = _("displacement episode")
        verbose_name_plural = _("displacement episodes")
        ordering = ["participant", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")),
                name="displacement_episode_not_empty",
                violation_error_message=_("An episode ends after the day on which it starts."),
            ),
            ExclusionConstraint(
                name="displacement_episodes_do_not_overlap",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    (
                        Func(
                            "from_on", "to_on", function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("She had another status on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()
