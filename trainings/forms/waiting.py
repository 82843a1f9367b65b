"""What a manager decides."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, DigitsIntegerField, LineField
from programmes.models import Project
from trainings.models import AttendanceEvent, Review


class DisagreementForm(forms.Form):
    """The mark that is right, and the version of the row that she saw."""

    mark = forms.ChoiceField(choices=AttendanceEvent.EventMark)
    base_version = DigitsIntegerField(min_value=0)


class ReviewForm(forms.Form):
    """Accepted or declined, and why, and the version of the row that she saw."""

    verdict = forms.ChoiceField(choices=Review.Verdict)
    reason = LineField(label=_("Reason"), max_length=300, required=False)
    base_version = DigitsIntegerField(min_value=0)


class LockForm(forms.Form):
    """Up to which day marks of a project have to wait."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none())
    until = DayField(
        label=_("Locked up to and with"),
        required=False,
        help_text=_("Leave empty to open every day again."),
    )

    def __init__(self, *args: Any, projects: list[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Project]", self.fields["project"])
        choice.queryset = Project.objects.filter(pk__in=[project.pk for project in projects])
