"""The files of this room, registered with accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.file_kinds import Kind, register
from accounts.roles import Permission


def register_files() -> None:
    """The women of a cohort by name."""
    register(
        Kind(
            "class-list",
            _("List of a class"),
            _("The women of a cohort by name, and how often each was there. No phone, no address."),
            "identifiable",
            Permission.PEOPLE_TAKE,
            "trainings.forms.files.ClassListForm",
        )
    )
