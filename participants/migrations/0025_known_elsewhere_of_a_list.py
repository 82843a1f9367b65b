"""A list tells how many of its women may be known at another office."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0024_lists_protected")]

    operations = [
        migrations.AddField(
            model_name="peopleimport",
            name="elsewhere",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
