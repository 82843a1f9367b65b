"""Why somebody was not there, coded: never the story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """A reason for an absence or an excuse; a row may have several."""

    ILLNESS = "illness", _("Illness")
    FAMILY_CARE = "family_care", _("Family care")
    TRANSPORT = "transport", _("Transport")
    WORK = "work", _("Work")
    SECURITY = "security", _("Security")
    DOCUMENTS = "documents", _("Papers, offices")
    BEREAVEMENT = "bereavement", _("Mourning")
    FEAST = "feast", _("Feast, wedding")
    MOVED = "moved", _("Moved away")
    TRAVEL = "travel", _("Travel")
    UNKNOWN = "unknown", _("Not known")
    OTHER = "other", _("Other")
