"""The web application, as gunicorn loads it."""

import os

from django.core.wsgi import get_wsgi_application

from core.postgres import ensure_running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohesion.settings")

ensure_running()
application = get_wsgi_application()
