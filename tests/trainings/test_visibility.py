"""Which role was given a rule for which model, one by one."""

from accounts.roles import Role
from accounts.visibility import registered

MODELS = (
    "participants.Participant",
    "trainings.Attendance",
    "trainings.Cohort",
    "trainings.Enrolment",
    "trainings.Session",
)


def test_only_those_who_work_with_sessions_see_people():
    at_her_places = {
        (role, model) for role in (Role.FIELD, Role.COORDINATOR, Role.MANAGER) for model in MODELS
    }
    assigned = {(Role.FACILITATOR, model) for model in MODELS if model != "trainings.Cohort"}

    assert registered() == at_her_places | assigned
