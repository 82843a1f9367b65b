"""Places, rooms and holidays in the Django admin, each within the scope of whoever edits."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import CarefulAdmin
from programmes.models import AdminArea, Holiday, Project, ProjectSite, Room, Site


def runs_the_system(request: HttpRequest) -> bool:
    """True for a system administrator, whom no place limits."""
    scope = request.user.scope  # type: ignore[union-attr]
    return bool(scope.may("system_run"))


def her_sites(request: HttpRequest) -> QuerySet[Site]:
    """The sites where she edits places."""
    if runs_the_system(request):
        return Site.objects.all()
    scope = request.user.scope  # type: ignore[union-attr]
    return Site.objects.filter(project_sites__in=scope.where("places_edit")).distinct()


def her_governorates(request: HttpRequest) -> QuerySet[AdminArea]:
    """The governorates in which her sites lie."""
    governorates = AdminArea.objects.filter(level=AdminArea.Level.GOVERNORATE)
    if runs_the_system(request):
        return governorates
    codes = {area[:5] for area in her_sites(request).values_list("area", flat=True)}
    return governorates.filter(pk__in=codes)


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A site whose time zone exists."""

    class Meta:
        model = Site
        fields = (
            "code",
            "name_ar",
            "name_en",
            "name_ckb",
            "name_tr",
            "area",
            "time_zone",
        )

    def clean_time_zone(self) -> str:
        """Refuse a name that no clock knows."""
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise ValidationError(_("There is no such time zone; in Iraq it is Asia/Baghdad."))
        return zone


@admin.register(Site)
class SiteAdmin(CarefulAdmin):
    """Where it happens."""

    form = SiteForm
    list_display = ("name_ar", "name_en", "code", "area")
    list_select_related = ("area",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Site]:
        """Her own sites."""
        return super().get_queryset(request).filter(pk__in=her_sites(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Her site stays in her governorates: they decide which holidays are hers."""
        if db_field.name == "area" and not runs_the_system(request):
            inside = Q(pk__in=[])
            for governorate in her_governorates(request):
                inside |= Q(pk__startswith=governorate.pk)
            kwargs["queryset"] = AdminArea.objects.filter(inside)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new site is joined to projects, which the system administrator does."""
        return super().has_add_permission(request) and runs_the_system(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Sites stay: what happened there goes on pointing to them."""
        return False


@admin.register(Room)
class RoomAdmin(CarefulAdmin):
    """The rooms of her sites."""

    list_display = ("name_ar", "name_en", "site", "kind", "seats")
    list_filter = ("kind",)
    list_select_related = ("site",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Room]:
        """Rooms of her own sites."""
        return super().get_queryset(request).filter(site__in=her_sites(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A room does not move: sessions were held in it, at its site."""
        return ("site",) if obj else ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Numbers are plain text fields, which take digits of three scripts on every phone."""
        if db_field.name in ("seats", "tables", "area_m2"):
            kwargs["widget"] = AdminTextInputWidget(attrs={"inputmode": "numeric"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """She puts rooms into her own sites."""
        if db_field.name == "site":
            kwargs["queryset"] = her_sites(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rooms stay: sessions were held in them."""
        return False


@admin.register(Holiday)
class HolidayAdmin(CarefulAdmin):
    """Holidays of her governorates; those of the whole country are the system administrator's."""

    list_display = ("on_day", "name_ar", "name_en", "governorate", "is_tentative")
    list_select_related = ("governorate",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Holiday]:
        """Those that count at her sites."""
        holidays = super().get_queryset(request)
        if runs_the_system(request):
            return holidays
        return holidays.filter(Q(governorate=None) | Q(governorate__in=her_governorates(request)))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Her governorates alone; everywhere is for the system administrator."""
        if db_field.name == "governorate":
            kwargs["queryset"] = her_governorates(request)
            kwargs["required"] = not runs_the_system(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A holiday of the whole country is not one coordinator's to move."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.governorate_id or runs_the_system(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same for taking it away."""
        return self.has_change_permission(request, obj)


@admin.register(Project)
class ProjectAdmin(CarefulAdmin):
    """Who pays, and from when to when."""

    list_display = ("name", "code", "donor", "starts_on", "ends_on")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Projects end; they do not go away."""
        return False


@admin.register(ProjectSite)
class ProjectSiteAdmin(CarefulAdmin):
    """A project at a site."""

    list_display = ("project", "site")
    list_select_related = ("project", "site")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The pair stays: every row of scope points to it."""
        return ("project", "site") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened there belongs to the pair."""
        return False
