"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("trainings.urls")),
    path("admin/", admin.site.urls),
]
