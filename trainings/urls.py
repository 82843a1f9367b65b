from django.urls import URLPattern, path

from trainings.views.roster import session_roster, session_undo
from trainings.views.roster_print import session_print
from trainings.views.roster_row import roster_row
from trainings.views.sync import attendance_sync

app_name = "trainings"
urlpatterns: list[URLPattern] = [
    path("attendance/sync/", attendance_sync, name="attendance_sync"),
    path("sessions/<uuid:session_id>/", session_roster, name="session_roster"),
    path("sessions/<uuid:session_id>/print/", session_print, name="session_print"),
    path("sessions/<uuid:session_id>/undo/", session_undo, name="session_undo"),
    path("sessions/<uuid:session_id>/rows/<uuid:enrolment_id>/", roster_row, name="roster_row"),
]
