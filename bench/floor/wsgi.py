"""The floor as gunicorn loads it."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"

from django.core.wsgi import get_wsgi_application

from core import scoping

# A bare application signs in as the owner of its tables, whom row security does not stop.
scoping.by_default(None)

application = get_wsgi_application()
