"""Colleagues and their rights: added, changed and ended by whoever could have given them."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Grant, User
from accounts.queries.staff import could_have_given, may_give
from accounts.roles import Role
from programmes.models import ProjectSite

# Without letters and digits that look alike on a slip of paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _IN_A_GROUP = 3, 4


class CannotManage(Exception):
    """She may not do this to a colleague; the sentence says why."""


def one_time_password() -> str:
    """Twelve signs in groups, easy to read out: about 59 bits of chance."""
    return "-".join(
        "".join(secrets.choice(_READABLE) for _place in range(_IN_A_GROUP))
        for _group in range(_GROUPS)
    )


@transaction.atomic
def add_colleague(
    *,
    full_name: str,
    username: str,
    language: str,
    role: Role,
    place: ProjectSite | None,
    to_on: date | None,
    by: User,
) -> tuple[User, str]:
    """Add somebody with one right; answers her one-time password, which is kept nowhere."""
    password = one_time_password()
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username,
                password,
                full_name=full_name,
                language=language,
                must_change_password=True,
            )
    except IntegrityError as error:
        raise CannotManage(_("This user name is taken.")) from error
    give_grant(user=user, role=role, place=place, to_on=to_on, by=by)
    return user, password


def give_grant(
    *, user: User, role: Role, place: ProjectSite | None, to_on: date | None, by: User
) -> Grant:
    """Give a colleague one more right, from today."""
    if user.pk == by.pk:
        raise CannotManage(_("Nobody gives rights to herself."))
    if not may_give(by, role, place):
        raise CannotManage(_("You cannot give this role at this place."))
    return Grant.objects.create(
        user=user,
        role=role,
        project=place.project if place else None,
        site=place.site if place else None,
        from_on=timezone.localdate(),
        to_on=to_on,
    )


@transaction.atomic
def end_grant(*, grant: Grant, by: User) -> None:
    """End a right today; ended twice is ended once."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.user_id == by.pk or not could_have_given(by, grant):
        raise CannotManage(_("You cannot end this right, because you could not have given it."))
    today = timezone.localdate()
    if grant.to_on is None or grant.to_on > today:
        grant.to_on = max(today, grant.from_on)
        grant.save(update_fields=["to_on"])


def reset_password(*, user: User, by: User) -> str:
    """Give a colleague a new one-time password; her sign-ins on every device end."""
    _check_whole_person(user, by)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


def switch(*, user: User, is_active: bool, by: User) -> None:
    """Let a colleague sign in or not; what she recorded stays."""
    _check_whole_person(user, by)
    user.is_active = is_active
    user.save(update_fields=["is_active"])


def may_manage_whole(user: User, by: User) -> bool:
    """Whether every right that a colleague has or will have could have been given by her."""
    held = user.grants.exclude(to_on__lte=timezone.localdate())
    return user.pk != by.pk and all(could_have_given(by, grant) for grant in held)


def _check_whole_person(user: User, by: User) -> None:
    if not may_manage_whole(user, by):
        raise CannotManage(
            _("She works elsewhere too, or has a role above yours. Ask whoever manages that.")
        )
