"""A column for the record that stands for a person, and one for where a record itself is known."""

import django.db.models.deletion
from django.db import migrations, models

import participants.models.canonical


class Migration(migrations.Migration):
    dependencies = [("participants", "0010_index_known_phones")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="known_at",
            field=participants.models.canonical.KnownAtField(),
        ),
        migrations.AddField(
            model_name="participant",
            name="merged_at",
            field=models.DateTimeField(null=True, editable=False),
        ),
        migrations.AddField(
            model_name="participant",
            name="canonical",
            field=participants.models.canonical.CanonicalField(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="participants.participant",
            ),
        ),
    ]
