"""Why a manager settled a disagreement as she did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trainings", "0013_follow_ups_protected")]

    operations = [
        migrations.AddField(
            model_name="disagreement",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="reason"),
        ),
    ]
