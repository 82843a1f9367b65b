"""Composite foreign keys: what hangs on a round, household or visit shares its place."""

from django.db import migrations


def key(table: str, name: str, columns: str, target: str, target_columns: str) -> migrations.RunSQL:
    """A foreign key over several columns, which Django cannot declare."""
    return migrations.RunSQL(
        f"ALTER TABLE outreach_{table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({target_columns}) DEFERRABLE INITIALLY IMMEDIATE",
        f"ALTER TABLE outreach_{table} DROP CONSTRAINT {name}",
    )


COHORT = "trainings_cohort"
ENROLMENT = "trainings_enrolment"
HOUSEHOLD = "outreach_householdinneed"
MEMBER = "outreach_householdmember"
ROUND = "outreach_round"
ROUND_HOUSEHOLD = "outreach_roundhousehold"
TEAM = "outreach_team"
VISIT = "outreach_visit"

PLACE = "project_site_id"


def at_place(table: str, name: str, parent: str) -> migrations.RunSQL:
    """A row is where its household or round is."""
    column = "household_id" if parent == HOUSEHOLD else "round_id"
    return key(table, name, f"{column}, {PLACE}", parent, f"id, {PLACE}")


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]

    operations = [
        key("round", "round_at_place_of_cohort", f"cohort_id, {PLACE}", COHORT, f"id, {PLACE}"),
        at_place("householdmember", "household_member_at_its_place", HOUSEHOLD),
        at_place("householdconsent", "household_consent_at_its_place", HOUSEHOLD),
        at_place("roundhousehold", "round_household_at_place_of_round", ROUND),
        at_place("roundhousehold", "round_household_at_place_of_household", HOUSEHOLD),
        at_place("team", "team_at_place_of_round", ROUND),
        at_place("garment", "garment_at_place_of_round", ROUND),
        at_place("measurementset", "measurement_at_place_of_household", HOUSEHOLD),
        key(
            "roundgraduate",
            "round_graduate_in_cohort_of_round",
            f"round_id, cohort_id, {PLACE}",
            ROUND,
            f"id, cohort_id, {PLACE}",
        ),
        key(
            "roundgraduate",
            "round_graduate_in_cohort_of_enrolment",
            f"enrolment_id, cohort_id, {PLACE}",
            ENROLMENT,
            f"id, cohort_id, {PLACE}",
        ),
        # Both women of a team stand on its side: nothing else can be stored.
        key(
            "roundgraduate",
            "round_graduate_on_side_of_team",
            "team_id, round_id, side",
            TEAM,
            "id, round_id, side",
        ),
        at_place("visit", "visit_at_place_of_round", ROUND),
        key(
            "visit",
            "visit_to_household_of_round",
            "round_id, household_id",
            ROUND_HOUSEHOLD,
            "round_id, household_id",
        ),
        key("visit", "visit_by_team_of_round", "team_id, round_id", TEAM, "id, round_id"),
        *(
            key(
                table,
                f"{name}_of_member_of_household",
                "member_id, household_id",
                MEMBER,
                "id, household_id",
            )
            for table, name in (("measurementset", "measurement"), ("garment", "garment"))
        ),
        key(
            "measurementset",
            "measurement_at_visit_to_household",
            "visit_id, household_id",
            VISIT,
            "id, household_id",
        ),
        key(
            "garment",
            "garment_delivered_to_its_household",
            "delivered_visit_id, household_id",
            VISIT,
            "id, household_id",
        ),
        key(
            "garment",
            "garment_for_household_of_round",
            "round_id, household_id",
            ROUND_HOUSEHOLD,
            "round_id, household_id",
        ),
    ]
