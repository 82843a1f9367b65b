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
    FOLLOW_UP = "follow_up", _("follow up absences")
    SESSION_CHANGE = "session_change", _("cancel, postpone and make up sessions")
    COHORT_PLAN = "cohort_plan", _("plan cohorts")
    COHORT_SEE = "cohort_see", _("see cohorts")
    COHORT_CLOSE = "cohort_close", _("close cohorts, give certificates, offer the next course")
    SKILLS_RATE = "skills_rate", _("fill in the checklist of skills")
    HANDOUT_GIVE = "handout_give", _("record what women receive")
    PARTICIPANT_ADD = "participant_add", _("add people")
    PEOPLE_SEE = "people_see", _("see people and their records")
    PHONE_REVEAL = "phone_reveal", _("see a phone number whole")
    PEOPLE_MERGE = "people_merge", _("say that two records are one woman")
    STAFF_MANAGE = "staff_manage", _("add colleagues")
    PERIOD_LOCK = "period_lock", _("lock a period")
    CATALOGUE_EDIT = "catalogue_edit", _("edit the catalogue")
    PLACES_EDIT = "places_edit", _("edit places, rooms and holidays")
    SYSTEM_RUN = "system_run", _("run the system")
    NEEDS_SEE = "needs_see", _("see what needs a manager")
    STATISTICS_SEE = "statistics_see", _("see the numbers of projects")
    REPORTS_SEE = "reports_see", _("see the reports of her projects")
    REPORT_WRITE = "report_write", _("write targets and freeze reports")
    REPORT_SIGN = "report_sign", _("sign reports")
    PEOPLE_TAKE = "people_take", _("take lists of people out of the house")
    CODED_TAKE = "coded_take", _("take records out with codes instead of names")
    RECORD_SEE = "record_see", _("see who changed and who looked")
    REFERRALS_SEE = "referrals_see", _("see that referrals were made")
    HOUSEHOLD_ADD = "household_add", _("write down households in need")
    OUTREACH_SEE = "outreach_see", _("see households, rounds and visits")
    OUTREACH_SEE_OWN = "outreach_see_own", _("see the visits of her own rounds")
    OUTREACH_RECORD = "outreach_record", _("record every visit")
    OUTREACH_RECORD_OWN = "outreach_record_own", _("record the visits of her own rounds")
    OUTREACH_PLAN = "outreach_plan", _("plan rounds of visits")
    OUTREACH_ALLOW = "outreach_allow", _("allow a visit within one side")
    PLAYROOM_SEE = "playroom_see", _("see the playroom and its children")
    PLAYROOM_WORK = "playroom_work", _("take children in and hand them over")
    CHILD_ADD = "child_add", _("write down children and who may collect them")
    PLAYROOM_MANAGE = "playroom_manage", _("decide about carers, bands and hand-overs")
    PICKUP_BLOCK = "pickup_block", _("know why somebody must not collect a child")


_P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FIELD: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.FOLLOW_UP,
            _P.SKILLS_RATE,
            _P.HANDOUT_GIVE,
            _P.ATTENDANCE_RECORD,
            _P.SESSION_CHANGE,
            _P.COHORT_SEE,
            _P.PARTICIPANT_ADD,
            _P.PEOPLE_SEE,
            _P.PHONE_REVEAL,
            _P.HOUSEHOLD_ADD,
            _P.OUTREACH_SEE,
            _P.OUTREACH_RECORD,
            _P.PLAYROOM_SEE,
            _P.CHILD_ADD,
        }
    ),
    Role.FACILITATOR: frozenset(
        {_P.SESSIONS_SEE_ASSIGNED, _P.ATTENDANCE_RECORD_ASSIGNED, _P.FOLLOW_UP, _P.SKILLS_RATE}
    ),
    Role.COORDINATOR: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.FOLLOW_UP,
            _P.SKILLS_RATE,
            _P.HANDOUT_GIVE,
            _P.ATTENDANCE_RECORD,
            _P.SESSION_CHANGE,
            _P.COHORT_PLAN,
            _P.COHORT_CLOSE,
            _P.COHORT_SEE,
            _P.PARTICIPANT_ADD,
            _P.PEOPLE_SEE,
            _P.PEOPLE_TAKE,
            _P.PHONE_REVEAL,
            _P.PEOPLE_MERGE,
            _P.STAFF_MANAGE,
            _P.PLACES_EDIT,
            _P.HOUSEHOLD_ADD,
            _P.OUTREACH_SEE,
            _P.OUTREACH_RECORD,
            _P.OUTREACH_PLAN,
            _P.PLAYROOM_SEE,
            _P.PLAYROOM_WORK,
            _P.CHILD_ADD,
            _P.PLAYROOM_MANAGE,
        }
    ),
    Role.MANAGER: frozenset(
        {
            _P.SESSIONS_SEE,
            _P.FOLLOW_UP,
            _P.COHORT_SEE,
            _P.PEOPLE_SEE,
            _P.PEOPLE_TAKE,
            _P.CODED_TAKE,
            _P.PHONE_REVEAL,
            _P.ATTENDANCE_DECIDE,
            _P.STAFF_MANAGE,
            _P.PERIOD_LOCK,
            _P.COHORT_CLOSE,
            _P.RECORD_SEE,
            _P.NEEDS_SEE,
            _P.STATISTICS_SEE,
            _P.REPORTS_SEE,
            _P.REPORT_WRITE,
            _P.REPORT_SIGN,
            _P.OUTREACH_SEE,
            _P.OUTREACH_ALLOW,
            _P.PLAYROOM_SEE,
            _P.PLAYROOM_MANAGE,
            _P.PICKUP_BLOCK,
        }
    ),
    # Working pages are for those who may open each record.
    Role.MANDE: frozenset({_P.STATISTICS_SEE, _P.REPORTS_SEE, _P.REPORT_WRITE, _P.CODED_TAKE}),
    Role.CATALOGUE: frozenset({_P.CATALOGUE_EDIT}),
    Role.SYSADMIN: frozenset({_P.SYSTEM_RUN, _P.STAFF_MANAGE, _P.PLACES_EDIT, _P.CATALOGUE_EDIT}),
    Role.OUTREACH: frozenset({_P.HOUSEHOLD_ADD, _P.OUTREACH_SEE_OWN, _P.OUTREACH_RECORD_OWN}),
    Role.CHILDCARE: frozenset({_P.PLAYROOM_SEE, _P.PLAYROOM_WORK, _P.CHILD_ADD}),
    # Signed reports and nothing else: fixed tables of closed periods.
    Role.DONOR: frozenset({_P.REPORTS_SEE}),
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
