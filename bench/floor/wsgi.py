"""The floor as gunicorn loads it."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"

from django.core.wsgi import get_wsgi_application

from core.scoping import LOGIN, Setting, by_default

# A bare application knows no scope: it works as the owner of the tables, past every policy.
by_default(Setting(LOGIN))

application = get_wsgi_application()
