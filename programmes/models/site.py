from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.translated import Translated

if TYPE_CHECKING:
    from core.scope import Scoped


class Site(models.Model):
    """Where it happens; its time zone says which day a moment belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_ckb = models.CharField(_("name in Kurdish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_tr = models.CharField(_("name in Turkmen"), max_length=120, blank=True)
    area = models.ForeignKey(
        "programmes.AdminArea", models.PROTECT, verbose_name=_("administrative area")
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Baghdad")
    projects = models.ManyToManyField(
        "programmes.Project", through="programmes.ProjectSite", related_name="sites"
    )

    name = Translated()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ProjectSiteQuerySet(models.QuerySet["ProjectSite"]):
    """Questions about where which project works."""

    def visible_to(self, user: Scoped) -> Self:
        """Where she holds any role."""
        return self.filter(pk__in=user.scope.project_sites)


class ProjectSite(models.Model):
    """A project at a site: the unit of scope, small enough to stand in every row."""

    id = models.AutoField(primary_key=True)
    project = models.ForeignKey("programmes.Project", models.PROTECT, related_name="project_sites")
    site = models.ForeignKey("programmes.Site", models.PROTECT, related_name="project_sites")

    objects = ProjectSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("project at a site")
        verbose_name_plural = _("projects at sites")
        ordering = ["project", "site"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "site"],
                name="project_site_once",
                violation_error_message=_("This project works at this site already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.project.code}"


class Room(models.Model):
    """A room of a site."""

    class Kind(models.TextChoices):
        CLASSROOM = "classroom", _("classroom")
        PLAYROOM = "playroom", _("playroom")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(
        "programmes.Site", models.PROTECT, related_name="rooms", verbose_name=_("site")
    )
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_ckb = models.CharField(_("name in Kurdish"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_tr = models.CharField(_("name in Turkmen"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.CLASSROOM)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    tables = models.PositiveSmallIntegerField(_("tables"), null=True, blank=True)
    area_m2 = models.PositiveSmallIntegerField(_("floor in m²"), null=True, blank=True)

    name = Translated()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["site", "name_ar"]
        constraints = [
            models.UniqueConstraint(
                "site",
                Lower("name_ar"),
                name="room_name_once_per_site",
                violation_error_message=_("This site has a room of that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
