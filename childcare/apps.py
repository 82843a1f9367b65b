from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildcareConfig(AppConfig):
    """Children, who may collect them, their stays, and how many adults they need."""

    name = "childcare"
    verbose_name = _("playroom")

    def ready(self) -> None:
        from childcare import visibility
        from childcare.services.anonymising import forget_family
        from childcare.views import panels, roster_chips
        from core import panels as places
        from core.postgres import roles
        from participants import on_anonymise
        from trainings.registries import roster_extras

        visibility.register()
        roster_extras.register(roster_chips.NAME, roster_chips.EXTRA)
        on_anonymise.register("her children", forget_family)
        places.today.register(self.name, panels.today_panel)
        places.person.register(self.name, panels.person_panel)
        # Who was refused, and who may collect, is added to and never taken away.
        roles.limit_table("childcare_refusedhandover", "SELECT, INSERT")
        roles.limit_table("childcare_pickupauthorisation", "SELECT, INSERT, UPDATE")
