"""The files of this room, registered with accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.file_kinds import Kind, register
from accounts.roles import Permission


def register_files() -> None:
    """Everybody of a place by name, and the same to be corrected and sent back."""
    register(
        Kind(
            "people",
            _("Everybody of a place"),
            _("All who are known at a place, by name, however many. No phone, no address."),
            "identifiable",
            Permission.PEOPLE_TAKE,
            "participants.forms.files.PeopleOfPlaceForm",
        )
    )
    # Asked for and taken in one step, on the page of lists.
    register(
        Kind(
            "people-to-correct",
            _("People to be corrected"),
            _("Everybody of a place as a list that can be corrected and sent back."),
            "identifiable",
            Permission.PARTICIPANT_ADD,
            "participants.forms.correction.CorrectionForm",
            formats=("xlsx",),
            is_offered=False,
        )
    )
