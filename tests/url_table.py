"""Who may open which address: the table that `test_urls.py` walks.

A new address needs a row. `opens_to` names the roles it opens to, by hand: nothing here is
computed from the code that it checks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from participants.models import IdentityValue
from tests.childcare.url_rows import ROWS as CHILDCARE
from tests.dashboards.url_rows import ROWS as DASHBOARDS
from tests.outreach.url_rows import ROWS as OUTREACH
from tests.participants.url_rows import ROWS as PEOPLE
from tests.url_row import (
    AT_COHORTS,
    AT_SESSIONS,
    CATALOGUE,
    EVERYBODY,
    MISSING,
    NOBODY,
    PLACES,
    RECORDING,
    STAFF,
    Row,
)
from tests.url_world import World


def _session(world: World) -> dict[str, Any]:
    return {"session_id": world.session.pk}


def _session_row(world: World) -> dict[str, Any]:
    return _session(world) | {"enrolment_id": world.enrolment.pk}


PUBLIC = {
    "report_card": Row(EVERYBODY, signed_out=200),
    "accounts:sign_in": Row(EVERYBODY, answer=302, signed_out=200),
    "accounts:sign_out": Row(EVERYBODY, method="post", answer=302, signed_out=302),
    "accounts:language": Row(
        EVERYBODY, method="post", data={"language": "en"}, answer=302, signed_out=302
    ),
    "accounts:theme": Row(
        EVERYBODY, method="post", data={"theme": "outdoor"}, answer=302, signed_out=302
    ),
    # Closed as soon as there is any member of staff.
    "accounts:first_administrator": Row(
        EVERYBODY, answer=404, ids=lambda world: {"token": "x" * 43}, signed_out=404
    ),
}

HOUSE = {
    "home": Row(EVERYBODY, answer=302),
    "help": Row(EVERYBODY),
    "system": Row("sysadmin"),
    "accounts:password_change": Row(EVERYBODY),
}

SESSIONS = {
    "trainings:attendance_sync": Row(
        EVERYBODY, method="post", data={"not": "json"}, answer=400, signed_out=401
    ),
    "trainings:session_roster": Row(AT_SESSIONS, ids=_session, elsewhere=404),
    "trainings:session_roster post": Row(
        AT_SESSIONS,
        method="post",
        ids=_session,
        answer=302,
        elsewhere=404,
        exceptions={"manager": 403},
    ),
    "trainings:session_print": Row(AT_SESSIONS, ids=_session, elsewhere=404),
    "trainings:session_undo": Row(
        RECORDING, method="post", ids=_session, answer=302, elsewhere=404
    ),
    "trainings:roster_row": Row(AT_SESSIONS, ids=_session_row, elsewhere=404),
    "trainings:roster_row of nobody": Row(
        AT_SESSIONS,
        ids=lambda world: _session(world) | {"enrolment_id": MISSING},
        answer=404,
        elsewhere=404,
    ),
}


def _cohort(world: World) -> dict[str, Any]:
    return {"cohort_id": world.cohort.pk}


def _colleague(world: World) -> dict[str, Any]:
    return {"user_id": world.colleague.pk}


COORDINATING = "field coordinator"
AROUND_SESSIONS = {
    "trainings:today": Row(AT_SESSIONS),
    "trainings:session_state": Row(COORDINATING, ids=_session, elsewhere=404),
    "trainings:session_staff": Row(COORDINATING, ids=_session, elsewhere=404),
    "trainings:session_makeup": Row(COORDINATING, ids=_session, elsewhere=404),
    "trainings:session_finish": Row(RECORDING, ids=_session, elsewhere=404),
    "trainings:session_person_add": Row(RECORDING, ids=_session, elsewhere=404),
    "trainings:session_refused": Row(
        RECORDING, method="post", ids=_session, answer=302, elsewhere=404
    ),
    "trainings:dialogue_note": Row(RECORDING, ids=_session, answer=404, elsewhere=404),
    "trainings:referral_add": Row(
        RECORDING, method="post", ids=_session, answer=302, elsewhere=404
    ),
}

COHORTS = {
    "trainings:cohort_list": Row(AT_COHORTS),
    "trainings:cohort_plan": Row("coordinator"),
    "trainings:cohort_detail": Row(AT_COHORTS, ids=_cohort, elsewhere=404),
    "trainings:cohort_times": Row("coordinator", ids=_cohort, elsewhere=404),
    "trainings:enrolment_add": Row(COORDINATING, ids=_cohort, elsewhere=404),
    "trainings:enrolment_several": Row(COORDINATING, ids=_cohort, elsewhere=404),
    # Nobody was chosen, so the page leads back to the list of people.
    "trainings:enrolment_chosen": Row(COORDINATING, answer=302),
    "trainings:cohort_waiting": Row(AT_COHORTS, ids=_cohort, elsewhere=404),
    # She has a place already, so the page leads to it.
    "trainings:enrolment_accept": Row(
        COORDINATING,
        ids=lambda world: {"enrolment_id": world.enrolment.pk},
        answer=302,
        elsewhere=404,
    ),
    "trainings:enrolment_detail": Row(
        AT_COHORTS, ids=lambda world: {"enrolment_id": world.enrolment.pk}, elsewhere=404
    ),
    "trainings:enrolment_detail post": Row(
        AT_COHORTS,
        method="post",
        ids=lambda world: {"enrolment_id": world.enrolment.pk},
        elsewhere=404,
        exceptions={"manager": 403},
    ),
}


def _follow_up(world: World) -> dict[str, Any]:
    return {"follow_up_id": world.follow_up}


FOLLOW_UPS = {
    "trainings:follow_up_list": Row(AT_SESSIONS),
    "trainings:follow_up_detail": Row(AT_SESSIONS, ids=_follow_up, elsewhere=404),
    "trainings:follow_up_detail post": Row(
        AT_SESSIONS, method="post", ids=_follow_up, answer=302, elsewhere=404
    ),
    # Nobody was asked to call her, so the card leads back to the page.
    "trainings:follow_up_peer": Row(AT_SESSIONS, ids=_follow_up, answer=302, elsewhere=404),
}

HANDING_OUT = "field coordinator"
HANDOUTS = {
    "trainings:cohort_handouts": Row(AT_COHORTS, ids=_cohort, elsewhere=404),
    "trainings:cohort_handouts_list": Row(
        HANDING_OUT, method="post", ids=_cohort, answer=302, elsewhere=404
    ),
    "trainings:handout_take_back": Row(
        HANDING_OUT,
        method="post",
        ids=lambda world: _cohort(world) | {"handout_id": world.handout},
        answer=302,
        elsewhere=404,
    ),
}


def _referral(world: World) -> dict[str, Any]:
    return {"referral_id": world.referral}


REFERRALS = {
    "trainings:referral_list": Row("protection"),
    "trainings:referral_take_up": Row(
        "protection", method="post", ids=_referral, answer=302, elsewhere=404
    ),
    "trainings:referral_put_back": Row(
        "protection", method="post", ids=_referral, answer=302, elsewhere=404
    ),
}

CLOSING = "coordinator manager"
COMPLETION = {
    "trainings:cohort_skills": Row(AT_SESSIONS, ids=_cohort, elsewhere=404),
    "trainings:cohort_skills post": Row(
        AT_SESSIONS,
        method="post",
        ids=_cohort,
        answer=302,
        elsewhere=404,
        exceptions={"manager": 403},
    ),
    "trainings:cohort_close": Row(CLOSING, ids=_cohort, elsewhere=404),
    "trainings:cohort_certificates": Row(CLOSING, ids=_cohort, elsewhere=404),
    "trainings:cohort_certificates_print": Row(
        CLOSING, method="post", ids=_cohort, answer=302, elsewhere=404
    ),
    "trainings:cohort_next": Row(CLOSING, ids=_cohort, elsewhere=404),
    "trainings:enrolment_move": Row(
        COORDINATING, ids=lambda world: {"enrolment_id": world.enrolment.pk}, elsewhere=404
    ),
    "trainings:session_sheet": Row(AT_SESSIONS, ids=_session, elsewhere=404),
    # Whoever holds a paper may have it confirmed.
    "trainings:certificate_check": Row(EVERYBODY, signed_out=200),
    "trainings:certificate_confirm": Row(
        EVERYBODY, ids=lambda world: {"code": world.certificate_code}, signed_out=200
    ),
    "trainings:certificate_confirm unknown": Row(
        EVERYBODY, ids=lambda world: {"code": "2" * 12}, answer=404, signed_out=404
    ),
}

WAITING = {
    "trainings:waiting": Row("manager"),
    "trainings:period_lock": Row("manager", method="post", answer=302),
    "trainings:disagreement_settle": Row(
        "manager", method="post", ids=lambda world: {"disagreement_id": MISSING}, answer=404
    ),
    "trainings:review_settle": Row(
        "manager", method="post", ids=lambda world: {"review_id": MISSING}, answer=404
    ),
    "trainings:reviews_settle": Row(
        "manager",
        method="post",
        ids=lambda world: {"session_id": world.session.pk},
        answer=302,
        elsewhere=404,
    ),
}

RECORD = {
    "accounts:looks": Row("manager"),
    "participants:person_record": Row(
        "manager", ids=lambda world: {"participant_id": world.participant.pk}, elsewhere=404
    ),
}

TAKING = "coordinator manager mande"
FILES = {
    "accounts:file_list": Row(TAKING),
    "accounts:file_add": Row("coordinator manager", ids=lambda world: {"code": "class-list"}),
    "accounts:file_add with codes": Row(
        "manager mande", ids=lambda world: {"code": "coded-attendance"}
    ),
    "accounts:file_add of no kind": Row(TAKING, ids=lambda world: {"code": "x"}, answer=404),
    # A file is opened by who asked for it, and by nobody else.
    "accounts:file_detail": Row(
        TAKING, ids=lambda world: {"export_id": world.export}, answer=404, elsewhere=404
    ),
    "accounts:file_take": Row(
        TAKING, method="post", ids=lambda world: {"export_id": world.export}, answer=404
    ),
}

COLLEAGUES = {
    "accounts:staff_list": Row(STAFF),
    "accounts:staff_add": Row(STAFF),
    "accounts:staff_detail": Row(STAFF, ids=_colleague, elsewhere=404, sees_all="sysadmin"),
    "accounts:staff_password": Row(
        STAFF, method="post", ids=_colleague, elsewhere=404, sees_all="sysadmin"
    ),
    "accounts:staff_switch": Row(
        STAFF, method="post", ids=_colleague, answer=302, elsewhere=404, sees_all="sysadmin"
    ),
    "accounts:grant_end": Row(
        STAFF,
        method="post",
        ids=lambda world: _colleague(world) | {"grant_id": world.colleague.grants.get().pk},
        answer=302,
        elsewhere=404,
        sees_all="sysadmin",
    ),
}

ADMIN = {
    "admin:index": Row("catalogue coordinator sysadmin"),
    "admin:login": Row(EVERYBODY, answer=302),
    "admin:logout": Row("catalogue coordinator sysadmin", method="post", answer=302),
    "admin:password_change": Row("catalogue coordinator sysadmin", answer=302),
    "admin:password_change_done": Row("catalogue coordinator sysadmin"),
    "admin:autocomplete": Row(NOBODY),
    "admin:jsi18n": Row("catalogue coordinator sysadmin"),
    "admin:view_on_site": Row(
        "catalogue coordinator sysadmin",
        ids=lambda world: {"content_type_id": 999_999, "object_id": MISSING},
        answer=404,
    ),
    "admin:-": Row(
        "catalogue coordinator sysadmin", ids=lambda world: {"url": "nothing/here/"}, answer=404
    ),
}


def _edited(
    model: str,
    opens_to: str,
    record: Callable[[World], Any],
    *,
    adding: str | None = None,
    deleting: str = NOBODY,
    elsewhere: int | None = None,
) -> dict[str, Row]:
    """The five addresses of a model in the admin; one that is not hers leads back to the start."""

    def ids(world: World) -> dict[str, Any]:
        return {"object_id": record(world).pk}

    own = {"elsewhere": elsewhere, "sees_all": "sysadmin", "by_site": True}
    return {
        f"admin:{model}_changelist": Row(opens_to),
        f"admin:{model}_add": Row(opens_to if adding is None else adding),
        f"admin:{model}_change": Row(opens_to, ids=ids, **own),
        f"admin:{model}_history": Row(opens_to, ids=ids, **own),
        f"admin:{model}_delete": Row(deleting, ids=ids),
    }


EDITED = {
    "admin:app_list": Row(
        "catalogue coordinator sysadmin",
        ids=lambda world: {"app_label": "trainings"},
        exceptions={"coordinator": 404},
    ),
    **_edited("trainings_course", CATALOGUE, lambda world: world.version.course),
    **_edited(
        "trainings_courseversion", CATALOGUE, lambda world: world.version, deleting=CATALOGUE
    ),
    **_edited(
        "programmes_site",
        PLACES,
        lambda world: world.place.site,
        adding="sysadmin",
        elsewhere=302,
    ),
    **_edited("programmes_room", PLACES, lambda world: world.room, elsewhere=302),
    **_edited("programmes_holiday", PLACES, lambda world: world.holiday, deleting="sysadmin"),
    **_edited(
        "participants_identityvalue",
        "sysadmin",
        lambda world: IdentityValue.objects.get(kind="belief", code="yazidi"),
    ),
    **_edited("programmes_project", "sysadmin", lambda world: world.place.project),
    **_edited("programmes_projectsite", "sysadmin", lambda world: world.place),
}

ROWS = (
    PUBLIC
    | HOUSE
    | SESSIONS
    | AROUND_SESSIONS
    | COHORTS
    | PEOPLE
    | FOLLOW_UPS
    | COMPLETION
    | HANDOUTS
    | REFERRALS
    | WAITING
    | RECORD
    | FILES
    | COLLEAGUES
    | ADMIN
    | EDITED
    | CHILDCARE
    | OUTREACH
    | DASHBOARDS
)
"""By the name of the address; a word after it tells a second row for the same address apart."""
