"""Nobody is merged yet: each record stands for itself, known where it is known today."""

from django.db import migrations

FILL = "UPDATE participants_participant SET canonical_id = id, known_at = project_sites"


class Migration(migrations.Migration):
    dependencies = [("participants", "0011_pointer_to_survivor")]

    operations = [
        # The owner of the tables finds nobody either, unless row security lets him for a moment.
        migrations.RunSQL(
            [
                # Nothing about anybody changes, so nothing is noted.
                "ALTER TABLE participants_participant NO FORCE ROW LEVEL SECURITY",
                "ALTER TABLE participants_participant DISABLE TRIGGER record_update",
                FILL,
                "ALTER TABLE participants_participant ENABLE TRIGGER record_update",
                "ALTER TABLE participants_participant FORCE ROW LEVEL SECURITY",
            ],
            migrations.RunSQL.noop,
        )
    ]
