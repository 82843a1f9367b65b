"""What tests with real connections share: committed rows, gone again afterwards."""

import pytest
from django.contrib.sessions.models import Session as WebSession
from django.db import connection

CONNECTIONS = 20

# Everything else (areas, consent texts, the catalogue) came with the migrations and stays.
MADE_BY_TESTS = (
    "trainings_session",
    "trainings_cohort",
    "participants_participant",
    "programmes_project",
    "programmes_site",
    "accounts_user",
)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The database without a transaction around the test, emptied of what the test made."""
    with django_db_blocker.unblock():
        # A connection for every thread, or they would queue before the database sees them.
        connection.pool.resize(1, CONNECTIONS)
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(MADE_BY_TESTS)} CASCADE")
            # The shipped courses stay, with their frozen versions.
            cursor.execute(
                "DELETE FROM trainings_courseversion WHERE course_id IN "
                "(SELECT id FROM trainings_course WHERE code LIKE 'course-%')"
            )
            cursor.execute("DELETE FROM trainings_course WHERE code LIKE 'course-%'")
        WebSession.objects.all().delete()
        connection.close()
