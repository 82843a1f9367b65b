"""Into which class women go who were chosen from the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trainings.models import Cohort
from trainings.queries.enrolling import cohorts_to_fill

if TYPE_CHECKING:
    from accounts.models import User


class CohortForm(forms.Form):
    """One of the classes that have not ended, where she enrols women."""

    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a cohort."), "invalid_choice": _("Choose a cohort.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Cohort]", self.fields["cohort"])
        field.queryset = cohorts_to_fill(user)
        field.label_from_instance = _label  # type: ignore[method-assign, assignment]


def _label(cohort: Any) -> str:
    return f"{cohort.name} · {cohort.version.course} · {cohort.project_site}"
