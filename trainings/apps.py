from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    """Catalogue, cohorts, sessions and attendance."""

    name = "trainings"
    verbose_name = _("trainings")

    def ready(self) -> None:
        from trainings import visibility

        visibility.register()
