from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """The people we serve."""

    name = "participants"
    verbose_name = _("participants")
