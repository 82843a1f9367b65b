"""The languages of a household are those that participants speak."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0004_protect_and_record"),
    ]

    operations = [
        migrations.AlterField(
            model_name="householdinneed",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("ar", "Arabic"),
                        ("ckb", "Kurdish (Sorani)"),
                        ("kmr", "Kurdish (Kurmanji)"),
                        ("tr-iq", "Turkmen"),
                        ("syr", "Syriac"),
                        ("en", "English"),
                        ("other", "another language"),
                    ],
                    max_length=5,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="languages spoken",
            ),
        ),
    ]
