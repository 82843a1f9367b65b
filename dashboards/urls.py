from django.urls import URLPattern, path

from dashboards.views.catalogue import catalogue_page
from dashboards.views.cohort import cohort_numbers
from dashboards.views.manager_home import manager_home
from dashboards.views.project import project_list, project_page

app_name = "dashboards"
urlpatterns: list[URLPattern] = [
    path("needs/", manager_home, name="manager_home"),
    path("numbers/", project_list, name="project_list"),
    path("numbers/projects/<uuid:project_id>/", project_page, name="project"),
    path("numbers/cohorts/<uuid:cohort_id>/", cohort_numbers, name="cohort"),
    path("numbers/courses/", catalogue_page, name="catalogue"),
]
