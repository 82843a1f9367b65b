"""A file may be a paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_new_file_of_a_user")]

    operations = [
        migrations.AlterField(
            model_name="export",
            name="format",
            field=models.CharField(
                choices=[
                    ("xlsx", "Excel (.xlsx)"),
                    ("csv", "CSV (.csv)"),
                    ("pdf", "paper (.pdf)"),
                ],
                max_length=4,
                verbose_name="format",
            ),
        ),
    ]
