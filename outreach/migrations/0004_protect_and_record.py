"""Households, rounds and what hangs on them are found at their place, and every change is noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place, protect_through

AT_A_PLACE = [
    "householdinneed", "householdmember", "householdconsent", "round", "roundhousehold",
    "roundgraduate", "team", "visit", "measurementset", "garment",
]  # fmt: skip

MEASURES = [
    "height", "chest", "waist", "hip", "shoulder", "sleeve", "back_length", "inseam", "neck",
    "head",
]  # fmt: skip

SECRET = {
    "householdinneed": ["neighbourhood", "address", "phone"],
    "team": ["neighbourhood"],
    "measurementset": MEASURES,
}


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0003_triggers"),
        ("accounts", "0003_record_functions"),
        ("participants", "0003_row_security"),
    ]

    operations = [
        *(protect_by_place(f"outreach_{table}") for table in AT_A_PLACE),
        protect_through("outreach_roundvolunteer", "round_id", "outreach_round"),
        protect_through("outreach_visitor", "visit_id", "outreach_visit"),
        *(
            record_changes(f"outreach_{table}", subject="", secret=SECRET.get(table, []))
            for table in (*AT_A_PLACE, "roundvolunteer", "visitor", "statusside")
        ),
    ]
