"""A merged record points to one that points to itself, so that a pointer is one level deep.

Declared by keys alone: the pair (canonical, true) must be a pair (id, whether it survives).
"""

import django.db.models.deletion
from django.db import migrations, models

import participants.models.canonical

ONE_LEVEL = """
ALTER TABLE participants_participant
    ADD COLUMN is_survivor boolean NOT NULL GENERATED ALWAYS AS (canonical_id = id) STORED,
    ADD COLUMN points_to_survivor boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
    ADD CONSTRAINT participant_survivor UNIQUE (id, is_survivor),
    ADD CONSTRAINT participant_canonical_is_one_level_deep
        FOREIGN KEY (canonical_id, points_to_survivor)
        REFERENCES participants_participant (id, is_survivor)
        DEFERRABLE INITIALLY IMMEDIATE
"""
BACK = """
ALTER TABLE participants_participant
    DROP CONSTRAINT participant_canonical_is_one_level_deep,
    DROP CONSTRAINT participant_survivor,
    DROP COLUMN is_survivor,
    DROP COLUMN points_to_survivor
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0012_everybody_is_herself")]

    operations = [
        migrations.AlterField(
            model_name="participant",
            name="canonical",
            field=participants.models.canonical.CanonicalField(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="participants.participant",
            ),
        ),
        migrations.RunSQL(ONE_LEVEL, BACK),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("canonical", models.F("id")), ("merged_at", None)),
                    models.Q(
                        models.Q(("canonical", models.F("id")), _negated=True),
                        ("merged_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="participant_merged_says_when",
                violation_error_message="A record that was merged says when.",
            ),
        ),
    ]
