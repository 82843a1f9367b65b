"""A report stays as it was frozen; its basis is found where the project is, and noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import PROJECT_SITES, protect

FROZEN = """
CREATE FUNCTION dashboards_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'dashboards_reportsnapshot' AND
        to_jsonb(OLD) - '{signed_at,signed_by_id}'::text[]
        = to_jsonb(NEW) - '{signed_at,signed_by_id}'::text[] AND OLD.signed_at IS NULL
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a report stays as it was frozen'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'report_stays_as_frozen';
END $$;
CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE ON dashboards_reportsnapshot
FOR EACH ROW EXECUTE FUNCTION dashboards_report_stays();
CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE ON dashboards_reportbasis
FOR EACH ROW EXECUTE FUNCTION dashboards_report_stays();
"""

THAWED = """
DROP TRIGGER report_stays ON dashboards_reportbasis;
DROP TRIGGER report_stays ON dashboards_reportsnapshot;
DROP FUNCTION dashboards_report_stays();
"""

IN_SCOPE = f"""EXISTS (
    SELECT FROM dashboards_reportsnapshot r
    JOIN programmes_projectsite ps ON ps.project_id = r.project_id
    WHERE r.id = dashboards_reportbasis.report_id AND ps.id = ANY ({PROJECT_SITES})
)"""


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0001_initial"), ("accounts", "0003_record_functions")]

    operations = [
        migrations.RunSQL(FROZEN, THAWED),
        protect("dashboards_reportbasis", IN_SCOPE),
        record_changes("dashboards_reportbasis", key="report_id", subject="", secret=["counts"]),
        record_changes("dashboards_reportsnapshot", subject="", secret=["numbers"]),
        record_changes("dashboards_indicator", subject=""),
        record_changes("dashboards_target", subject=""),
    ]
