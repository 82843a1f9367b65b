"""What is asked about a visit: its plan, its steps, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.forms import DayField, DigitsIntegerField, LineField, TimeField
from core.ids import uuid7
from outreach.models import Garment, HouseholdInNeed, Round, RoundGraduate, Team, Visit
from outreach.queries.visitors import colleagues_for, graduates_for
from outreach.services.visit_steps import Met

A_DAY = timedelta(days=1)


class VisitForm(forms.Form):
    """Which team goes on which day and what for."""

    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), empty_label=_("Choose a team")
    )
    on_day = DayField(label=_("Day"))
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=Visit.Purpose,
        initial=Visit.Purpose.MEASURE,
        widget=forms.RadioSelect,
    )
    ask = forms.BooleanField(
        label=_("Ask a manager, if team and household are of the same side"), required=False
    )

    def __init__(
        self, data: Any = None, *, round_: Round, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        teams = round_.teams.together().order_by("number")
        cast("forms.ModelChoiceField[Team]", self.fields["team"]).queryset = teams


class VisitAddForm(VisitForm):
    """The same for a household that is chosen; the id makes two taps one visit."""

    visit_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    household = forms.ModelChoiceField(
        label=_("Household"),
        queryset=HouseholdInNeed.objects.none(),
        empty_label=_("Choose a household"),
    )

    def __init__(self, data: Any = None, *, round_: Round, initial: dict[str, Any]) -> None:
        super().__init__(data, round_=round_, initial=initial)
        households = HouseholdInNeed.objects.open().safe().filter(round_places__round=round_)
        choice = cast("forms.ModelChoiceField[HouseholdInNeed]", self.fields["household"])
        choice.queryset = households.order_by("number")
        self.order_fields(["visit_id", "household"])


class ReasonForm(forms.Form):
    """Why a manager allows a visit within one side."""

    reason = LineField(
        label=_("Why is it allowed?"),
        max_length=300,
        help_text=_("It stays with the visit and is counted. No names."),
    )


class MomentForm(forms.Form):
    """When a step was taken: now, unless another time of the last day is said."""

    at = TimeField(
        label=_("At another time"),
        required=False,
        help_text=_("Leave empty if it was just now."),
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data)
        self.zone = ZoneInfo(visit.project_site.site.time_zone)

    @property
    def moment(self) -> datetime:
        """That time on the last day on which it has been."""
        now = timezone.now()
        clock = self.cleaned_data["at"]
        if clock is None:
            return now
        today = now.astimezone(self.zone).date()
        said = datetime.combine(today, clock, tzinfo=self.zone)
        return said if said <= now + timedelta(minutes=1) else said - A_DAY


class SetOffForm(MomentForm):
    """Who goes, and when they left."""

    graduates = forms.ModelMultipleChoiceField(
        label=_("Who goes?"),
        queryset=RoundGraduate.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    colleagues = forms.ModelMultipleChoiceField(
        label=_("Who goes along?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        women = cast("forms.ModelMultipleChoiceField[RoundGraduate]", self.fields["graduates"])
        women.queryset = graduates_for(visit)
        along = cast("forms.ModelMultipleChoiceField[User]", self.fields["colleagues"])
        along.queryset = colleagues_for(visit)


class CountField(DigitsIntegerField):
    """How many were met; nothing where nobody counted."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=100, required=False)


class OutcomeForm(forms.Form):
    """What came of a visit."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Visit.Outcome, widget=forms.RadioSelect
    )
    women = CountField(pgettext_lazy("met on a visit", "Women"))
    men = CountField(_("Men"))
    girls = CountField(_("Girls"))
    boys = CountField(_("Boys"))
    wants_return = forms.ChoiceField(
        label=_("Would they like another visit?"),
        choices=[("", _("not asked")), ("yes", _("yes")), ("no", _("no"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        wants = {True: "yes", False: "no", None: ""}[visit.wants_return]
        told = {name: getattr(visit, f"met_{name}") for name in ("women", "men", "girls", "boys")}
        super().__init__(data, initial=told | {"outcome": visit.outcome, "wants_return": wants})

    @property
    def met(self) -> Met:
        """Who was met."""
        said = self.cleaned_data
        return Met(
            said["women"],
            said["men"],
            said["girls"],
            said["boys"],
            {"yes": True, "no": False}.get(said["wants_return"]),
        )


class DeliverForm(forms.Form):
    """What is handed over, to whom, and how that is confirmed."""

    garments = forms.ModelMultipleChoiceField(
        label=_("What do you hand over?"),
        queryset=Garment.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    received_by = LineField(
        label=_("Who takes it?"), max_length=40, help_text=_("Such as “mother”; no name.")
    )
    acknowledgement = forms.ChoiceField(
        label=_("Confirmed by"), choices=Garment.Acknowledgement, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data)
        field = cast("forms.ModelMultipleChoiceField[Garment]", self.fields["garments"])
        # What was handed over a moment ago is offered too, or a second tap would be an error.
        field.queryset = Garment.objects.filter(
            household=visit.household_id, state__in=["checked", "delivered"]
        ).select_related("member")
