"""Which children and stays each role opens, registered with accounts.

A childcare worker works at a place and not in a class: hers are the sessions of her places, in the
window in which a facilitator sees those that she leads.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import visibility
from accounts.roles import PERMISSIONS, Permission, Role
from childcare.models import Guardianship, Stay
from core.scope import Scope
from trainings.models import Enrolment, Session
from trainings.visibility import in_window

AT_A_PLACE = ("childcare.Stay", "childcare.RefusedHandOver", "childcare.Carer")


def register() -> None:
    """Register the rules of every role that sees the playroom."""
    for role in Role:
        if Permission.PLAYROOM_SEE in PERMISSIONS[role]:
            visibility.register(role, "childcare.Child", _of_known_guardians(role))
            for model in AT_A_PLACE:
                visibility.register(role, model, _at_her_places(role))
    visibility.register(Role.CHILDCARE, "childcare.Child", _children_in_window)
    visibility.register(Role.CHILDCARE, "childcare.Stay", stays_in_window)
    visibility.register(Role.CHILDCARE, "childcare.RefusedHandOver", _refusals_of_now)


def places_of_a_worker(scope: Scope) -> list[int]:
    """Where somebody is a childcare worker."""
    return sorted(scope.roles.get(Role.CHILDCARE, ()))


def women_in_window(scope: Scope) -> QuerySet[Enrolment]:
    """Places in the classes whose sessions a childcare worker sees now."""
    return Enrolment.objects.filter(cohort__in=_sessions_in_window(scope).values("cohort"))


def stays_in_window(scope: Scope) -> Q:
    """Who is inside, whatever the day, and the stays of today and of sessions that she sees."""
    that_day = _sessions_in_window(scope).filter(
        cohort=OuterRef("cohort"), on_day=OuterRef("on_day")
    )
    return Q(project_site__in=places_of_a_worker(scope)) & (
        Q(out_at=None, cancelled_at=None) | Q(on_day__gte=scope.today) | Q(Exists(that_day))
    )


def _refusals_of_now(scope: Scope) -> Q:
    still_there = Q(stay__out_at=None, stay__cancelled_at=None)
    return Q(project_site__in=places_of_a_worker(scope)) & (
        still_there | Q(stay__on_day__gte=scope.today)
    )


def _children_in_window(scope: Scope) -> Q:
    women = women_in_window(scope).values("participant__canonical")
    hers = Guardianship.objects.filter(participant__canonical__in=women)
    # Nobody may be kept from what she must know of a child that is still there.
    inside = Stay.objects.inside().filter(project_site__in=places_of_a_worker(scope))
    return Q(pk__in=hers.values("child")) | Q(pk__in=inside.values("child"))


def _sessions_in_window(scope: Scope) -> QuerySet[Session]:
    return Session.objects.filter(
        in_window(scope.today), project_site__in=places_of_a_worker(scope)
    )


def _at_her_places(role: Role) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        return Q(project_site__in=sorted(scope.roles[role]))

    return rule


def _of_known_guardians(role: Role) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        known = Guardianship.objects.filter(
            participant__project_sites__overlap=sorted(scope.roles[role])
        )
        return Q(pk__in=known.values("child"))

    return rule
