from django.urls import URLPattern, path

from participants.views.consents import person_consents
from participants.views.duplicates import duplicate, duplicates, merge_undo
from participants.views.household import person_household
from participants.views.import_detail import (
    import_apply,
    import_columns,
    import_detail,
    import_errors,
    import_forget,
    import_undo,
)
from participants.views.imports import import_list, import_template, people_export
from participants.views.parts import person_identity, person_reach, person_status, person_who
from participants.views.people import people_list
from participants.views.person import person_detail, phone_reveal
from participants.views.person_record import person_record
from participants.views.registration import latin_suggestion, person_add

app_name = "participants"
urlpatterns: list[URLPattern] = [
    path("people/", people_list, name="people_list"),
    path("people/add/", person_add, name="person_add"),
    path("people/latin/", latin_suggestion, name="latin_suggestion"),
    path("people/duplicates/", duplicates, name="duplicates"),
    path("people/duplicates/<uuid:candidate_id>/", duplicate, name="duplicate"),
    path("people/lists/", import_list, name="import_list"),
    path("people/lists/template/", import_template, name="import_template"),
    path("people/lists/people/", people_export, name="people_export"),
    path("people/lists/<uuid:import_id>/", import_detail, name="import_detail"),
    path("people/lists/<uuid:import_id>/columns/", import_columns, name="import_columns"),
    path("people/lists/<uuid:import_id>/apply/", import_apply, name="import_apply"),
    path("people/lists/<uuid:import_id>/errors/", import_errors, name="import_errors"),
    path("people/lists/<uuid:import_id>/undo/", import_undo, name="import_undo"),
    path("people/lists/<uuid:import_id>/forget/", import_forget, name="import_forget"),
    path("people/merges/<uuid:merge_id>/undo/", merge_undo, name="merge_undo"),
    path("people/<uuid:person_id>/", person_detail, name="person_detail"),
    path("people/<uuid:person_id>/phone/", phone_reveal, name="phone_reveal"),
    path("people/<uuid:person_id>/who/", person_who, name="person_who"),
    path("people/<uuid:person_id>/reach/", person_reach, name="person_reach"),
    path("people/<uuid:person_id>/status/", person_status, name="person_status"),
    path("people/<uuid:person_id>/identity/", person_identity, name="person_identity"),
    path("people/<uuid:person_id>/consents/", person_consents, name="person_consents"),
    path("people/<uuid:person_id>/household/", person_household, name="person_household"),
    path("people/<uuid:participant_id>/record/", person_record, name="person_record"),
]
