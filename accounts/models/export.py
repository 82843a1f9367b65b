from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped

    JSONValue = models.JSONField[Any, Any]
else:
    JSONValue = models.JSONField

A_DAY = timedelta(hours=24)


class ExportQuerySet(models.QuerySet["Export"]):
    """Questions about files that went out."""

    def of(self, user: Scoped) -> Self:
        """Those that she asked for herself."""
        return self.filter(created_by=user.scope.user_id)

    def visible_to(self, user: Scoped) -> Self:
        """Her own, and those about the places whose record she reads."""
        places = sorted(user.scope.where(Permission.RECORD_SEE))
        return self.filter(Q(created_by=user.scope.user_id) | Q(project_sites__overlap=places))

    def over(self) -> Self:
        """Those that nobody can take any more, though they still lie on the disk."""
        return self.filter(is_kept=True, expires_at__lte=timezone.now())


class Export(models.Model):
    """A line of the register of files: who asked for what, what for, and how often it was taken.

    `asked` holds the answers of the form, which are ids and codes; it names nobody.
    """

    class Sensitivity(models.TextChoices):
        STATISTICS = "statistics", _("numbers, small groups hidden")
        CODED = "coded", _("codes instead of names")
        IDENTIFIABLE = "identifiable", _("with names")

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel (.xlsx)")
        CSV = "csv", _("CSV (.csv)")
        PDF = "pdf", _("paper (.pdf)")

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("stopped")

    # Made in the browser's form, so that what is sent twice is one file.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    sensitivity = models.CharField(_("what is in it"), max_length=12, choices=Sensitivity)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    project_sites = ArrayField(models.IntegerField(), default=list)
    asked: JSONValue = models.JSONField(default=dict)
    about = models.CharField(_("about"), max_length=200, blank=True, default="")
    purpose = models.CharField(_("what for"), max_length=200, blank=True, default="")
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.READY)
    why = models.CharField(_("why it stopped"), max_length=300, blank=True, default="")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(default=0)
    # It lies on the disk; others are made anew whenever they are taken.
    is_kept = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    expires_at = models.DateTimeField(_("gone after"))
    downloads = models.PositiveIntegerField(_("times taken"), default=0)
    downloaded_at = models.DateTimeField(_("last taken"), null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file that went out")
        verbose_name_plural = _("files that went out")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["created_by", "-created_at"], name="export_of_whom"),
            models.Index(fields=["expires_at"], condition=Q(is_kept=True), name="export_kept"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sensitivity="identifiable") | ~Q(purpose=""),
                name="export_with_names_says_what_for",
                violation_error_message=_("Say what a file with names is for."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="export_expires_after_it_was_asked_for",
                violation_error_message=_("A file expires after it was asked for."),
            ),
            models.CheckConstraint(
                condition=~Q(sensitivity="identifiable")
                | Q(expires_at__lte=F("created_at") + A_DAY),
                name="export_with_names_for_a_day",
                violation_error_message=_("A file with names is there for 24 hours."),
            ),
            models.CheckConstraint(
                condition=Q(state="ready", made_at__isnull=False) | ~Q(state="ready"),
                name="export_ready_says_since_when",
                violation_error_message=_("A file that is ready says when it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.about}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("accounts:file_detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()

    @property
    def is_working(self) -> bool:
        """Whether a job is making it now."""
        return self.state == self.State.MAKING and not self.is_over

    @property
    def has_names(self) -> bool:
        """Whether people can be told from it."""
        return self.sensitivity == self.Sensitivity.IDENTIFIABLE
