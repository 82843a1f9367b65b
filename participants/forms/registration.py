"""The page that registers a person: its parts, and what they say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from core.form_errors import ErrorLine, error_lines
from core.ids import uuid7
from participants.births import is_minor_at
from participants.details import PersonDetails
from participants.forms.candidates import CandidatesForm
from participants.forms.community import DisplacementForm, IdentityForm
from participants.forms.consents import ConsentForm
from participants.forms.functioning import FunctioningForm
from participants.forms.reach import ReachForm
from participants.forms.who import WhoForm
from participants.models import Purpose
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User


class PlaceForm(forms.Form):
    """Where she is registered, and an id that makes a form sent twice one person."""

    person_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    place = forms.ModelChoiceField(label=_("Place"), queryset=ProjectSite.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = cast("forms.ModelChoiceField[ProjectSite]", self.fields["place"])
        places = ProjectSite.objects.select_related("project", "site")
        place.queryset = places.filter(pk__in=user.scope.where(Permission.PARTICIPANT_ADD))
        self.only = list(place.queryset[:2])
        if len(self.only) == 1:
            place.initial = self.only[0]
            place.widget = forms.HiddenInput()


class RegistrationPage:
    """Four parts of one page, checked together; nothing that was typed is lost.

    `candidates` are those who are known already, once there is something to compare.
    """

    candidates: CandidatesForm | None = None

    def __init__(self, data: Any = None, *, user: User) -> None:
        self.place = PlaceForm(data, user=user)
        site = self._site()
        self.who = WhoForm(data)
        self.functioning = FunctioningForm(data)
        self.reach = ReachForm(data, site=site)
        self.displacement = DisplacementForm(data, site=site)
        self.asks_identity = site is None or site.collects_identity
        self.identity = IdentityForm(data) if self.asks_identity else None
        self.consents = ConsentForm(data, purposes=asked_purposes(self.asks_identity))

    @property
    def parts(self) -> list[forms.Form]:
        """Its forms in the order of the page."""
        found = (
            self.place,
            self.who,
            self.functioning,
            self.reach,
            self.displacement,
            self.identity,
            self.consents,
        )
        return [form for form in found if form is not None]

    @property
    def errors(self) -> list[ErrorLine]:
        """What is wrong, in the order of the page."""
        return error_lines(*self.parts, *([self.candidates] if self.candidates else []))

    @property
    def person_id(self) -> UUID:
        """The id that came with the form: hers already, where it was sent before."""
        person: UUID = self.place.cleaned_data["person_id"]
        return person

    def is_valid(self) -> bool:
        """Whether she can be registered as she was told of."""
        if not self.place.is_bound:
            return False
        # Each part checks itself first, so that all of its errors are told at once.
        fits = [form.is_valid() for form in self.parts]
        born = self.who.cleaned_data.get("born_on")
        precision = self.who.cleaned_data.get("born_precision", "")
        self.consents.check(is_minor=is_minor_at(born, precision, timezone.localdate()))
        if self._identity_without_consent():
            self.consents.add_error(
                f"consent_{Purpose.COMMUNITY_IDENTITY}",
                _(
                    "She told her ethnicity or belief: ask whether it may be kept, "
                    "or choose that she prefers not to say."
                ),
            )
        return all(fits) and not self.consents.errors

    def details(self) -> PersonDetails:
        """All that was said, for the service."""
        return PersonDetails(
            person_id=self.person_id,
            functioning=self.functioning.said(),
            displacement=self.displacement.said(),
            identity=self.identity.said() if self.identity else None,
            decisions=self.consents.decisions(),
            **self.who.said(),
            **self.reach.said(),
        )

    def refuse(self, sentence: str) -> None:
        """Tell what the service refused."""
        self.place.add_error(None, sentence)

    def _identity_without_consent(self) -> bool:
        return (
            self.identity is not None
            and self.identity.tells_something
            and self.consents.answer(Purpose.COMMUNITY_IDENTITY) != "agreed"
        )

    def _site(self) -> Any:
        """The site that was chosen, or the only one; None while it is not known."""
        if self.place.is_bound and self.place.is_valid():
            return self.place.cleaned_data["place"].site
        return self.place.only[0].site if len(self.place.only) == 1 else None


def asked_purposes(asks_identity: bool) -> list[str]:
    """The purposes that a site asks about."""
    return [
        purpose
        for purpose in Purpose.values
        if asks_identity or purpose != Purpose.COMMUNITY_IDENTITY
    ]
