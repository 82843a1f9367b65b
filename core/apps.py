from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    """What every room stands on; it knows Django, not our domain."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and what every connection and migration begins with."""
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate, pre_migrate

        from core import checks, scoping  # noqa: F401
        from core.postgres import roles

        # Django tells every room in turn; the rights follow once, after the last one with models.
        last = [room for room in apps.get_app_configs() if room.models_module][-1]
        connection_created.connect(scoping.begin, dispatch_uid="begin in no scope")
        pre_migrate.connect(roles.begin_migrating, sender=self, dispatch_uid="migrate as owner")
        post_migrate.connect(
            roles.end_migrating, sender=last, dispatch_uid="rights after migrating"
        )
