"""The record calls reasons by their names: only the models learn them, no row changes."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0031_referral_taken_up"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attendance",
            name="reasons",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("illness", "Illness"),
                        ("family_care", "Family care"),
                        ("transport", "Transport"),
                        ("work", "Work"),
                        ("security", "Security"),
                        ("documents", "Papers, offices"),
                        ("bereavement", "Mourning"),
                        ("feast", "Feast, wedding"),
                        ("moved", "Moved away"),
                        ("travel", "Travel"),
                        ("unknown", "Not known"),
                        ("other", "Other"),
                    ],
                    max_length=40,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="attendanceevent",
            name="reasons",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("illness", "Illness"),
                        ("family_care", "Family care"),
                        ("transport", "Transport"),
                        ("work", "Work"),
                        ("security", "Security"),
                        ("documents", "Papers, offices"),
                        ("bereavement", "Mourning"),
                        ("feast", "Feast, wedding"),
                        ("moved", "Moved away"),
                        ("travel", "Travel"),
                        ("unknown", "Not known"),
                        ("other", "Other"),
                    ],
                    max_length=40,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
    ]
