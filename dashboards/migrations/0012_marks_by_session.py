"""A session reads its own marks: one look-up of session and woman each, of the unique index.

Left to itself the server took the index of her place and read all the marks of each woman, with
every version of them that a correction leaves behind: forty for one. Counts that are changed with
each save keep room on their pages, so that no index has to hear of it.
"""

from importlib import import_module

from django.db import migrations

COUNTED = import_module("dashboards.migrations.0003_counts_kept").COUNTED.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
ANY_INDEX = "LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id"
# OFFSET 0 keeps it a question of its own, so that both columns are known when it is asked.
ITS_OWN = """LEFT JOIN LATERAL (
        SELECT made.mark, made.minutes_late, made.left_early_minutes
        FROM trainings_attendance made
        WHERE made.session_id = s.id AND made.enrolment_id = e.id
        OFFSET 0
    ) a ON true"""
ROOM = {"dashboards_sessioncount": 85, "dashboards_weekcount": 50, "dashboards_cohortcount": 70}


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0011_counts_of_cohorts_kept")]

    operations = [
        migrations.RunSQL(COUNTED.replace(ANY_INDEX, ITS_OWN), COUNTED),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} SET (fillfactor = {share})",
                f"ALTER TABLE {table} RESET (fillfactor)",
            )
            for table, share in ROOM.items()
        ),
    ]
