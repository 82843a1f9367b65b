"""The web application, as gunicorn loads it."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from core.postgres import PostgresError, ensure_running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohesion.settings")

try:
    ensure_running()
except PostgresError as problem:
    # A process that fails to load would end the whole server; this one waits for its database.
    sys.stderr.write(f"Attention: {problem}\n")
application = get_wsgi_application()
