from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Who pays, where it happens, and on which days."""

    name = "programmes"
    verbose_name = _("places and projects")
