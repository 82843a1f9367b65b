from django.urls import URLPattern, path

from trainings.views.certificate_check import certificate_check, certificate_confirm
from trainings.views.certificates import cohort_certificates, cohort_certificates_print
from trainings.views.chosen import enrolment_chosen
from trainings.views.closing import cohort_close
from trainings.views.cohort_detail import cohort_detail
from trainings.views.cohort_list import cohort_list
from trainings.views.cohort_plan import cohort_plan
from trainings.views.cohort_times import cohort_times
from trainings.views.dialogue import dialogue_note, referral_add
from trainings.views.enrolment import enrolment_detail
from trainings.views.enrolment_add import enrolment_add
from trainings.views.follow_up import follow_up_detail, follow_up_peer
from trainings.views.follow_ups import follow_up_list
from trainings.views.handouts import cohort_handouts, cohort_handouts_list, handout_take_back
from trainings.views.nominations import cohort_next
from trainings.views.referrals import referral_list, referral_put_back, referral_take_up
from trainings.views.roster import session_roster, session_undo
from trainings.views.roster_print import session_print
from trainings.views.roster_row import roster_row
from trainings.views.session_people import session_person_add
from trainings.views.session_sheet import session_sheet
from trainings.views.session_staff import session_staff
from trainings.views.session_state import (
    session_finish,
    session_makeup,
    session_refused,
    session_state,
)
from trainings.views.several import enrolment_several
from trainings.views.skills import cohort_skills
from trainings.views.sync import attendance_sync
from trainings.views.today import today
from trainings.views.transfer import enrolment_move
from trainings.views.waiting import (
    disagreement_settle,
    period_lock,
    review_settle,
    reviews_settle,
    waiting,
)
from trainings.views.waitlist import cohort_waiting, enrolment_accept

app_name = "trainings"
urlpatterns: list[URLPattern] = [
    path("attendance/sync/", attendance_sync, name="attendance_sync"),
    path("sessions/<uuid:session_id>/", session_roster, name="session_roster"),
    path("sessions/<uuid:session_id>/print/", session_print, name="session_print"),
    path("sessions/<uuid:session_id>/sheet.pdf", session_sheet, name="session_sheet"),
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
    path("referrals/", referral_list, name="referral_list"),
    path("referrals/<uuid:referral_id>/take-up/", referral_take_up, name="referral_take_up"),
    path("referrals/<uuid:referral_id>/put-back/", referral_put_back, name="referral_put_back"),
    path("waiting/", waiting, name="waiting"),
    path("waiting/lock/", period_lock, name="period_lock"),
    path(
        "waiting/disagreements/<uuid:disagreement_id>/",
        disagreement_settle,
        name="disagreement_settle",
    ),
    path("waiting/reviews/<uuid:review_id>/", review_settle, name="review_settle"),
    path("waiting/sessions/<uuid:session_id>/", reviews_settle, name="reviews_settle"),
    path("cohorts/", cohort_list, name="cohort_list"),
    path("cohorts/enrol/", enrolment_chosen, name="enrolment_chosen"),
    path("cohorts/plan/", cohort_plan, name="cohort_plan"),
    path("cohorts/<uuid:cohort_id>/", cohort_detail, name="cohort_detail"),
    path("cohorts/<uuid:cohort_id>/times/", cohort_times, name="cohort_times"),
    path("cohorts/<uuid:cohort_id>/enrol/", enrolment_add, name="enrolment_add"),
    path("cohorts/<uuid:cohort_id>/enrol-several/", enrolment_several, name="enrolment_several"),
    path("cohorts/<uuid:cohort_id>/waiting/", cohort_waiting, name="cohort_waiting"),
    path("enrolments/<uuid:enrolment_id>/accept/", enrolment_accept, name="enrolment_accept"),
    path("enrolments/<uuid:enrolment_id>/", enrolment_detail, name="enrolment_detail"),
    path("enrolments/<uuid:enrolment_id>/move/", enrolment_move, name="enrolment_move"),
    path("follow-ups/", follow_up_list, name="follow_up_list"),
    path("follow-ups/<uuid:follow_up_id>/", follow_up_detail, name="follow_up_detail"),
    path("follow-ups/<uuid:follow_up_id>/peer/", follow_up_peer, name="follow_up_peer"),
    path("cohorts/<uuid:cohort_id>/skills/", cohort_skills, name="cohort_skills"),
    path("cohorts/<uuid:cohort_id>/close/", cohort_close, name="cohort_close"),
    path("cohorts/<uuid:cohort_id>/certificates/", cohort_certificates, name="cohort_certificates"),
    path(
        "cohorts/<uuid:cohort_id>/certificates/print/",
        cohort_certificates_print,
        name="cohort_certificates_print",
    ),
    path("cohorts/<uuid:cohort_id>/handouts/", cohort_handouts, name="cohort_handouts"),
    path(
        "cohorts/<uuid:cohort_id>/handouts/list/",
        cohort_handouts_list,
        name="cohort_handouts_list",
    ),
    path(
        "cohorts/<uuid:cohort_id>/handouts/<uuid:handout_id>/",
        handout_take_back,
        name="handout_take_back",
    ),
    path("cohorts/<uuid:cohort_id>/next/", cohort_next, name="cohort_next"),
    path("certificate/", certificate_check, name="certificate_check"),
    path("certificate/<str:code>/", certificate_confirm, name="certificate_confirm"),
]
