"""What a coordinator says about a new cohort; the sessions are proposed from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.forms import DayField, LineField, TimeField
from core.ids import uuid7
from programmes.models import ProjectSite, Room
from trainings.models import Cohort, CourseVersion
from trainings.models.session import LONGEST
from trainings.queries.leading import leaders_at

if TYPE_CHECKING:
    from django.db.models import QuerySet

SUNDAY_TO_THURSDAY = (6, 0, 1, 2, 3)
USUAL_DAYS = ["6", "0", "1", "2"]


if TYPE_CHECKING:
    Versions = forms.ModelChoiceField[CourseVersion]
    Rooms = forms.ModelChoiceField[Room]
else:
    Versions = Rooms = forms.ModelChoiceField


class VersionField(Versions):
    """A published version by the title of its course."""

    def label_from_instance(self, version: Any) -> str:
        return str(version)


class RoomField(Rooms):
    """A room, with its site where there are several."""

    def label_from_instance(self, room: Any) -> str:
        return f"{room.site} · {room}"


class CohortPlanForm(forms.Form):
    """Course, place, staff and the weekly pattern."""

    cohort_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    version = VersionField(CourseVersion.objects.none(), label=_("Course"), empty_label=None)
    project_site = forms.ModelChoiceField(
        ProjectSite.objects.none(), label=_("Place"), empty_label=None
    )
    name = LineField(
        label=_("Name of the cohort"), max_length=80, help_text=_("Such as “Sewing 3”.")
    )
    room = RoomField(
        Room.objects.none(), label=_("Room"), required=False, empty_label=_("not known yet")
    )
    lead = forms.ModelChoiceField(
        User.objects.none(), label=_("Who leads the sessions"), empty_label=_("choose")
    )
    helpers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who helps to lead"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = DayField(label=_("First day"))
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the week"),
        choices=[(str(day), WEEKDAYS[day]) for day in SUNDAY_TO_THURSDAY],
        initial=USUAL_DAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Friday, Saturday and holidays are left out by themselves."),
    )
    begins = TimeField(label=_("From"), initial="09:00")
    ends = TimeField(label=_("To"), initial="12:00")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = ProjectSite.objects.filter(
            pk__in=user.scope.where(Permission.COHORT_PLAN)
        ).select_related("site", "project")
        self.places = {place.pk: place for place in places}
        self.leaders: Mapping[int, frozenset[UUID]] = leaders_at(
            list(self.places.values()), timezone.localdate()
        )
        self._choices("version", published_versions())
        self._choices("project_site", places)
        sites = {place.site_id for place in self.places.values()}
        self._choices("room", classrooms(sites))
        staff = User.objects.filter(pk__in=frozenset().union(*self.leaders.values()))
        self._choices("lead", staff)
        self._choices("helpers", staff)

    def _choices(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        place = self.cleaned_data.get("project_site")
        taken = Cohort.objects.filter(project_site=place, name=name)
        if cohort_id := self.cleaned_data.get("cohort_id"):
            taken = taken.exclude(pk=cohort_id)
        if place and taken.exists():
            raise forms.ValidationError(_("There is a cohort of that name at this place already."))
        return name

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        place, room, lead = said.get("project_site"), said.get("room"), said.get("lead")
        if place and room and room.site_id != place.site_id:
            self.add_error("room", _("This room is at another site."))
        for field, people in (("lead", [lead]), ("helpers", said.get("helpers") or [])):
            for person in people:
                if place and person and person.pk not in self.leaders[place.pk]:
                    self.add_error(
                        field,
                        _("%(name)s holds no role at this place that lets her record sessions.")
                        % {"name": person},
                    )
        if lead and lead in (said.get("helpers") or []):
            self.add_error("helpers", _("%(name)s leads already.") % {"name": lead})
        begins, ends = said.get("begins"), said.get("ends")
        if begins and ends:
            check_hours(self, "ends", begins, ends)
        return said


def check_hours(form: forms.Form, field: str, begins: Any, ends: Any) -> None:
    """Say it when a session would end before it begins, or go on for too long."""
    today = date.min
    length = datetime.combine(today, ends) - datetime.combine(today, begins)
    if ends <= begins:
        form.add_error(field, _("A session ends after it starts."))
    elif length > LONGEST:
        form.add_error(field, _("No session is longer than 12 hours."))


def published_versions() -> QuerySet[CourseVersion]:
    """What can be taught, by course."""
    return (
        CourseVersion.objects.filter(state=CourseVersion.State.PUBLISHED)
        .select_related("course")
        .order_by("course__code", "-number")
    )


def classrooms(sites: Any) -> QuerySet[Room]:
    """The classrooms of some sites."""
    return Room.objects.filter(site__in=sites, kind=Room.Kind.CLASSROOM).select_related("site")
