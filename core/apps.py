from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every room stands on; it knows Django, not our domain."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        from core import checks  # noqa: F401
