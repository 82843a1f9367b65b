"""What is asked before numbers or coded records are taken out as a file."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Permission
from core.forms import DayField
from dashboards.exports.report_file import report_sheet
from dashboards.exports.standing_file import standing_sheet
from dashboards.figures.catalogue_file import catalogue_sheet
from dashboards.figures.project_file import project_sheet
from dashboards.forms.quarter import quarter_words
from dashboards.models import ReportSnapshot
from dashboards.queries.coded import ATTENDANCE, ENROLMENTS, SESSIONS, Asked
from dashboards.queries.project import Quarter, places_of, projects_within, quarters_of
from dashboards.queries.reports import open_quarters
from dashboards.services.coded import coded_sheet
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User
    from core.exports import Sheet
    from programmes.models import Project


class ProjectForm(forms.Form):
    """Which project, of those whose numbers or records somebody may take."""

    permission = Permission.STATISTICS_SEE
    project = forms.ChoiceField(label=gettext_lazy("Project"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.projects = {
            str(one.pk): one for one in projects_within(user.scope.where(self.permission))
        }
        self.fields["project"].choices = [  # type: ignore[attr-defined]
            (key, str(one)) for key, one in self.projects.items()
        ]

    @property
    def chosen(self) -> Project:
        """The project that is asked for."""
        return self.projects[self.cleaned_data["project"]]

    @cached_property
    def project_sites(self) -> list[ProjectSite]:
        """Its places that she may take records of."""
        return places_of(self.chosen, self.user.scope, self.permission)

    def places(self) -> list[int]:
        """The ids of the same."""
        return [place.pk for place in self.project_sites]


class QuarterOfProjectForm(ProjectForm):
    """The numbers of a project in one quarter, as its page has them."""

    refusal: str | Promise = gettext_lazy("The project did not run in this period.")
    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        quarters = {
            one.code: one
            for project in self.projects.values()
            for one in quarters_of(project, user.scope.today)
        }
        self.quarters: dict[str, Quarter] = dict(sorted(quarters.items(), reverse=True))
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (code, quarter_words(one)) for code, one in self.quarters.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a quarter that the project did not see."""
        told: dict[str, Any] = super().clean() or {}
        if {"project", "period"} <= told.keys() and self.quarter not in self.periods():
            self.add_error("period", str(self.refusal))
        return told

    @property
    def quarter(self) -> Quarter:
        """The quarter that is asked for."""
        return self.quarters[self.cleaned_data["period"]]

    def periods(self) -> list[Quarter]:
        """The quarters of the project that is asked for."""
        return quarters_of(self.chosen, self.user.scope.today)

    def asked(self) -> dict[str, str]:
        """Project and quarter."""
        return {name: self.cleaned_data[name] for name in ("project", "period")}

    def about(self) -> str:
        """The same in words."""
        return f"{self.chosen} · {quarter_words(self.quarter)}"

    def contents(self) -> Sheet:
        """The tables of its page."""
        return project_sheet(self.user, self.project_sites, self.quarter)


class IndicatorsForm(QuarterOfProjectForm):
    """The indicators of a project in a quarter that no report is about yet, as their page."""

    refusal = gettext_lazy("This period is reported already, or the project did not run in it.")

    def periods(self) -> list[Quarter]:
        """The quarters that no report is about."""
        return open_quarters(self.chosen, self.user.scope.today)

    def about(self) -> str:
        """The same in words; not the name of the file that has the project's other numbers."""
        return f"{_('Indicators')} · {super().about()}"

    def contents(self) -> Sheet:
        """What was reached against what was promised."""
        return standing_sheet(self.user, self.chosen, self.project_sites, self.quarter)


class ReportForm(forms.Form):
    """A report as it was frozen, of those that somebody reads."""

    report = forms.UUIDField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_report(self) -> ReportSnapshot:
        """Refuse one that she may not read, or not any more."""
        reports = ReportSnapshot.objects.visible_to(self.user)
        found = reports.select_related("project", "signed_by").filter(
            pk=self.cleaned_data["report"]
        )
        if not found:
            raise forms.ValidationError(_("This report is not there for you."))
        return found[0]

    def asked(self) -> dict[str, str]:
        """The report."""
        return {"report": str(self.cleaned_data["report"].pk)}

    def places(self) -> list[int]:
        """Every place of its project: a report is about all of them."""
        project = self.cleaned_data["report"].project_id
        return list(ProjectSite.objects.filter(project=project).values_list("pk", flat=True))

    def about(self) -> str:
        """The project and the number of the report."""
        report = self.cleaned_data["report"]
        return f"log-frame-{report.project.code}-{report.number}"

    def contents(self) -> Sheet:
        """Its log frame, with its tables in detail."""
        return report_sheet(self.cleaned_data["report"])


class CatalogueForm(forms.Form):
    """What the courses delivered at all her places; nothing is to be chosen."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def asked(self) -> dict[str, str]:
        """Nothing."""
        return {}

    def places(self) -> list[int]:
        """All her places."""
        return sorted(self.user.scope.where(Permission.CATALOGUE_EDIT))

    def about(self) -> str:
        """Its kind says it."""
        return ""

    def contents(self) -> Sheet:
        """The table of its page."""
        return catalogue_sheet(self.user, self.places())


class RecordsForm(ProjectForm):
    """Coded records of a project, of all its days or some."""

    permission = Permission.CODED_TAKE
    statement = ""
    first = DayField(label=gettext_lazy("From"), required=False)
    last = DayField(label=gettext_lazy("Until and with"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("A period cannot end before it starts."))
        return told

    def asked(self) -> dict[str, str]:
        """Project and days."""
        told = self.cleaned_data
        days = {name: told[name].isoformat() for name in ("first", "last") if told[name]}
        return {"project": told["project"], **days}

    def about(self) -> str:
        """The same in words; every file of a project is called after it."""
        return str(self.chosen)

    def contents(self) -> Sheet:
        """The records, with codes."""
        told = self.cleaned_data
        asked = Asked(
            tuple(self.places()),
            told["first"] or date(1900, 1, 1),
            told["last"] or date(2999, 1, 1),
        )
        return coded_sheet(
            self.statement,
            asked,
            project=self.chosen.pk,
            user=self.user,
            title=self.chosen.code,
        )


class AttendanceForm(RecordsForm):
    """A line for each mark."""

    statement = ATTENDANCE


class EnrolmentsForm(RecordsForm):
    """A line for each place in a cohort."""

    statement = ENROLMENTS


class SessionsForm(RecordsForm):
    """A line for each session."""

    statement = SESSIONS
