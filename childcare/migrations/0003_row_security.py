"""A child is found where one of its guardians is known; its stays at their place."""

from django.db import migrations

from core.row_security import protect, protect_by_place, protect_through

AT_A_PLACE = ["daytag", "stay", "refusedhandover", "carer", "shift", "ratioband"]

CHILD = """EXISTS (
    SELECT FROM participants_participant p WHERE p.id = childcare_child.guardian_id
) OR EXISTS (SELECT FROM childcare_guardianship g WHERE g.child_id = childcare_child.id)"""


class Migration(migrations.Migration):
    dependencies = [
        ("childcare", "0002_same_place_and_lasting"),
        ("participants", "0003_row_security"),
        ("trainings", "0006_row_security"),
    ]

    operations = [
        protect_through("childcare_guardianship", "participant_id", "participants_participant"),
        protect("childcare_child", CHILD),
        protect_through("childcare_pickupauthorisation", "child_id", "childcare_child"),
        *(protect_by_place(f"childcare_{table}") for table in AT_A_PLACE),
    ]
