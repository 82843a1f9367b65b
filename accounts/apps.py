from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Staff: who they are, what they may do, and where."""

    name = "accounts"
    verbose_name = _("staff")
