"""The numbers of certificates come from one sequence; one that is lost is not given again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("trainings", "0014_disagreement_reason")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE trainings_certificate_serial",
            "DROP SEQUENCE trainings_certificate_serial",
        ),
    ]
