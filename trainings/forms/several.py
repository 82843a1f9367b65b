"""Whom a list of people shows, and who of them is put into a class."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, LineField
from participants.models import DisplacementEpisode

NOWHERE, ANYWHERE = "nowhere", "anywhere"


class PeopleFilterForm(forms.Form):
    """Which of the people who are known at a place."""

    words = LineField(label=_("A part of her name"), max_length=80, required=False)
    status = forms.ChoiceField(
        label=DisplacementEpisode._meta.get_field("status").verbose_name,
        choices=[("", _("all")), *DisplacementEpisode.Status.choices],
        required=False,
    )
    classes = forms.ChoiceField(
        label=_("Where she learns"),
        choices=[(NOWHERE, _("in no class now")), (ANYWHERE, _("in any class, or none"))],
        initial=NOWHERE,
        required=False,
    )


class SeveralForm(forms.Form):
    """From when, and whether they get a place or only ask for one; the boxes are the list's."""

    GIVE, APPLY = "give", "apply"

    from_on = DayField(label=_("From"))
    how = forms.ChoiceField(
        label=_("What they get"),
        choices=[
            (GIVE, _("a place, while there are any that are not kept for others")),
            (APPLY, _("they ask for a place; somebody decides later")),
        ],
        initial=GIVE,
    )
