from django.urls import path

from bench.floor.numbers import cohort, project
from bench.floor.views import page, save

urlpatterns = [
    path("sessions/<uuid:session_id>/", page),
    path("attendance/sync/", save),
    path("numbers/projects/<uuid:project_id>/", project),
    path("numbers/cohorts/<uuid:cohort_id>/", cohort),
]
