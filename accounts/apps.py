from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Staff: who they are, what they may do, and where."""

    name = "accounts"
    verbose_name = _("staff")

    def ready(self) -> None:
        from accounts.services import sign_in

        user_logged_in.connect(sign_in.start, dispatch_uid="start the clocks of a sign-in")
