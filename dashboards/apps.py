from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    """Numbers for managers and donors: read-only, and they expose nobody."""

    name = "dashboards"
    verbose_name = _("numbers")
