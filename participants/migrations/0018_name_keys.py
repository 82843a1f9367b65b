"""Every name carries its folded form and its skeleton, made by the database and indexed."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func, Value

from accounts.record import record_changes

TEXT = {"output_field": models.TextField()}
SPACE = Value(" ")
PARTS = ("given", "father", "grandfather", "family")


def joined(*pieces: F | Func | Value) -> Func:
    """Texts one after the other; none of them is null."""
    return Func(*pieces, template="(%(expressions)s)", arg_joiner=" || ", **TEXT)


def whole(*parts: str) -> Func:
    """Parts of a name with spaces between."""
    return joined(*[piece for part in parts for piece in (F(part), SPACE)][:-1])


FOLDED = Func(whole(*PARTS), function="cohesion_fold_v1", **TEXT)
SKELETON = Func(whole(*PARTS, "latin_name"), function="cohesion_skeleton_v1", **TEXT)


def generated(expression: Func) -> models.GeneratedField:
    """A stored column made by the database."""
    return models.GeneratedField(expression=expression, db_persist=True, **TEXT)


def noted(*left_out: str) -> migrations.RunSQL:
    """What the record tells of a participant."""
    return record_changes(
        "participants_participant",
        subject="id",
        secret=["phone", "address", "to_complete"],
        left_out=[
            "sort_key",
            "folded_name",
            "phone_index",
            "phone_tails",
            "known_at",
            "is_survivor",
            "points_to_survivor",
            *left_out,
        ],
    )


NOTED_SO_FAR = noted()


class Migration(migrations.Migration):
    dependencies = [("participants", "0017_name_functions")]

    operations = [
        migrations.RunSQL(NOTED_SO_FAR.reverse_sql, NOTED_SO_FAR.sql),
        migrations.RemoveIndex("participant", "participant_folded_name"),
        migrations.RemoveField("participant", "folded_name"),
        migrations.AddField("participant", "folded_name", generated(FOLDED)),
        migrations.AddField("participant", "skeleton", generated(joined(SPACE, SKELETON, SPACE))),
        migrations.AddIndex(
            "participant",
            GinIndex(
                fields=["folded_name"], name="participant_folded_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            "participant",
            GinIndex(fields=["skeleton"], name="participant_skeleton", opclasses=["gin_trgm_ops"]),
        ),
        migrations.AddIndex(
            "participant",
            GinIndex(Func("skeleton", function="cohesion_slips_v1"), name="participant_slips"),
        ),
        noted("skeleton"),
    ]
