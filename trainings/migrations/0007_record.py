"""Every change of a place, a session or a mark is noted; marks have a log of their own."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import APP

READ = f"""
CREATE POLICY about_her_places ON accounts_change FOR SELECT TO {APP} USING (
    EXISTS (SELECT FROM trainings_enrolment e WHERE e.id = accounts_change.enrolment_id)
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0006_row_security"),
        ("participants", "0004_record"),
    ]

    operations = [
        record_changes("trainings_enrolment"),
        record_changes("trainings_plannedexcuse"),
        record_changes("trainings_attendance", has_a_log=True),
        record_changes("trainings_session"),
        record_changes("trainings_sessionstaff"),
        record_changes("trainings_cohort"),
        record_changes("trainings_dialoguenote", key="session_id"),
        record_changes("trainings_referral"),
        record_changes("trainings_disagreement"),
        record_changes("trainings_review"),
        migrations.RunSQL(READ, "DROP POLICY about_her_places ON accounts_change"),
    ]
