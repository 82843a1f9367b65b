"""What is true of the installation as a whole."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """The one row that says what this installation is; made by the first migration."""

    class Kind(models.TextChoices):
        DEMO = "demo", _("demo")
        REAL = "real", _("real")

    kind = models.CharField(max_length=4, choices=Kind, default=Kind.REAL)
    # A phone that sees another restore_id offers its acknowledged events again.
    restore_id = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="installation_only_one",
                violation_error_message=_("There is one installation only."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["demo", "real"]),
                name="installation_kind_known",
                violation_error_message=_("An installation is a demo or real."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def get(cls) -> Installation:
        """The row, made anew if it was lost."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def renew_restore_id(cls) -> uuid.UUID:
        """Tell every phone that the database is another one than it knew."""
        renewed = uuid.uuid4()
        cls.objects.update_or_create(pk=1, defaults={"restore_id": renewed})
        return renewed

    @property
    def is_demo(self) -> bool:
        """True where everybody is invented."""
        return self.kind == self.Kind.DEMO
