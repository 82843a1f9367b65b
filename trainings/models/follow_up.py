from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped

PRIORITY_FROM = 2
HOME_VISIT_FROM = 3


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about the tasks that absences open."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "trainings.FollowUp"))

    def open(self) -> Self:
        """Those that nobody has closed."""
        return self.filter(closed_at=None)

    def due_on(self, day: date) -> Self:
        """Open ones that are not silent any more."""
        return self.open().filter(due_on__lte=day)


class FollowUp(models.Model):
    """The task that a spell of absence opens: find out how she is, and that she is missed.

    Marks open, renew, close and remove it (`trainings.absences`); people work on it and say what
    came of it. `absences`, `first_session` and `last_session` tell of the spell.
    """

    class Result(models.TextChoices):
        RETURNED = "returned", _("she is back")
        EXCUSED = "excused", _("she is excused")
        CORRECTED = "corrected", _("she was not absent after all")
        PLACE_ENDED = "place_ended", _("her place has ended")
        WILL_RETURN = "will_return", _("she will come again")
        NEEDS_SUPPORT = "needs_support", _("she needs support")
        LEFT = "left", _("she does not come any more")
        UNREACHABLE = "unreachable", _("nobody could reach her")
        DO_NOT_CONTACT = "do_not_contact", _("she does not want to be contacted")

    class Support(models.TextChoices):
        CHILDCARE = "childcare", _("care for her children")
        TRANSPORT = "transport", _("getting here")
        FAMILY = "family", _("a talk with her family")
        HEALTH = "health", _("health")
        PAPERS = "papers", _("papers, offices")
        MATERIAL = "material", _("material or money")
        SOMEBODY_TRAINED = "trained", _("talking to somebody trained")
        OTHER = "other", _("other")

    class Leaving(models.TextChoices):
        MOVED = "moved", _("she moved away")
        WORK = "work", _("she found work")
        FAMILY = "family", _("her family does not want it")
        HEALTH = "health", _("health")
        CHILDREN = "children", _("her children")
        TRANSPORT = "transport", _("she cannot get here")
        SECURITY = "security", _("she does not feel safe on the way or here")
        COURSE = "course", _("the course is not for her")
        UNSAID = "unsaid", _("she would rather not say")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="follow_ups")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="follow_ups")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    first_session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="+")
    last_session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="+")
    absences = models.PositiveSmallIntegerField(_("absences in a row"))
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("due on"))
    # Another member of the cohort who was asked to call; kept to propose her again.
    peer = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Since when somebody works on it: marks do not close it over her head any more.
    worked_on_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Nobody, where a mark closed it.
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField(
        _("what came of it"), max_length=14, choices=Result, blank=True, default=""
    )
    support = models.CharField(
        _("what she needs"), max_length=9, choices=Support, blank=True, default=""
    )
    leaving = models.CharField(
        _("why she does not come any more"),
        max_length=9,
        choices=Leaving,
        blank=True,
        default="",
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["project_site", "due_on"],
                condition=Q(closed_at=None),
                name="follow_up_open_at_place",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(closed_at=None),
                name="follow_up_one_open_per_enrolment",
                violation_error_message=_("Her absence is being followed up already."),
            ),
            models.CheckConstraint(
                condition=Q(absences__gte=1),
                name="follow_up_counts_from_one",
                violation_error_message=_("A follow-up begins with an absence."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, result="")
                | Q(closed_at__isnull=False) & ~Q(result=""),
                name="follow_up_closed_says_what_came_of_it",
                violation_error_message=_("A closed follow-up says what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(result="needs_support") & ~Q(support="")
                | ~Q(result="needs_support") & Q(support=""),
                name="follow_up_says_which_support",
                violation_error_message=_("Say what she needs, where she needs support."),
            ),
            models.CheckConstraint(
                condition=Q(result="left") & ~Q(leaving="") | ~Q(result="left") & Q(leaving=""),
                name="follow_up_says_why_she_left",
                violation_error_message=_("Say why, where she does not come any more."),
            ),
            models.CheckConstraint(
                condition=Q(peer=None) | ~Q(peer=F("enrolment")),
                name="follow_up_peer_is_another",
                violation_error_message=_("Nobody calls herself."),
            ),
            # What the composite foreign key of calls points to.
            models.UniqueConstraint(
                fields=["id", "enrolment", "cohort", "project_site"],
                name="follow_up_with_enrolment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.absences}"

    def get_absolute_url(self) -> str:
        return reverse("trainings:follow_up_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """True until a mark or a person closes it."""
        return self.closed_at is None

    @property
    def is_urgent(self) -> bool:
        """True from the second absence in a row."""
        return self.absences >= PRIORITY_FROM

    @property
    def asks_for_a_visit(self) -> bool:
        """True from the third absence in a row: a visit at home is proposed."""
        return self.absences >= HOME_VISIT_FROM
