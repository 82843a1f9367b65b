"""The closed list of roles, and what each may do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is, at the project sites of her grant."""

    FIELD = "field", _("field officer")
    FACILITATOR = "facilitator", _("facilitator")
    COORDINATOR = "coordinator", _("coordinator")
    MANAGER = "manager", _("manager")
    MANDE = "mande", _("monitoring and evaluation")
    CATALOGUE = "catalogue", _("catalogue administrator")
    SYSADMIN = "sysadmin", _("system administrator")
    CHILDCARE = "childcare", _("childcare worker")
    OUTREACH = "outreach", _("outreach volunteer")
    DONOR = "donor", _("donor")
    PROTECTION = "protection", _("protection focal point")


class Permission(models.TextChoices):
    """What a role opens; a view names the one it needs."""

    SESSIONS_SEE = "sessions_see", _("see sessions and their rosters")
    SESSIONS_SEE_ASSIGNED = "sessions_see_assigned", _("see the sessions she is assigned to")
    ATTENDANCE_RECORD = "attendance_record", _("record attendance at every session")
    ATTENDANCE_RECORD_ASSIGNED = "attendance_record_assigned", _("record her own sessions")
    ATTENDANCE_DECIDE = "attendance_decide", _("decide what waits")
    SESSION_CHANGE = "session_change", _("cancel, postpone and make up sessions")
    COHORT_PLAN = "cohort_plan", _("plan cohorts")
    COHORT_SEE = "cohort_see", _("see cohorts")
    PARTICIPANT_ADD = "participant_add", _("add people")
    STAFF_MANAGE = "staff_manage", _("add colleagues")
    PERIOD_LOCK = "period_lock", _("lock a period")
    CATALOGUE_EDIT = "catalogue_edit", _("edit the catalogue")
    PLACES_EDIT = "places_edit", _("edit places, rooms and holidays")
    SYSTEM_RUN = "system_run", _("run the system")
    RECORD_SEE = "record_see", _("see who changed and who looked")
    REFERRALS_SEE = "referrals_see", _("see that referrals were made")


_P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FIELD: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.ATTENDANCE_RECORD,
            _P.SESSION_CHANGE,
            _P.COHORT_SEE,
            _P.PARTICIPANT_ADD,
        }
    ),
    Role.FACILITATOR: frozenset({_P.SESSIONS_SEE_ASSIGNED, _P.ATTENDANCE_RECORD_ASSIGNED}),
    Role.COORDINATOR: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.ATTENDANCE_RECORD,
            _P.SESSION_CHANGE,
            _P.COHORT_PLAN,
            _P.COHORT_SEE,
            _P.PARTICIPANT_ADD,
            _P.STAFF_MANAGE,
            _P.PLACES_EDIT,
        }
    ),
    Role.MANAGER: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.COHORT_SEE,
            _P.ATTENDANCE_DECIDE,
            _P.STAFF_MANAGE,
            _P.PERIOD_LOCK,
            _P.RECORD_SEE,
        }
    ),
    # Statistics have no page yet, and working pages are for those who may open each record.
    Role.MANDE: frozenset(),
    Role.CATALOGUE: frozenset({_P.CATALOGUE_EDIT}),
    Role.SYSADMIN: frozenset({_P.SYSTEM_RUN, _P.STAFF_MANAGE, _P.PLACES_EDIT, _P.CATALOGUE_EDIT}),
    Role.CHILDCARE: frozenset(),
    Role.OUTREACH: frozenset(),
    Role.DONOR: frozenset(),
    Role.PROTECTION: frozenset({_P.REFERRALS_SEE}),
}

WITH_PEOPLE = frozenset(
    {
        Role.FIELD,
        Role.FACILITATOR,
        Role.COORDINATOR,
        Role.MANAGER,
        Role.CHILDCARE,
        Role.OUTREACH,
        Role.PROTECTION,
    }
)
"""Roles that work with people by name; the database shows no row about a person to the others."""

GRANTABLE: dict[Role, frozenset[Role]] = {
    Role.COORDINATOR: frozenset({Role.FIELD, Role.FACILITATOR, Role.CHILDCARE, Role.OUTREACH}),
    Role.MANAGER: frozenset(
        {
            Role.FIELD,
            Role.FACILITATOR,
            Role.CHILDCARE,
            Role.OUTREACH,
            Role.COORDINATOR,
            Role.MANDE,
            Role.PROTECTION,
        }
    ),
    Role.SYSADMIN: frozenset(Role),
}
"""Which roles each may give to a colleague."""
