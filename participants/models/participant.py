from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Collate, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.collation import sort_key
from core.fields import EncryptedTextField, KeyedIndexField
from core.ids import uuid7
from participants.births import is_minor_at
from participants.models.canonical import CanonicalField, KnownAtField
from participants.models.code import CodeField
from participants.models.generated import BEGINNING, FOLD, SKELETON, SLIPS, name_key, words_of
from participants.models.name_key import NameKeyField
from participants.models.phone_keys import PhoneTailsField, tails_to_ask

if TYPE_CHECKING:
    from core.scope import Scoped


MADE = ("sort_key", "phone_index", "phone_tails")
"""Columns that are made from others whenever a row is written."""

NAMELESS = "—"
"""What stands for the name of somebody who was made anonymous."""


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Questions about people."""

    def visible_to(self, user: Scoped) -> Self:
        """Those whom any of her roles opens."""
        return self.filter(visible(user.scope, "participants.Participant"))

    def survivors(self) -> Self:
        """One record a person: not those merged into another, nor any made anonymous."""
        return self.filter(canonical=F("pk"), anonymised_at=None)

    def records_of(self, women: Iterable[UUID]) -> Self:
        """Every record of some women, told by the id of any of theirs."""
        asked = Participant.objects.filter(pk__in=list(women))
        return self.filter(canonical__in=asked.values("canonical"))

    def with_phone(self, number: str) -> Self:
        """Those with a whole number, written as +9647701234567."""
        index = Participant._meta.get_field("phone_index")
        return self.filter(phone_index__in=index.ask(number))

    def with_last_digits(self, digits: str, project_sites: Iterable[int]) -> Self:
        """Those whose phone ends in four digits, in the projects of some places."""
        return self.filter(phone_tails__overlap=tails_to_ask(digits, project_sites))


class Spoken(models.TextChoices):
    """Languages of northern Iraq, by their codes in ISO 639."""

    ARABIC = "ar", _("Arabic")
    SORANI = "ckb", _("Kurdish (Sorani)")
    KURMANJI = "kmr", _("Kurdish (Kurmanji)")
    TURKMEN = "tr-iq", _("Turkmen")
    SYRIAC = "syr", _("Syriac")
    ENGLISH = "en", _("English")
    OTHER = "other", _("another language")


class Participant(models.Model):
    """A woman we serve, or a person she came with."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        UNKNOWN = "u", _("not recorded")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")
        ESTIMATED = "estimated", _("estimated")

    class Literacy(models.TextChoices):
        READS = "reads", _("reads and writes")
        LITTLE = "little", _("reads and writes a little")
        NONE = "none", _("does not read or write")

    class BestTime(models.TextChoices):
        MORNING = "morning", _("in the morning")
        NOON = "noon", _("around noon")
        AFTERNOON = "afternoon", _("in the afternoon")
        EVENING = "evening", _("in the evening")

    class PhoneOwner(models.TextChoices):
        OWN = "own", _("her own")
        HUSBAND = "husband", _("her husband's")
        FAMILY = "family", _("somebody's in the family")
        NEIGHBOUR = "neighbour", _("a neighbour's")
        UNKNOWN = "unknown", _("not recorded")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = CodeField(_("code"))
    given = models.CharField(_("given name"), max_length=80)
    father = models.CharField(_("father's name"), max_length=80, blank=True)
    grandfather = models.CharField(_("grandfather's name"), max_length=80, blank=True)
    family = models.CharField(_("family name"), max_length=80, blank=True)
    latin_name = models.CharField(
        _("name in Latin letters"), max_length=160, blank=True, default=""
    )
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_precision = models.CharField(
        _("how exact"), max_length=9, choices=Precision, blank=True, default=""
    )
    phone = EncryptedTextField(_("phone"), max_length=20, blank=True, default="")
    phone_index = KeyedIndexField(of="phone")
    phone_tails = PhoneTailsField()
    phone_owner = models.CharField(
        _("whose phone"), max_length=9, choices=PhoneOwner, default=PhoneOwner.UNKNOWN
    )
    safe_to_call = models.BooleanField(_("safe to call"), null=True, blank=True)
    best_time = models.CharField(
        _("best time to call"), max_length=9, choices=BestTime, blank=True, default=""
    )
    area = models.ForeignKey(
        "programmes.AdminArea",
        models.PROTECT,
        verbose_name=_("district"),
        null=True,
        blank=True,
        related_name="+",
    )
    address = EncryptedTextField(_("address"), max_length=300, blank=True, default="")
    language = models.CharField(_("language"), max_length=5, choices=Spoken, blank=True, default="")
    languages = ArrayField(
        models.CharField(max_length=5, choices=Spoken),
        verbose_name=_("languages she speaks"),
        default=list,
        blank=True,
    )
    literacy = models.CharField(
        _("reading and writing"), max_length=6, choices=Literacy, blank=True, default=""
    )
    # What is still to be asked, such as "children for the playroom: 2" of a list.
    to_complete = EncryptedTextField(_("to be completed"), max_length=500, blank=True, default="")
    # Who opens her record: where she was registered, enrolled or a guest, and where those were
    # who turned out to be her. `known_at` is this record's own part; `services.reach` keeps both.
    project_sites = ArrayField(models.IntegerField(), default=list)
    known_at = KnownAtField()
    # Composite keys keep it one level deep; see the migration "merged people".
    canonical = CanonicalField(
        "self", models.PROTECT, related_name="records", editable=False, db_constraint=False
    )
    merged_at = models.DateTimeField(null=True, editable=False)
    anonymised_at = models.DateTimeField(_("made anonymous"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # The same order on screen and on paper; every spelling found by search.
    sort_key = NameKeyField(key=sort_key, db_collation="C")
    folded_name = name_key(FOLD, "given", "father", "grandfather", "family")
    skeleton = name_key(
        SKELETON, "given", "father", "grandfather", "family", "latin_name", around=" "
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["sort_key", "id"]
        indexes = [
            GinIndex(fields=["project_sites"], name="participant_project_sites"),
            GinIndex(fields=["phone_tails"], name="participant_phone_tails"),
            models.Index(fields=["phone_index"], name="participant_phone_index"),
            models.Index(fields=["sort_key", "id"], name="participant_in_order"),
            GinIndex(
                fields=["folded_name"], opclasses=["gin_trgm_ops"], name="participant_folded_name"
            ),
            GinIndex(fields=["skeleton"], opclasses=["gin_trgm_ops"], name="participant_skeleton"),
            models.Index(Collate(Left("folded_name", BEGINNING), "C"), name="participant_begins"),
            GinIndex(
                F("project_sites"),
                words_of("skeleton"),
                Func("skeleton", function=SLIPS),
                name="participant_words",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given=""),
                name="participant_has_a_name",
                violation_error_message=_("A person needs a given name."),
            ),
            models.CheckConstraint(
                condition=Q(born_on=None, born_precision="")
                | Q(born_on__isnull=False) & ~Q(born_precision=""),
                name="participant_birth_date_says_how_exact",
                violation_error_message=_("Say how exact the birth date is."),
            ),
            models.CheckConstraint(
                condition=Q(project_sites__len__gt=0),
                name="participant_belongs_somewhere",
                violation_error_message=_("A person belongs to at least one project at a site."),
            ),
            models.CheckConstraint(
                condition=Q(canonical=F("id"), merged_at=None)
                | ~Q(canonical=F("id")) & Q(merged_at__isnull=False),
                name="participant_merged_says_when",
                violation_error_message=_("A record that was merged says when."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None)
                | Q(
                    given=NAMELESS,
                    father="",
                    grandfather="",
                    family="",
                    latin_name="",
                    phone__isnull=True,
                    address__isnull=True,
                    to_complete__isnull=True,
                ),
                name="participant_anonymous_has_no_name",
                violation_error_message=_("She was made anonymous; nothing is written of her."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is made from other columns true where only some are saved."""
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *MADE}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Her page."""
        return reverse("participants:person_detail", args=[self.pk])

    @property
    def full_name(self) -> str:
        """Her name as written, with the parts that are known."""
        return " ".join(filter(None, (self.given, self.father, self.grandfather, self.family)))

    @property
    def code_text(self) -> str:
        """Her code in two halves, as it is read aloud."""
        return f"{self.code[:4]}-{self.code[4:]}"

    @property
    def spoken(self) -> list[str]:
        """The names of the languages that she speaks."""
        names = dict(Spoken.choices)
        return [str(names[code]) for code in self.languages if code in names]

    @property
    def is_minor(self) -> bool:
        """Whether she may be under 18 today."""
        return is_minor_at(self.born_on, self.born_precision, timezone.localdate())
