from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    """Households in need, visits across the community line, measurements and garments."""

    name = "outreach"
    verbose_name = _("outreach")
