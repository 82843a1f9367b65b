from django.urls import URLPattern, path

from trainings.views.sync import attendance_sync

app_name = "trainings"
urlpatterns: list[URLPattern] = [
    path("attendance/sync/", attendance_sync, name="attendance_sync"),
]
