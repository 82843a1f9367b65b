from django.urls import URLPattern, path

from participants.views.person_record import person_record

app_name = "participants"
urlpatterns: list[URLPattern] = [
    path("people/<uuid:participant_id>/record/", person_record, name="person_record"),
]
