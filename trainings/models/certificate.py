from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

# Without letters and digits that are taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def random_code() -> str:
    """A code that nobody guesses: 12 of 30 signs, about 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH))


class Certificate(models.Model):
    """A paper that says that a woman took part in, or completed, a course.

    Whoever holds it can have it confirmed by its code; what was revoked is told as such.
    """

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", _("certificate of attendance")
        COMPLETION = "completion", _("certificate of completion")

    class Revoked(models.TextChoices):
        MISTAKE = "mistake", _("a mistake in it")
        NAME = "name", _("her name was written otherwise")
        DECISION = "decision", _("the decision was changed")
        LOST = "lost", _("it was lost or taken from her")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    serial = models.BigIntegerField(
        unique=True,
        editable=False,
        db_default=Func(Value("trainings_certificate_serial"), function="nextval"),
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, default=random_code)
    enrolment = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, related_name="certificates"
    )
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="certificates")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    issued_on = models.DateField(_("date"))
    issued_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_because = models.CharField(
        _("why it was revoked"), max_length=8, choices=Revoked, blank=True, default=""
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(revoked_at=None),
                name="certificate_one_valid_per_enrolment",
                violation_error_message=_("She has a valid certificate of this course already."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_because="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_because=""),
                name="certificate_revoked_says_why",
                violation_error_message=_("A revoked certificate says by whom and why."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number on the paper, such as "2026-00042"."""
        return f"{self.issued_on.year}-{self.serial:05d}"

    @property
    def is_valid(self) -> bool:
        """True until it is revoked."""
        return self.revoked_at is None

    @property
    def spelled_code(self) -> str:
        """The code in groups of four, as it is read aloud."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


class CertificatePrint(models.Model):
    """That a certificate was put on paper, the first time or again."""

    certificate = models.ForeignKey("trainings.Certificate", models.PROTECT, related_name="prints")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("print of a certificate")
        verbose_name_plural = _("prints of certificates")
        ordering = ["printed_at"]

    def __str__(self) -> str:
        return f"{self.printed_at:%Y-%m-%d}"
