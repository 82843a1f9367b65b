"""The functions that fold a name, take its skeleton, and tell what one slip makes of that."""

from django.db import migrations

from participants.names import sql, v1


class Migration(migrations.Migration):
    dependencies = [("participants", "0016_known_elsewhere")]

    operations = [migrations.RunSQL(sql.make(v1, 1), sql.unmake(1))]
