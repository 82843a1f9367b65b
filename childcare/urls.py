from django.urls import URLPattern, path

from childcare.views.carers import bands, carer_change, carer_room, carers
from childcare.views.children import child_add, child_change, child_detail, guardian_add
from childcare.views.door import family, mother_find, stay_cancel
from childcare.views.hand_over import family_out
from childcare.views.pickups import pickup_add, pickup_block, pickup_end, pickup_reveal
from childcare.views.playroom import playroom, tap_in
from childcare.views.tags import tag_print

app_name = "childcare"
urlpatterns: list[URLPattern] = [
    path("playroom/", playroom, name="playroom"),
    path("playroom/find/", mother_find, name="mother_find"),
    path("playroom/places/<uuid:enrolment_id>/", family, name="family"),
    path("playroom/places/<uuid:enrolment_id>/in/", tap_in, name="tap_in"),
    path("playroom/tags/<uuid:tag_id>/", family_out, name="hand_over"),
    path("playroom/tags/<uuid:tag_id>/print/", tag_print, name="tag_print"),
    path("playroom/stays/<uuid:stay_id>/mistake/", stay_cancel, name="stay_cancel"),
    path("playroom/women/<uuid:participant_id>/children/add/", child_add, name="child_add"),
    path("playroom/children/<uuid:child_id>/", child_detail, name="child_detail"),
    path("playroom/children/<uuid:child_id>/change/", child_change, name="child_change"),
    path("playroom/children/<uuid:child_id>/guardians/", guardian_add, name="guardian_add"),
    path("playroom/children/<uuid:child_id>/collect/", pickup_add, name="pickup_add"),
    path("playroom/children/<uuid:child_id>/refuse/", pickup_block, name="pickup_block"),
    path("playroom/pickups/<uuid:pickup_id>/end/", pickup_end, name="pickup_end"),
    path("playroom/pickups/<uuid:pickup_id>/reveal/", pickup_reveal, name="pickup_reveal"),
    path("playroom/carers/", carers, name="carers"),
    path("playroom/carers/<uuid:carer_id>/", carer_change, name="carer_change"),
    path("playroom/carers/<uuid:carer_id>/room/", carer_room, name="carer_room"),
    path("playroom/bands/", bands, name="bands"),
]
