from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Staff: who they are, what they may do, and where."""

    name = "accounts"
    verbose_name = _("staff")

    def ready(self) -> None:
        from accounts.services import looks, sign_in
        from core.postgres import roles
        from core.scoping import SERVICE

        user_logged_in.connect(sign_in.start, dispatch_uid="start the clocks of a sign-in")
        user_logged_in.connect(looks.signed_in, dispatch_uid="note a sign-in")
        user_logged_out.connect(looks.signed_out, dispatch_uid="note a sign-out")
        # The record is written by triggers, and by whoever looks; nobody changes it afterwards.
        roles.limit_table("accounts_change", "SELECT")
        roles.limit_table("accounts_seal", "SELECT")
        roles.limit_table("accounts_look", "SELECT, INSERT")
        roles.limit_function("accounts_note_change", roles.OWNER)
        roles.limit_function("accounts_seal_day", SERVICE)
        roles.limit_function("accounts_blank_changes", SERVICE)
