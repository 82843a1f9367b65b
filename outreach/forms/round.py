"""What is asked about a round and its teams."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import DayField, DigitsIntegerField, LineField
from core.ids import uuid7
from outreach.forms.household import AreaField
from outreach.models import Round, RoundGraduate, Team
from trainings.models import Cohort


class RoundForm(forms.Form):
    """Whose graduates visit which area from when to when; the id makes two taps one round."""

    round_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    cohort = forms.ModelChoiceField(
        label=_("Graduates of"), queryset=Cohort.objects.none(), empty_label=_("Choose a cohort")
    )
    name = LineField(label=_("Name of the round"), max_length=80)
    area = AreaField(label=_("Area"), required=False, empty_label=_("Everywhere around the site"))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    visits_per_day = DigitsIntegerField(
        label=_("Visits a team makes on a day"), min_value=1, max_value=6, initial=2
    )
    back_within = DigitsIntegerField(
        label=_("Back at the latest after (minutes)"),
        min_value=10,
        max_value=720,
        initial=120,
        help_text=_("Whoever is not back by then is shown to everybody who can act."),
    )

    def __init__(self, data: Any = None, *, cohorts: QuerySet[Cohort]) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[Cohort]", self.fields["cohort"]).queryset = cohorts
        sites = cohorts.values_list("project_site__site__area", flat=True)
        cast("AreaField", self.fields["area"]).offer(sites)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is not before the first."))
        return said

    def clean_back_within(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["back_within"])


class ChosenForm(forms.Form):
    """Some ids that were ticked."""

    chosen = forms.TypedMultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, offered: list[Any]) -> None:
        super().__init__(data)
        cast("forms.TypedMultipleChoiceField", self.fields["chosen"]).choices = [
            (str(key), key) for key in offered
        ]


class PairForm(forms.Form):
    """Two women who shall be a team."""

    one = forms.ModelChoiceField(
        label=_("One woman"), queryset=RoundGraduate.objects.none(), empty_label=_("Choose")
    )
    other = forms.ModelChoiceField(
        label=_("Another woman"), queryset=RoundGraduate.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, data: Any = None, *, round_: Round) -> None:
        super().__init__(data)
        free = (
            round_.graduates.filter(team=None)
            .exclude(side="")
            .select_related("enrolment__participant")
            .order_by("enrolment__participant__sort_key")
        )
        for name in ("one", "other"):
            cast("forms.ModelChoiceField[RoundGraduate]", self.fields[name]).queryset = free


class TeamPlaceForm(forms.Form):
    """Where the way of a team begins."""

    area = AreaField(label=_("Area"), required=False, empty_label=_("not said"))
    neighbourhood = LineField(label=_("Neighbourhood"), max_length=80, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        team: Team,
        governorate: str,
        areas: list[tuple[Any, Any]] | None = None,
    ) -> None:
        """Make the form; `areas` are the choices of another one, so that a page reads them once."""
        initial = {"area": team.area_id, "neighbourhood": team.neighbourhood}
        super().__init__(data, initial=initial, auto_id=f"id_{team.pk}_%s")
        area = cast("AreaField", self.fields["area"])
        area.offer([governorate])
        if areas is not None:
            area.choices = areas

    @property
    def areas(self) -> list[tuple[Any, Any]]:
        """The areas that it offers, read now."""
        choices: Any = cast("AreaField", self.fields["area"]).choices
        return list(choices)


class VolunteerForm(forms.Form):
    """A volunteer who shall see and record a round."""

    volunteer = forms.ModelChoiceField(
        label=_("Volunteer"), queryset=User.objects.none(), empty_label=_("Choose a name")
    )

    def __init__(self, data: Any = None, *, volunteers: QuerySet[User]) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[User]", self.fields["volunteer"]).queryset = volunteers
