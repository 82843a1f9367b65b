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

    class Shelter(models.TextChoices):
        OWN = "own", _("own home")
        RENTED = "rented", _("rented home")
        HOSTED = "hosted", _("with relatives or friends")
        CAMP = "camp", _("camp")
        INFORMAL = "informal", _("informal settlement")
        UNFINISHED = "unfinished", _("unfinished or abandoned building")
        COLLECTIVE = "collective", _("school, mosque or other public building")
        OTHER = "other", _("other")

    class Source(models.TextChoices):
        HERSELF = "herself", _("she said so")
        FAMILY = "family", _("her family said so")
        DOCUMENT = "document", _("a document")
        LIST = "list", _("a list of another organisation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    participant = models.ForeignKey(
        "participants.Participant",
        models.PROTECT,
        related_name="displacement_episodes",
        db_index=False,
    )
    status = models.CharField(_("status"), max_length=16, choices=Status)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"), null=True, blank=True)
    origin = models.ForeignKey(
        "programmes.AdminArea",
        models.PROTECT,
        verbose_name=_("where she comes from"),
        null=True,
        blank=True,
        related_name="+",
    )
    shelter = models.CharField(
        _("where she lives"), max_length=10, choices=Shelter, blank=True, default=""
    )
    source = models.CharField(
        _("how we know"), max_length=8, choices=Source, blank=True, default=""
    )

    class Meta:
        verbose_name = _("displacement episode")
        verbose_name_plural = _("displacement episodes")
        ordering = ["participant", "from_on"]
        indexes = [
            # Her status on a day is asked for each mark: from the index of the constraint that
            # takes thirty times as long.
            models.Index(
                fields=["participant", "from_on"],
                include=["to_on", "status"],
                name="displacement_episode_on_a_day",
            ),
        ]
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
