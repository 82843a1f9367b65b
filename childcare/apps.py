from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildcareConfig(AppConfig):
    """Children, who may collect them, their stays, and how many adults they need."""

    name = "childcare"
    verbose_name = _("playroom")
