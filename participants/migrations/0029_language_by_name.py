"""Pages call her language by its name: only the model learns the names, no row changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0028_status_on_a_day"),
    ]

    operations = [
        migrations.AlterField(
            model_name="participant",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ar", "Arabic"),
                    ("ckb", "Kurdish (Sorani)"),
                    ("kmr", "Kurdish (Kurmanji)"),
                    ("tr-iq", "Turkmen"),
                    ("syr", "Syriac"),
                    ("en", "English"),
                    ("other", "another language"),
                ],
                default="",
                max_length=5,
                verbose_name="language",
            ),
        ),
    ]
