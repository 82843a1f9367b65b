"""Every change of what is known about a person is noted, and read by those who may see her."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import APP, PROJECT_SITES, SERVICE

READ = f"""
ALTER TABLE accounts_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY for_services ON accounts_change FOR SELECT TO {SERVICE} USING (true);
CREATE POLICY at_her_places ON accounts_change FOR SELECT TO {APP}
    USING (project_site_id = ANY ({PROJECT_SITES}));
CREATE POLICY about_her_people ON accounts_change FOR SELECT TO {APP} USING (
    EXISTS (SELECT FROM participants_participant p WHERE p.id = accounts_change.participant_id)
);
ALTER TABLE accounts_look ENABLE ROW LEVEL SECURITY;
CREATE POLICY for_services ON accounts_look TO {SERVICE} USING (true) WITH CHECK (true);
CREATE POLICY at_her_places ON accounts_look FOR SELECT TO {APP}
    USING (project_sites && {PROJECT_SITES});
CREATE POLICY by_anybody ON accounts_look FOR INSERT TO {APP} WITH CHECK (true);
"""

UNREAD = """
DROP POLICY by_anybody ON accounts_look;
DROP POLICY at_her_places ON accounts_look;
DROP POLICY for_services ON accounts_look;
ALTER TABLE accounts_look DISABLE ROW LEVEL SECURITY;
DROP POLICY about_her_people ON accounts_change;
DROP POLICY at_her_places ON accounts_change;
DROP POLICY for_services ON accounts_change;
ALTER TABLE accounts_change DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0003_row_security"),
        ("accounts", "0003_record_functions"),
    ]

    operations = [
        record_changes(
            "participants_participant",
            subject="id",
            secret=["phone"],
            left_out=["sort_key", "folded_name"],
        ),
        record_changes("participants_displacementepisode"),
        record_changes("participants_consent"),
        migrations.RunSQL(READ, UNREAD),
    ]
