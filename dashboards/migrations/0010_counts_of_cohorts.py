"""A count for each cohort and quarter, and what changed at places since somebody counted."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0004_reports_stay"),
        ("programmes", "0003_collects_identity"),
        ("trainings", "0025_handouts_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="CohortCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "project_site_id",
                        "quarter",
                        "cohort_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("quarter", models.DateField()),
                ("sessions", models.IntegerField()),
                ("marked", models.IntegerField()),
                ("there", models.IntegerField()),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trainings.cohort",
                    ),
                ),
                (
                    "project_site",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.projectsite",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of a cohort",
                "verbose_name_plural": "counts of cohorts",
            },
        ),
        migrations.CreateModel(
            name="PlaceChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "changed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "project_site",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.projectsite",
                    ),
                ),
            ],
            options={
                "verbose_name": "change at a place",
                "verbose_name_plural": "changes at places",
                "indexes": [
                    models.Index(fields=["project_site", "id"], name="place_change_of_a_place")
                ],
            },
        ),
    ]
