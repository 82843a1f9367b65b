from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms.password import PasswordField, rules_of_passwords
from accounts.models import User
from accounts.models.user import username_shape
from accounts.services.first_administrator import Start
from core.digits import to_ascii_digits
from core.forms import DayField, DigitsIntegerField, LineField, NameField
from programmes.models import AdminArea, Project, Site

CODE = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}


class StartForm(forms.Form):
    """The first administrator, and the first project, site and room."""

    full_name = NameField(label=_("Your name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("3 to 40 small Latin letters and digits, such as zainab2."),
        widget=forms.TextInput(attrs=CODE | {"autocomplete": "username"}),
    )
    password = PasswordField(
        label=_("Password"), autocomplete="new-password", help_text=rules_of_passwords
    )
    again = PasswordField(label=_("Password once more"), autocomplete="new-password")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    project_name = LineField(label=_("Name of the project"), max_length=120)
    project_code = forms.CharField(
        label=_("Short code of the project"),
        max_length=20,
        initial="P1",
        widget=forms.TextInput(attrs=CODE),
    )
    starts_on = DayField(label=_("First day of the project"))
    ends_on = DayField(label=_("Last day of the project"))

    site_name = LineField(label=_("Name of the site"), max_length=120)
    site_code = forms.CharField(
        label=_("Short code of the site"),
        max_length=20,
        initial="S1",
        widget=forms.TextInput(attrs=CODE),
    )
    area = forms.ChoiceField(label=_("Where it is"))
    room_name = LineField(label=_("Name of the first room"), max_length=80)
    seats = DigitsIntegerField(label=_("Seats"), min_value=1, max_value=500, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        area = cast(forms.ChoiceField, self.fields["area"])
        area.choices = [("", _("Choose a district")), *_areas()]
        self.fields["language"].initial = get_language()
        self.fields["starts_on"].initial = timezone.localdate()

    def clean_username(self) -> str:
        """Read it as it was meant, then check its shape."""
        username = to_ascii_digits(self.cleaned_data["username"]).lower()
        username_shape(username)
        return username

    def clean_project_code(self) -> str:
        """A code can stand in an address and in the name of a file."""
        code = _code(self.cleaned_data["project_code"])
        if Project.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is a project of this code."), code="taken")
        return code

    def clean_site_code(self) -> str:
        """A code can stand in an address and in the name of a file."""
        code = _code(self.cleaned_data["site_code"])
        if Site.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is a site of this code."), code="taken")
        return code

    def clean(self) -> dict[str, Any]:
        """What two fields say together."""
        given = self.cleaned_data
        if given.get("password"):
            user = User(username=given.get("username", ""), full_name=given.get("full_name", ""))
            try:
                validate_password(given["password"], user)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
            if given.get("again") and given["again"] != given.get("password"):
                self.add_error("again", _("This is not the same password as above."))
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("A project cannot end before it starts."))
        return given

    @property
    def start(self) -> Start:
        """What was given, once it is valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "again"}
        return Start(**given | {"area": AdminArea.objects.get(pk=given["area"])})


def _code(typed: str) -> str:
    code = to_ascii_digits(typed)
    validate_slug(code)
    return code


def _areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every district under its governorate, which can be chosen as a whole too."""
    areas = AdminArea.objects.filter(level__lte=AdminArea.Level.DISTRICT).order_by("pcode")
    groups: dict[str, list[AdminArea]] = {}
    for area in areas:
        groups.setdefault(area.governorate_pcode, []).append(area)
    return [
        (
            governorate.name,
            [
                *((district.pcode, district.name) for district in districts),
                (governorate.pcode, _("%(area)s, as a whole") % {"area": governorate.name}),
            ],
        )
        for governorate, *districts in groups.values()
    ]
