"""The catalogue in the Django admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from core.admin import CarefulAdmin
from trainings.models import Course, CourseVersion, Module, Skill
from trainings.services import catalogue
from trainings.services.refusals import CannotChange
from trainings.truths import TRIGGERS, sentence_of

NUMBERS = {
    "number",
    "capacity",
    "balance_percent",
    "community_percent",
    "completion_percent",
    "completion_dialogue_minutes",
    "completion_skill_level",
}


class CatalogueAdmin(CarefulAdmin):
    """An admin that knows the sentences of the truths of this room."""

    def sentence(self, refusal: IntegrityError) -> str:
        """What she reads when the database kept a truth."""
        return sentence_of(refusal)


@admin.register(Course)
class CourseAdmin(CatalogueAdmin):
    """A course with its titles in four languages."""

    list_display = ("title_ar", "title_en", "code")
    search_fields = ("title_ar", "title_en", "code")
    readonly_fields = ("versions",)
    fieldsets = (
        (None, {"fields": ("code", "title_ar", "title_en", "title_ckb", "title_tr")}),
        (
            _("Description"),
            {"fields": ("description_ar", "description_en", "description_ckb", "description_tr")},
        ),
        (_("Versions"), {"fields": ("versions",)}),
    )

    @admin.display(description=_("versions"))
    def versions(self, course: Course) -> str:
        """A link to each version, the newest first."""
        page = "admin:trainings_courseversion_change"
        return format_html_join(
            " · ",
            '<a href="{}">{} ({})</a>',
            (
                (reverse(page, args=[version.pk]), version.number, version.get_state_display())
                for version in course.versions.all()
            ),
        )

    def get_fieldsets(self, request: HttpRequest, obj: Course | None = None) -> Any:
        """A course that is being written down has no versions to lead to yet."""
        shown = super().get_fieldsets(request, obj)
        return shown if obj else shown[:-1]

    def has_delete_permission(self, request: HttpRequest, obj: Course | None = None) -> bool:
        """Only a course without versions."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.versions.exists())


class ModuleFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The modules as they are posted together: days, and what lies inside them."""

    def clean(self) -> None:
        """Refuse a day that lies inside another, or goes away under its dialogue."""
        super().clean()
        rows = [form for form in self.forms if hasattr(form, "cleaned_data")]
        gone = {form.instance.pk for form in rows if form.cleaned_data.get("DELETE")}
        within = {form.instance.pk for form in rows if form.cleaned_data.get("inside")} - gone
        for form in rows:
            day = form.cleaned_data.get("inside")
            if day is None or form.instance.pk in gone:
                continue
            if day.pk in gone:
                form.add_error("inside", _("The day of this module is being removed."))
            elif day.pk in within:
                form.add_error("inside", _("That module lies inside another day itself."))


class FrozenInline(admin.StackedInline):  # type: ignore[type-arg]
    """What a version is made of: a published one is looked at, not changed."""

    extra = 0
    ordering = ("number",)

    def has_add_permission(self, request: HttpRequest, obj: CourseVersion | None = None) -> bool:
        return not (obj and obj.is_frozen)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and obj.is_frozen)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and obj.is_frozen)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class ModuleInline(FrozenInline):
    """The modules of a version, in order."""

    model = Module
    formset = ModuleFormSet
    fields = (
        ("number", "kind", "minutes"),
        ("topic_ar", "topic_en"),
        ("topic_ckb", "topic_tr"),
        ("inside", "starts_after_minutes"),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Numbers are plain text fields, which take digits of three scripts on every phone."""
        if db_field.name in ("number", "minutes", "starts_after_minutes"):
            kwargs["widget"] = AdminTextInputWidget(attrs={"inputmode": "numeric"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A module lies inside a day of its own version."""
        if db_field.name == "inside":
            match = request.resolver_match
            version = match.kwargs.get("object_id") if match else None
            days = Module.objects.filter(inside=None)
            kwargs["queryset"] = days.filter(version=version) if version else days.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SkillInline(FrozenInline):
    """The checklist of a version, in order."""

    model = Skill
    fields = ("number", ("name_ar", "name_en"), ("name_ckb", "name_tr"))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Numbers are plain text fields here too."""
        if db_field.name == "number":
            kwargs["widget"] = AdminTextInputWidget(attrs={"inputmode": "numeric"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(CourseVersion)
class CourseVersionAdmin(CatalogueAdmin):
    """A version: a draft is edited, a published one is frozen, and a new draft made from it."""

    list_display = ("course", "number", "state", "capacity")
    list_filter = ("state",)
    list_select_related = ("course",)
    readonly_fields = ("state",)
    inlines = (ModuleInline, SkillInline)
    actions = ("publish", "retire", "draft_from")
    fields = (
        ("course", "number", "state"),
        ("capacity", "balance_percent", "community_percent"),
        ("completion_percent", "completion_dialogue_minutes"),
        ("completion_assessment", "completion_skill_level"),
        ("reasons_policy", "prerequisite"),
    )

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Say that a published version is frozen, instead of closing the door."""
        if object_id and request.method == "POST" and self.has_view_permission(request):
            version = self.get_object(request, unquote(object_id))
            if version and version.is_frozen:
                frozen = str(TRIGGERS["course_version_frozen"])
                self.message_user(request, frozen, messages.ERROR)
                return redirect(request.get_full_path())
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: CourseVersion | None = None) -> Any:
        """Say of a published version why nothing on the page can be changed."""
        frozen = TRIGGERS["course_version_frozen"] if obj and obj.is_frozen else ""
        return [(None, {"fields": self.fields, "description": frozen})]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Numbers are plain text fields here too."""
        if db_field.name in NUMBERS:
            kwargs["widget"] = AdminTextInputWidget(attrs={"inputmode": "numeric"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A published version is frozen."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_frozen)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft goes away."""
        return obj is not None and not obj.is_frozen and super().has_delete_permission(request, obj)

    @admin.action(description=_("Publish: from then on the version is frozen"))
    def publish(self, request: HttpRequest, versions: QuerySet[CourseVersion]) -> None:
        """Publish drafts."""
        self._each(request, versions, catalogue.publish, str(_("Published.")))

    @admin.action(description=_("Retire: no new cohorts"))
    def retire(self, request: HttpRequest, versions: QuerySet[CourseVersion]) -> None:
        """Retire published versions."""
        self._each(request, versions, catalogue.retire, str(_("Retired.")))

    @admin.action(description=_("New draft from this version"))
    def draft_from(self, request: HttpRequest, versions: QuerySet[CourseVersion]) -> None:
        """Copy versions into drafts."""
        self._each(request, versions, catalogue.draft_from, str(_("A draft was made.")))

    def _each(
        self,
        request: HttpRequest,
        versions: QuerySet[CourseVersion],
        change: Callable[[CourseVersion], object],
        done: str,
    ) -> None:
        for version in versions.select_related("course"):
            try:
                change(version)
            except CannotChange as refusal:
                for sentence in refusal.sentences:
                    self.message_user(request, f"{version}: {sentence}", messages.ERROR)
            except IntegrityError as refusal:
                told = f"{version}: {self.sentence(refusal)}"
                self.message_user(request, told, messages.ERROR)
            else:
                self.message_user(request, f"{version}: {done}", messages.SUCCESS)
