from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from core.scope import Scoped


class LookQuerySet(models.QuerySet["Look"]):
    """Questions about who looked."""

    def visible_to(self, user: Scoped) -> Self:
        """Those at the project sites whose record she reads."""
        sites = sorted(user.scope.where("record_see"))
        return self.filter(project_sites__overlap=sites)

    def at_people(self, person_ids: list[Any]) -> Self:
        """Those at some people."""
        return self.filter(participant_id__in=person_ids)


class Look(models.Model):
    """Somebody saw, searched, revealed, printed, exported, signed in or was turned away."""

    class Kind(models.TextChoices):
        VIEW = "view", _("opened a record")
        SEARCH = "search", _("searched")
        REVEAL = "reveal", _("revealed a hidden field")
        EXPORT = "export", _("took a file")
        PRINT = "print", _("printed")
        SIGN_IN = "sign_in", _("signed in")
        SIGN_OUT = "sign_out", _("signed out")
        DENIED = "denied", _("was turned away")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    user_id = models.UUIDField(null=True)
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    # The name of the address, never the address: that could hold an id of somebody else's.
    page = models.CharField(_("page"), max_length=80, blank=True, default="")
    participant_id = models.UUIDField(null=True)
    # Where it was about: the project sites of the person or page, as they were then.
    project_sites = ArrayField(models.IntegerField(), default=list)
    people = models.PositiveIntegerField(_("how many people"), default=0)
    purpose = models.CharField(_("what for"), max_length=200, blank=True, default="")
    request = models.CharField(max_length=32, blank=True, default="")

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["at"], name="look_at"),
            models.Index(
                fields=["participant_id"],
                name="look_participant",
                condition=Q(participant_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
