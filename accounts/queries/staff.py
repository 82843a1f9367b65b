"""Whom somebody may manage, and which rights she may hand on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Grant, User
from accounts.models.grant import GrantQuerySet
from accounts.roles import GRANTABLE, Permission, Role
from core.scope import Scope
from programmes.models import ProjectSite


def manages_everything(scope: Scope) -> bool:
    """True for a system administrator, who starts before there is any place."""
    return Role.SYSADMIN.value in scope.roles


def places_of(user: User) -> QuerySet[ProjectSite]:
    """Where she may add colleagues."""
    everywhere = ProjectSite.objects.select_related("project", "site")
    if manages_everything(user.scope):
        return everywhere
    return everywhere.filter(pk__in=user.scope.where(Permission.STAFF_MANAGE))


def roles_to_give(user: User) -> list[Role]:
    """The roles that any of her own may hand on, in the order of the list."""
    given = {role for own in user.scope.roles for role in GRANTABLE.get(Role(own), ())}
    return [role for role in Role if role in given]


def colleagues_of(user: User) -> QuerySet[User]:
    """Everybody with a right that she could have given; all of them for a system administrator."""
    others = User.objects.exclude(pk=user.pk)
    if manages_everything(user.scope):
        return others
    opened = _grants_at(places_of(user)).filter(role__in=roles_to_give(user))
    return others.filter(Exists(opened.filter(user=OuterRef("pk"))))


def may_give(user: User, role: str, place: ProjectSite | None) -> bool:
    """Whether one of her roles at a place hands on a role there; None is everywhere."""
    if manages_everything(user.scope):
        return True
    if place is None:
        return False
    return any(
        role in GRANTABLE.get(Role(own), ()) and place.pk in where
        for own, where in user.scope.roles.items()
    )


def could_have_given(user: User, grant: Grant) -> bool:
    """Whether every place that a grant opens lies where she may give its role."""
    if manages_everything(user.scope):
        return True
    places = list(places_opened_by(grant))
    return bool(places) and all(may_give(user, grant.role, place) for place in places)


def places_opened_by(grant: Grant) -> Iterable[ProjectSite]:
    """The project sites of a grant; an empty project or site means all of them."""
    places = ProjectSite.objects.all()
    if grant.project_id:
        places = places.filter(project=grant.project_id)
    if grant.site_id:
        places = places.filter(site=grant.site_id)
    return places


def _grants_at(places: Iterable[ProjectSite]) -> GrantQuerySet:
    opens = Q(pk__in=[])
    for place in places:
        opens |= Q(Q(project=None) | Q(project=place.project_id)) & Q(
            Q(site=None) | Q(site=place.site_id)
        )
    return Grant.objects.filter(opens)
