"""What is asked about a household in need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, LineField, PhoneField
from core.ids import uuid7
from outreach.models import HouseholdConsent, HouseholdInNeed
from outreach.models.words import Basis, FoundBy
from participants.models.participant import Spoken
from programmes.models import AdminArea, ProjectSite

if TYPE_CHECKING:
    AreaChoice = forms.ModelChoiceField[AdminArea]
else:
    AreaChoice = forms.ModelChoiceField

YES_NO = [("", _("not asked")), ("yes", _("yes")), ("no", _("no"))]


class AreaField(AreaChoice):
    """A district or sub-district; those inside another are indented."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=AdminArea.objects.none(), **kwargs)

    def offer(self, governorates: Iterable[str]) -> None:
        """Offer what lies in some governorates, each named by its P-code."""
        wanted = sorted({pcode[:5] for pcode in governorates})
        areas = AdminArea.objects.filter(level__gt=AdminArea.Level.GOVERNORATE)
        self.queryset = areas.filter(pcode__regex=f"^({'|'.join(wanted)})") if wanted else areas

    def to_python(self, value: Any) -> AdminArea | None:
        # A P-code is a text, and the database refuses a NUL byte before it looks for anything.
        if isinstance(value, str) and "\0" in value:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        is_inside = obj.level == AdminArea.Level.SUBDISTRICT
        return f"\u2003{obj.name}" if is_inside else str(obj.name)


class HouseholdForm(forms.Form):
    """Where a household lives, how it is reached, and why it is in need."""

    area = AreaField(label=_("Area"), empty_label=_("Choose an area"))
    neighbourhood = LineField(label=_("Neighbourhood"), max_length=80, required=False)
    address = LineField(
        label=_("Address, and how to find it"),
        max_length=300,
        required=False,
        help_text=_("No names. It is hidden from visitors a week after their visit."),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    safe_to_call = forms.ChoiceField(
        label=_("Is it safe to call?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken at home"),
        choices=Spoken,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = forms.MultipleChoiceField(
        label=_("Why is it in need?"), choices=Basis, widget=forms.CheckboxSelectMultiple
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"),
        choices=HouseholdInNeed.Urgency,
        coerce=int,
        initial=HouseholdInNeed.Urgency.USUAL,
        widget=forms.RadioSelect,
    )
    found_by = forms.ChoiceField(
        label=_("Who pointed it out?"), choices=FoundBy, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Any = None,
        *,
        places: list[ProjectSite],
        household: HouseholdInNeed | None = None,
    ) -> None:
        super().__init__(data, initial=_of_household(household))
        area = cast("AreaField", self.fields["area"])
        area.offer(place.site.area_id for place in places)

    def clean_safe_to_call(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["safe_to_call"])


class HouseholdAddForm(HouseholdForm):
    """The same of a new one, and what its head agreed to; the id makes two taps one household."""

    household_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    place = forms.ModelChoiceField(
        label=_("Project and site"), queryset=ProjectSite.objects.none(), empty_label=None
    )
    agreed = forms.MultipleChoiceField(
        label=_("Its head agreed, before me, to"),
        choices=HouseholdConsent.Purpose,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label=_("How did the head agree?"),
        choices=HouseholdConsent.How,
        initial=HouseholdConsent.How.VERBAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, places: list[ProjectSite]) -> None:
        super().__init__(data, places=places)
        place = cast("forms.ModelChoiceField[ProjectSite]", self.fields["place"])
        place.queryset = ProjectSite.objects.filter(
            pk__in=[one.pk for one in places]
        ).select_related("site", "project")
        if len(places) == 1:
            place.initial, place.widget = places[0].pk, forms.HiddenInput()
        self.order_fields(["household_id", "place"])


class ConsentForm(forms.Form):
    """What the head of a household decided."""

    purposes = forms.MultipleChoiceField(
        label=_("What was it about?"),
        choices=HouseholdConsent.Purpose,
        widget=forms.CheckboxSelectMultiple,
    )
    decision = forms.ChoiceField(
        label=_("What did the head decide?"),
        choices=HouseholdConsent.Decision,
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(label=_("How?"), choices=HouseholdConsent.How, widget=forms.RadioSelect)


class CloseForm(forms.Form):
    """Why nothing more is planned for a household."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=HouseholdInNeed.ClosedReason, widget=forms.RadioSelect
    )


class CameForm(forms.Form):
    """When somebody of a household came to visit the women in her turn."""

    on_day = DayField(label=_("They came to visit us on"), initial=timezone.localdate)


def _of_household(household: HouseholdInNeed | None) -> dict[str, Any]:
    if household is None:
        return {}
    told = {
        name: getattr(household, name)
        for name in HouseholdForm.base_fields
        if name != "safe_to_call"
    }
    told["area"] = household.area_id
    told["safe_to_call"] = {True: "yes", False: "no", None: ""}[household.safe_to_call]
    return told
