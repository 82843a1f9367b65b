"""Marks are saved all day: a condition of the trigger costs less than a look in a function."""

from django.db import migrations

from accounts.record import record_changes

ROWS = """
DROP TRIGGER record_update ON trainings_attendance;
CREATE TRIGGER record_update AFTER UPDATE ON trainings_attendance
    FOR EACH ROW WHEN (NEW.version <= OLD.version)
    EXECUTE FUNCTION accounts_record_unlogged('{}', '{}', 'id', 'participant_id');
"""
STATEMENTS = record_changes("trainings_attendance", has_a_log=True)


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0020_skills_frozen"),
        ("accounts", "0004_record_of_unlogged_rows"),
    ]

    operations = [
        migrations.RunSQL(
            ROWS,
            [
                "DROP TRIGGER record_update ON trainings_attendance",
                "DROP TRIGGER record_delete ON trainings_attendance",
                *STATEMENTS.sql,
            ],
        ),
    ]
