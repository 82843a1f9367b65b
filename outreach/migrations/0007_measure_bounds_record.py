"""Every change of the bounds of a project is noted."""

from django.db import migrations

from accounts.record import record_changes


class Migration(migrations.Migration):
    dependencies = [("outreach", "0006_measure_bounds")]

    operations = [record_changes("outreach_measurebounds", subject="")]
