"""Where a woman moves to within a course, and from when."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from trainings.forms.enrolment import AgainstTargetField
from trainings.models import Cohort


class TransferForm(forms.Form):
    """Another cohort of the same course, and her first day there."""

    cohort = forms.ModelChoiceField(
        label=_("Cohort"), queryset=Cohort.objects.none(), empty_label=None
    )
    from_on = DayField(label=_("First day there"))
    reason = AgainstTargetField()

    def __init__(self, data: Any = None, *, cohorts: QuerySet[Cohort], today: date) -> None:
        super().__init__(data, initial={"from_on": today})
        field = cast("forms.ModelChoiceField[Cohort]", self.fields["cohort"])
        field.queryset = cohorts
        field.label_from_instance = lambda cohort: f"{cohort.name} · {cohort.project_site}"  # type: ignore[method-assign, assignment]
