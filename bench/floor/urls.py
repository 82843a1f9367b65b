from django.urls import path

from bench.floor.views import page, save

urlpatterns = [
    path("sessions/<uuid:session_id>/", page),
    path("attendance/sync/", save),
]
