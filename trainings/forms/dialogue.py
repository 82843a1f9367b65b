"""Four taps at the end of a dialogue."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import LineField
from core.ids import uuid7
from trainings.models import DialogueNote, Module, Referral, Session

OTHER = "other"


class DialogueForm(forms.Form):
    """What it was about, in which languages, and how it went."""

    topic = forms.ChoiceField(label=_("What was it about?"), widget=forms.RadioSelect)
    other_topic = LineField(
        label=_("Another topic"),
        help_text=_("A few words; no names."),
        max_length=160,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages were spoken?"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    mood = forms.ChoiceField(
        label=_("How did it go?"), choices=DialogueNote.Mood, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, session: Session, note: DialogueNote | None) -> None:
        super().__init__(data, initial=_of_note(note))
        self.modules = {str(module.pk): module for module in _topics(session)}
        choices = [(key, module.topic) for key, module in self.modules.items()]
        topic = cast(forms.ChoiceField, self.fields["topic"])
        topic.choices = [*choices, (OTHER, _("Another topic"))]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("topic") == OTHER and not values.get("other_topic"):
            self.add_error("other_topic", _("Say in a few words what it was about."))
        return values

    @property
    def module(self) -> Module | None:
        """The module whose topic it was; None for another topic."""
        return self.modules.get(self.cleaned_data["topic"])


class ReferralForm(forms.Form):
    """What somebody was referred for; the id makes two taps one referral."""

    referral_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    kind = forms.ChoiceField(label=_("What for?"), choices=Referral.Kind, widget=forms.RadioSelect)


def _topics(session: Session) -> list[Module]:
    """The dialogues of the course, that of this session first."""
    dialogues = Module.objects.filter(version=session.cohort.version_id, kind=Module.Kind.DIALOGUE)
    return sorted(dialogues, key=lambda module: module.pk != session.module_id)


def _of_note(note: DialogueNote | None) -> dict[str, object]:
    if note is None:
        return {}
    module: UUID | None = note.module_id
    return {
        "topic": str(module) if module else OTHER,
        "other_topic": note.other_topic,
        "languages": note.languages,
        "mood": note.mood,
    }
