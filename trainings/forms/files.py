"""What is asked before the list of a class is taken out as a file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Permission
from core.exports import Column, Sheet
from core.exports.hxl import hxl
from trainings.models import Cohort
from trainings.queries.class_list import ClassLine, class_lines, members_of

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS: list[Column[ClassLine]] = [
    Column(gettext_lazy("Name"), attrgetter("name"), hxl("beneficiary type (text)"), 34),
    Column(gettext_lazy("Name in Latin letters"), attrgetter("latin_name"), "", 28),
    Column(gettext_lazy("Code"), attrgetter("code")),
    Column(gettext_lazy("Year of birth"), attrgetter("birth_year")),
    Column(gettext_lazy("State"), attrgetter("state"), hxl("status of activity")),
    Column(gettext_lazy("From"), attrgetter("from_on"), hxl("date")),
    Column(gettext_lazy("Until, not including"), attrgetter("to_on"), hxl("date", 1)),
    Column(gettext_lazy("Times there"), attrgetter("there")),
    Column(gettext_lazy("Times recorded"), attrgetter("marked")),
]
"""Neither phone nor address, and never what she told of her community."""


class ClassListForm(forms.Form):
    """Which cohort, of those whose women somebody may take out."""

    cohort = forms.ChoiceField(label=gettext_lazy("Cohort"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        places = sorted(user.scope.where(Permission.PEOPLE_TAKE))
        cohorts = Cohort.objects.visible_to(user).filter(project_site__in=places)
        self.cohorts = {
            str(one.pk): one
            for one in cohorts.select_related("project_site__site", "project_site__project")
        }
        self.fields["cohort"].choices = [  # type: ignore[attr-defined]
            (key, f"{one} · {one.project_site}") for key, one in self.cohorts.items()
        ]

    @property
    def chosen(self) -> Cohort:
        """The cohort that is asked for."""
        return self.cohorts[self.cleaned_data["cohort"]]

    def asked(self) -> dict[str, str]:
        """Its id."""
        return {"cohort": self.cleaned_data["cohort"]}

    def places(self) -> list[int]:
        """Where it is."""
        return [self.chosen.project_site_id]

    def about(self) -> str:
        """Its name and place."""
        return f"{self.chosen} · {self.chosen.project_site}"

    def contents(self) -> Sheet:
        """Its women, by name."""
        members = members_of(self.chosen, self.user)
        return Sheet(
            title=_("class list"),
            columns=COLUMNS,
            rows=lambda: class_lines(members),
            counted=lambda: len(members),
        )
