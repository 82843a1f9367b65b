"""A row of a list may look like several records: somebody says which of them is hers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0026_listed")]

    operations = [
        migrations.AddField("importrow", "same_as", models.UUIDField(blank=True, null=True))
    ]
