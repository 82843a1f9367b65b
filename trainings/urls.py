from django.urls import URLPattern, path

from trainings.views.cohort_detail import cohort_detail
from trainings.views.cohort_list import cohort_list
from trainings.views.cohort_plan import cohort_plan
from trainings.views.cohort_times import cohort_times
from trainings.views.dialogue import dialogue_note, referral_add
from trainings.views.enrolment import enrolment_add, enrolment_detail
from trainings.views.roster import session_roster, session_undo
from trainings.views.roster_print import session_print
from trainings.views.roster_row import roster_row
from trainings.views.session_people import session_person_add
from trainings.views.session_staff import session_staff
from trainings.views.session_state import (
    session_finish,
    session_makeup,
    session_refused,
    session_state,
)
from trainings.views.sync import attendance_sync
from trainings.views.today import today
from trainings.views.waiting import disagreement_settle, period_lock, review_settle, waiting

app_name = "trainings"
urlpatterns: list[URLPattern] = [
    path("attendance/sync/", attendance_sync, name="attendance_sync"),
    path("sessions/<uuid:session_id>/", session_roster, name="session_roster"),
    path("sessions/<uuid:session_id>/print/", session_print, name="session_print"),
    path("sessions/<uuid:session_id>/undo/", session_undo, name="session_undo"),
    path("sessions/<uuid:session_id>/rows/<uuid:enrolment_id>/", roster_row, name="roster_row"),
    path("today/", today, name="today"),
    path("sessions/<uuid:session_id>/state/", session_state, name="session_state"),
    path("sessions/<uuid:session_id>/make-up/", session_makeup, name="session_makeup"),
    path("sessions/<uuid:session_id>/finish/", session_finish, name="session_finish"),
    path("sessions/<uuid:session_id>/refused/", session_refused, name="session_refused"),
    path("sessions/<uuid:session_id>/people/", session_person_add, name="session_person_add"),
    path("sessions/<uuid:session_id>/staff/", session_staff, name="session_staff"),
    path("sessions/<uuid:session_id>/dialogue/", dialogue_note, name="dialogue_note"),
    path("sessions/<uuid:session_id>/referral/", referral_add, name="referral_add"),
    path("waiting/", waiting, name="waiting"),
    path("waiting/lock/", period_lock, name="period_lock"),
    path(
        "waiting/disagreements/<uuid:disagreement_id>/",
        disagreement_settle,
        name="disagreement_settle",
    ),
    path("waiting/reviews/<uuid:review_id>/", review_settle, name="review_settle"),
    path("cohorts/", cohort_list, name="cohort_list"),
    path("cohorts/plan/", cohort_plan, name="cohort_plan"),
    path("cohorts/<uuid:cohort_id>/", cohort_detail, name="cohort_detail"),
    path("cohorts/<uuid:cohort_id>/times/", cohort_times, name="cohort_times"),
    path("cohorts/<uuid:cohort_id>/enrol/", enrolment_add, name="enrolment_add"),
    path("enrolments/<uuid:enrolment_id>/", enrolment_detail, name="enrolment_detail"),
]
