"""The Django admin as part of the house: its own site, closed to whoever edits nothing there."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class CohesionAdmin(AdminSite):
    """Catalogue, places, rooms and holidays."""

    site_title = _("Cohesion")
    site_header = _("Cohesion")
    index_title = _("Catalogue and places")


class CohesionAdminConfig(AdminConfig):
    """Makes `admin.site` ours."""

    default_site = "cohesion.admin.CohesionAdmin"
