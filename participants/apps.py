from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """The people we serve."""

    name = "participants"
    verbose_name = _("participants")

    def ready(self) -> None:
        from participants import panels
        from participants.file_kinds import register_files
        from participants.registries import on_anonymise, on_withdraw
        from participants.services.identity import erase_identity
        from participants.services.imports.forget import forget_person
        from participants.services.taken_files import end_files_on_withdrawal, end_files_with

        panels.register()
        register_files()
        on_withdraw.register("identity", erase_identity)
        on_withdraw.register("files", end_files_on_withdrawal)
        on_anonymise.register("lists", forget_person)
        on_anonymise.register("files", end_files_with)
