from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    """Catalogue, cohorts, sessions and attendance."""

    name = "trainings"
    verbose_name = _("trainings")

    def ready(self) -> None:
        from participants import before_merge, on_anonymise, on_merge, on_undo_merge, on_withdraw
        from trainings import panels, visibility
        from trainings.file_kinds import register_files
        from trainings.services.anonymising import take_words_away
        from trainings.services.merging import hold_places, settle_merge, settle_undo
        from trainings.services.withdrawals import stop_contact

        visibility.register()
        panels.register()
        register_files()
        before_merge.register("places in cohorts", hold_places)
        on_merge.register("places in cohorts", settle_merge)
        on_undo_merge.register("places in cohorts", settle_undo)
        on_withdraw.register("follow-ups", stop_contact)
        on_anonymise.register("places in cohorts", take_words_away)
