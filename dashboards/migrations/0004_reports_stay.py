"""A report stays as it was frozen, and what it was made of is for statistics alone."""

from django.db import migrations, models

from core.row_security import PROJECT_SITES, protect

OF_ONES_PROJECT = f"""(SELECT current_setting('app.service', true)) = 'statistics' AND EXISTS (
    SELECT FROM dashboards_reportsnapshot report
    JOIN programmes_projectsite place ON place.project_id = report.project_id
    WHERE report.id = dashboards_reportbasis.report_id AND place.id = ANY ({PROJECT_SITES})
)"""

STAYS = """
CREATE FUNCTION dashboards_report_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.signed_at IS NULL
            AND to_jsonb(NEW) - '{signed_at,signed_by_id}'::text[]
                = to_jsonb(OLD) - '{signed_at,signed_by_id}'::text[]
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A frozen report stays as it is.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_stays';
END $$;

CREATE FUNCTION dashboards_basis_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'What a report was made of stays as it is.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_basis_stays';
END $$;

CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE ON dashboards_reportsnapshot
    FOR EACH ROW EXECUTE FUNCTION dashboards_report_stays();
CREATE TRIGGER report_basis_stays BEFORE UPDATE OR DELETE ON dashboards_reportbasis
    FOR EACH ROW EXECUTE FUNCTION dashboards_basis_stays();
"""

MAY_CHANGE = """
DROP TRIGGER report_stays ON dashboards_reportsnapshot;
DROP TRIGGER report_basis_stays ON dashboards_reportbasis;
DROP FUNCTION dashboards_report_stays();
DROP FUNCTION dashboards_basis_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0003_counts_kept"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("project", "question"),
                name="indicator_question_once_per_project",
                violation_error_message="This project asks that question already.",
            ),
        ),
        migrations.RunSQL(STAYS, MAY_CHANGE),
        protect("dashboards_reportbasis", OF_ONES_PROJECT),
    ]
