from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from core.fields import EncryptedTextField, KeyedIndexField
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped

    JSONValue = models.JSONField[Any, Any]
else:
    JSONValue = models.JSONField

STAGED_FOR = timedelta(hours=23, minutes=30)
"""So long the rows of a list are kept; the job that takes them away comes twice an hour."""


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Questions about lists of people that somebody sent."""

    def visible_to(self, user: Scoped) -> Self:
        """Those of the places where she may register people."""
        return self.filter(project_site__in=user.scope.where(Permission.PARTICIPANT_ADD))

    def staged(self) -> Self:
        """Those whose rows are still there."""
        return self.filter(state__in=PeopleImport.STAGED, created_at__gt=_oldest())

    def present(self) -> Self:
        """Those whose rows are still there, and those that were applied."""
        return self.exclude(state__in=PeopleImport.STAGED, created_at__lte=_oldest())

    def over(self) -> Self:
        """Those whose rows have to be gone."""
        return self.filter(created_at__lte=_oldest())


class PeopleImport(models.Model):
    """A list of people that somebody sent, and what became of it.

    `matching` holds which column means what. The counts are known once it was applied.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        OPEN = "open", _("to be looked at")
        APPLYING = "applying", _("being applied")
        FAILED = "failed", _("stopped, nothing was kept")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("taken back")

    STAGED = (State.CHECKING, State.OPEN, State.APPLYING, State.FAILED)
    WORKING = (State.CHECKING, State.APPLYING)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    # People write names into names of files.
    file_name = EncryptedTextField(_("file"), max_length=200)
    digest = EncryptedTextField(max_length=64)
    digest_index = KeyedIndexField(of="digest")
    matching: JSONValue = models.JSONField(default=dict)
    why = models.CharField(_("why it stopped"), max_length=300, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # How many of its women may be known where nobody here sees them: a coordinator will check.
    elsewhere = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The last line of the record that the import itself wrote about its people.
    last_change = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_site", "digest_index"],
                condition=Q(state__in=["checking", "open", "applying", "failed"]),
                name="people_import_same_file_once",
                violation_error_message=_("This file was sent already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["applied", "undone"], applied_at__isnull=False)
                & Q(applied_by__isnull=False)
                | ~Q(state__in=["applied", "undone"]) & Q(applied_at=None, applied_by=None),
                name="people_import_applied_by_somebody",
                violation_error_message=_("What was applied says who applied it."),
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | ~Q(state="undone") & Q(undone_at=None, undone_by=None),
                name="people_import_undone_by_somebody",
                violation_error_message=_("What is taken back says who took it back."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("participants:import_detail", args=[self.pk])

    @property
    def is_working(self) -> bool:
        """Whether something goes on with it now."""
        return self.state in self.WORKING


class ImportRow(models.Model):
    """One row of a list, for a day: its cells, what they were found to mean, and what to do.

    `cells` and `told` are JSON, by `participants.sheets.outcome`.
    """

    class Outcome(models.TextChoices):
        UNCHECKED = "", _("not checked")
        WRONG = "wrong", _("to be put right")
        KNOWN = "known", _("known already")
        CHANGED = "changed", _("changed")
        NEW = "new", _("new")
        SAME = "same", _("unchanged")
        REFUSED = "refused", _("does not agree")

    class Choice(models.TextChoices):
        SAME = "", _("The same woman: nobody is added")
        DIFFERENT = "different", _("Another woman: add her")
        UNSURE = "unsure", _("Not sure: add her, a coordinator looks")

    imported = models.ForeignKey(PeopleImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = EncryptedTextField(max_length=5_000_000)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, default="")
    told = EncryptedTextField(max_length=5_000_000, blank=True, default="")
    choice = models.CharField(max_length=9, choices=Choice, blank=True, default="")
    # Which of several records that a row looks like is hers; the likeliest where nobody said.
    same_as = models.UUIDField(null=True, blank=True)
    is_left_out = models.BooleanField(_("left out"), default=False)

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        ordering = ["imported", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["imported", "number"],
                name="import_row_once",
                violation_error_message=_("A list has each row once."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ImportedPerson(models.Model):
    """What a list did to one record; kept so that the whole of it can be taken back.

    `before` is JSON: what the record and its statuses were where it was there before.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        REACHED = "reached", _("known here since")
        KNOWN = "known", _("known already")

    imported = models.ForeignKey(PeopleImport, models.PROTECT, related_name="people")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="imported"
    )
    row = models.PositiveIntegerField(_("row"))
    kind = models.CharField(max_length=7, choices=Kind)
    before = EncryptedTextField(max_length=10_000, blank=True, default="")

    class Meta:
        verbose_name = _("person of a list")
        verbose_name_plural = _("people of lists")
        ordering = ["imported", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["imported", "row"],
                name="imported_person_once_per_row",
                violation_error_message=_("A list has each row once."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.kind}"


class KnownColumn(models.Model):
    """What a heading means in the lists of a site, as somebody said it; "" is left out."""

    site = models.ForeignKey("programmes.Site", models.CASCADE, related_name="+")
    heading = models.CharField(_("heading"), max_length=80)
    code = models.CharField(_("column"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("known column")
        verbose_name_plural = _("known columns")
        ordering = ["site", "heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "heading"],
                name="known_column_once",
                violation_error_message=_("This heading is known already."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading


def _oldest() -> Any:
    return timezone.now() - STAGED_FOR
