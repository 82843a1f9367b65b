from django.urls import URLPattern, path

from outreach.views.board import board, garment_order, garment_step
from outreach.views.bounds import project_measures
from outreach.views.household_add import household_add, household_edit
from outreach.views.household_detail import household_change, household_detail, member_edit
from outreach.views.household_list import household_list
from outreach.views.measure import household_measure, visit_measure
from outreach.views.round_detail import round_detail, round_state
from outreach.views.round_households import round_households
from outreach.views.round_list import round_add, round_list
from outreach.views.round_people import round_people
from outreach.views.round_plan import round_plan
from outreach.views.sides import project_sides
from outreach.views.visit_detail import visit_detail
from outreach.views.visit_list import visit_list
from outreach.views.visit_plan import visit_allow, visit_edit
from outreach.views.visit_steps import visit_deliver, visit_outcome, visit_set_off, visit_step

HOUSEHOLD = "outreach/households/<uuid:household_id>/"
ROUND = "outreach/rounds/<uuid:round_id>/"
VISIT = "outreach/visits/<uuid:visit_id>/"
MEMBER = "members/<uuid:member_id>/"

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    path("outreach/visits/", visit_list, name="visit_list"),
    path(VISIT, visit_detail, name="visit_detail"),
    path(f"{VISIT}edit/", visit_edit, name="visit_edit"),
    path(f"{VISIT}allow/", visit_allow, name="visit_allow"),
    path(f"{VISIT}set-off/", visit_set_off, name="visit_set_off"),
    path(f"{VISIT}step/", visit_step, name="visit_step"),
    path(f"{VISIT}outcome/", visit_outcome, name="visit_outcome"),
    path(f"{VISIT}deliver/", visit_deliver, name="visit_deliver"),
    path(f"{VISIT}{MEMBER}measure/", visit_measure, name="visit_measure"),
    path("outreach/households/", household_list, name="household_list"),
    path("outreach/households/add/", household_add, name="household_add"),
    path(HOUSEHOLD, household_detail, name="household_detail"),
    path(f"{HOUSEHOLD}edit/", household_edit, name="household_edit"),
    path(f"{HOUSEHOLD}change/", household_change, name="household_change"),
    path(f"{HOUSEHOLD}{MEMBER}", member_edit, name="member_edit"),
    path(f"{HOUSEHOLD}{MEMBER}measure/", household_measure, name="household_measure"),
    path("outreach/rounds/", round_list, name="round_list"),
    path("outreach/rounds/add/", round_add, name="round_add"),
    path(ROUND, round_detail, name="round_detail"),
    path(f"{ROUND}state/", round_state, name="round_state"),
    path(f"{ROUND}people/", round_people, name="round_people"),
    path(f"{ROUND}households/", round_households, name="round_households"),
    path(f"{ROUND}plan/", round_plan, name="round_plan"),
    path(f"{ROUND}board/", board, name="board"),
    path(f"{ROUND}order/", garment_order, name="garment_order"),
    path("outreach/garments/<uuid:garment_id>/", garment_step, name="garment_step"),
    path(
        "outreach/projects/<uuid:project_id>/measures/", project_measures, name="project_measures"
    ),
    path("outreach/projects/<uuid:project_id>/sides/", project_sides, name="project_sides"),
]
