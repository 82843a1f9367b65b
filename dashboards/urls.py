from django.urls import URLPattern, path

from dashboards.views import files, indicators, reports
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
    path("numbers/courses/file/", files.catalogue_file, name="catalogue_file"),
    path(
        "numbers/projects/<uuid:project_id>/indicators/",
        indicators.indicator_list,
        name="indicator_list",
    ),
    path(
        "numbers/projects/<uuid:project_id>/indicators/add/",
        indicators.indicators_seed,
        name="indicators_seed",
    ),
    path("numbers/projects/<uuid:project_id>/targets/", indicators.targets, name="targets"),
    path(
        "numbers/indicators/<uuid:indicator_id>/", indicators.indicator_edit, name="indicator_edit"
    ),
    path("numbers/projects/<uuid:project_id>/report/", reports.report_freeze, name="report_freeze"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<uuid:report_id>/", reports.report_page, name="report"),
    path("reports/<uuid:report_id>/sign/", reports.report_sign, name="report_sign"),
    path("reports/<uuid:report_id>/changes/", reports.report_changes, name="report_changes"),
    path("reports/<uuid:report_id>/file/", files.report_file, name="report_file"),
]
