from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from core.fields import EncryptedTextField
from core.ids import uuid7
from outreach.models.words import SideWord


class TeamQuerySet(models.QuerySet["Team"]):
    """Questions about teams."""

    def together(self) -> Self:
        """Those that have not been split."""
        return self.filter(Exists(RoundGraduate.objects.filter(team=OuterRef("pk"))))


class Team(models.Model):
    """Two graduates of one side who visit together; a split team stays with its visits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="teams")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    side = models.CharField(_("side"), max_length=9, choices=SideWord)
    # Where its way begins, so that it visits near by.
    area = models.ForeignKey(
        "programmes.AdminArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    neighbourhood = EncryptedTextField(_("neighbourhood"), max_length=80, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="team_number_once_per_round",
                violation_error_message=_("Another team of this round has this number."),
            ),
            models.CheckConstraint(
                condition=~Q(side=""),
                name="team_has_a_side",
                violation_error_message=_("A team is of one side."),
            ),
            # What composite foreign keys point to: its women, and its visits.
            models.UniqueConstraint(fields=["id", "round", "side"], name="team_with_side"),
            models.UniqueConstraint(fields=["id", "round"], name="team_with_round"),
        ]

    def __str__(self) -> str:
        return text("Team %(number)s") % {"number": self.number}


class RoundGraduate(models.Model):
    """A graduate who takes part in a round; in a team she keeps the side of its beginning."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="graduates")
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="+")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    # Empty where her status is not resolved; the database lets no such woman into a team.
    side = models.CharField(_("side"), max_length=9, choices=SideWord, blank=True, default="")
    team = models.ForeignKey(
        "outreach.Team", models.PROTECT, null=True, blank=True, related_name="graduates"
    )

    class Meta:
        verbose_name = _("graduate of a round")
        verbose_name_plural = _("graduates of rounds")
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "enrolment"],
                name="round_graduate_once",
                violation_error_message=_("She takes part in this round already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.enrolment.participant)
