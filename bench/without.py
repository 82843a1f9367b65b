"""The product as gunicorn loads it, less what `COHESION_WITHOUT` names; for a benchmark alone.

`scope`: nobody is told to the database, and its owner works past the policies. `looks`: nobody
keeps who looked.
"""

from __future__ import annotations

import os
from unittest.mock import MagicMock

from django.core.wsgi import get_wsgi_application

LEFT_OUT = os.environ["COHESION_WITHOUT"].split()

application = get_wsgi_application()

if "scope" in LEFT_OUT:
    from core import scoping

    scoping.by_default(None)
    scoping._tell = lambda setting, sites=None: setting
if "looks" in LEFT_OUT:
    from accounts.services import looks

    looks.connection = MagicMock()
