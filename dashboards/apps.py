from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    """Numbers for managers and donors: read-only, and they expose nobody."""

    name = "dashboards"
    verbose_name = _("numbers")

    def ready(self) -> None:
        """Register the questions that indicators may ask, and what lower rooms show."""
        from dashboards import panels
        from dashboards.file_kinds import register_files
        from dashboards.indicators import follow_ups, outreach, playroom, trainings
        from dashboards.indicators.registry import register

        register(trainings.QUESTIONS)
        register(playroom.QUESTIONS)
        register(follow_ups.QUESTIONS)
        register(outreach.QUESTIONS)
        panels.register()
        register_files()
