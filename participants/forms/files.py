"""What is asked before the people of a place are taken out as a file."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Permission
from core.exports import Column, Sheet
from core.exports.hxl import hxl
from participants.queries.people_file import PeopleOfPlace
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS: list[Column[tuple[Any, ...]]] = [
    Column(gettext_lazy("Name"), itemgetter(0), hxl("beneficiary type (text)"), 34),
    Column(gettext_lazy("Name in Latin letters"), itemgetter(1), "", 28),
    Column(gettext_lazy("Code"), itemgetter(2)),
    Column(gettext_lazy("Sex"), itemgetter(3)),
    Column(gettext_lazy("Year of birth"), itemgetter(4)),
    Column(gettext_lazy("District"), itemgetter(5), hxl("district name/code"), 24),
    Column(gettext_lazy("P-code"), itemgetter(6), hxl("district name/code", 1)),
]
"""Neither phone nor address, and never what she told of her community."""


class PeopleOfPlaceForm(forms.Form):
    """Which place, of those whose people somebody may take out."""

    place = forms.ChoiceField(label=gettext_lazy("Place"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = ProjectSite.objects.select_related("project", "site").filter(
            pk__in=user.scope.where(Permission.PEOPLE_TAKE)
        )
        self.known = {str(one.pk): one for one in places}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (key, str(one)) for key, one in self.known.items()
        ]

    @property
    def chosen(self) -> ProjectSite:
        """The place that is asked for."""
        return self.known[self.cleaned_data["place"]]

    def asked(self) -> dict[str, str]:
        """Its id."""
        return {"place": self.cleaned_data["place"]}

    def places(self) -> list[int]:
        """The same."""
        return [self.chosen.pk]

    def about(self) -> str:
        """Its name."""
        return str(self.chosen)

    def contents(self) -> Sheet:
        """Everybody there, by name."""
        people = PeopleOfPlace(self.chosen.pk)
        return Sheet(
            title=_("people"),
            columns=COLUMNS,
            rows=people.rows,
            lines=people.lines,
            counted=people.count,
        )
