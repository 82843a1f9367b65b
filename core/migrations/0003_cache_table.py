"""The table of Django's database cache, so that setting up needs no second command."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0002_installation")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE core_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX core_cache_expires ON core_cache (expires);
            """,
            "DROP TABLE core_cache",
        )
    ]
