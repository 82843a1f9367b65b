"""Who can go on a visit."""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from accounts.models import User
from outreach.models import RoundGraduate, Visit
from trainings.models import Enrolment

GONE = (Enrolment.State.WITHDRAWN, Enrolment.State.MERGED)
"""Places that ended: whoever left, and the second place of a woman who is there already."""


def graduates_for(visit: Visit) -> QuerySet[RoundGraduate]:
    """The women of the round who stand on the side of its team, those of the team first."""
    women = RoundGraduate.objects.filter(round=visit.round_id, side=visit.team.side).exclude(
        enrolment__state__in=GONE
    )
    is_of_another = ExpressionWrapper(~Q(team=visit.team_id), BooleanField())
    return women.select_related("enrolment__participant").order_by(
        is_of_another, "enrolment__participant__sort_key", "pk"
    )


def colleagues_for(visit: Visit) -> QuerySet[User]:
    """The volunteers who work with the round and can go along."""
    return User.objects.filter(
        rounds__round=visit.round_id, rounds__ended_at=None, is_active=True
    ).order_by("full_name", "pk")
