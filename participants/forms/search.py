"""What somebody is searched by, and what a list of people is narrowed by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField
from core.text import fold
from participants.models import DisplacementEpisode
from participants.queries.people import Narrowed
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User

SHORTEST = 2
NARROWED_BY = ("status", "place")
"""Neither tells of anybody, so both may stand in an address."""


class PeopleSearchForm(forms.Form):
    """A part of a name in any spelling, a code, or the last digits of a phone."""

    words = LineField(
        label=_("Any part of her name, her code, or the last four digits of her phone"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": _("Write a part of her name, her code, or four digits of her phone.")
        },
    )

    def clean_words(self) -> str:
        """Refuse what would find everybody."""
        words: str = self.cleaned_data["words"]
        is_short = len(fold(words).replace(" ", "")) < SHORTEST
        if is_short and (words or self.fields["words"].required):
            raise forms.ValidationError(_("Write at least two letters of her name."))
        return words


class NarrowingForm(forms.Form):
    """Which of the people a list shows: those of a displacement status, those of a place."""

    status = forms.ChoiceField(
        label=_("Displacement"),
        choices=[("", _("all")), *DisplacementEpisode.Status.choices],
        required=False,
    )
    place = forms.ModelChoiceField(
        label=_("Place"), queryset=ProjectSite.objects.none(), required=False, empty_label=_("all")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(user.scope.people) < 2:
            del self.fields["place"]
            return
        place = cast("forms.ModelChoiceField[ProjectSite]", self.fields["place"])
        places = ProjectSite.objects.select_related("project", "site")
        place.queryset = places.filter(pk__in=user.scope.people)

    @property
    def narrowed(self) -> Narrowed:
        """What was chosen; nothing where that makes no sense."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        place: ProjectSite | None = said.get("place")
        return Narrowed(said.get("status", ""), place.pk if place else None)


class PeopleListForm(PeopleSearchForm, NarrowingForm):
    """A search, a narrower list, or both."""

    field_order = ("words", *NARROWED_BY)

    def __init__(self, *args: Any, is_narrowed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without words it narrows a list, or shows a narrowed one as a whole again.
        narrows = is_narrowed or any(self.data.get(name) for name in NARROWED_BY)
        self.fields["words"].required = self.is_bound and not narrows

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was chosen."""
        return any(self[name].value() for name in NARROWED_BY if name in self.fields)
