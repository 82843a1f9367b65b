"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from cohesion.views.help import help_page
from cohesion.views.home import home
from cohesion.views.report_card import report_card
from cohesion.views.system import system

urlpatterns = [
    path("", home, name="home"),
    path("help/", help_page, name="help"),
    path("safe/", report_card, name="report_card"),
    path("system/", system, name="system"),
    path("", include("accounts.urls")),
    path("", include("participants.urls")),
    path("", include("trainings.urls")),
    path("", include("childcare.urls")),
    path("", include("outreach.urls")),
    path("", include("dashboards.urls")),
    path("admin/", admin.site.urls),
]

# allauth looks for this one when somebody tries too often.
handler429 = "cohesion.views.errors.too_many"
