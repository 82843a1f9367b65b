"""Which pages of the Django admin a permission opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.roles import Permission

if TYPE_CHECKING:
    from accounts.models import User

EDITS: dict[str, Permission] = {
    "trainings.course": Permission.CATALOGUE_EDIT,
    "trainings.courseversion": Permission.CATALOGUE_EDIT,
    "trainings.module": Permission.CATALOGUE_EDIT,
    "programmes.site": Permission.PLACES_EDIT,
    "programmes.room": Permission.PLACES_EDIT,
    "programmes.holiday": Permission.PLACES_EDIT,
    "programmes.project": Permission.SYSTEM_RUN,
    "programmes.projectsite": Permission.SYSTEM_RUN,
}


def allows(user: User, perm: str) -> bool:
    """Answer `app.action_model` as the Django admin asks it."""
    app, _, action_and_model = perm.partition(".")
    _, _, model = action_and_model.partition("_")
    needed = EDITS.get(f"{app}.{model}")
    return needed is not None and user.may(needed)


def opens_app(user: User, app_label: str) -> bool:
    """Whether she edits any model of an app."""
    return any(
        user.may(needed) for model, needed in EDITS.items() if model.startswith(f"{app_label}.")
    )
