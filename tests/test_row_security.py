"""Every table that has to do with a person or a place has a policy, or a reason to have none."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

WITHOUT = {
    "accounts_grant": "what staff may do where; read before anybody's scope is known",
    "programmes_room": "a room of a site",
    "participants_knowncolumn": "what headings mean in the lists of a site",
    "programmes_projectsite": "the unit of scope itself",
}
"""Tables with a link to a person or a site that need no policy, and why."""

PEOPLE_AND_PLACES = {
    "participants.participant",
    "programmes.projectsite",
    "programmes.site",
    "trainings.enrolment",
    "trainings.session",
    "trainings.cohort",
    "childcare.child",
    "outreach.householdinneed",
}


def linked():
    """Tables that link to a person or a place, or name one by a bare id."""
    for model in apps.get_models(include_auto_created=True):
        names = {field.name for field in model._meta.local_fields}
        links = {
            field.related_model._meta.label_lower
            for field in model._meta.local_fields
            if field.related_model
        }
        if links & PEOPLE_AND_PLACES or names & {"participant_id", "project_sites"}:
            yield model._meta.db_table


def secured():
    """Tables with row security, each with whether its owner is held to it, and its policies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relforcerowsecurity, array_agg(p.polname::text ORDER BY p.polname)"
            " FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
            " GROUP BY 1, 2"
        )
        return {table: (forced, policies) for table, forced, policies in cursor.fetchall()}


def test_every_table_about_a_person_or_a_place_has_a_policy():
    assert set(linked()) - set(secured()) == set(WITHOUT)


def test_policies_hold_for_the_owner_too():
    # The record is written by its owner, in triggers; the product can only read it.
    written_by_owner = {"accounts_change", "accounts_look"}

    assert {table for table, (forced, _) in secured().items() if not forced} == written_by_owner


def test_each_role_has_its_policy_and_no_other():
    two = {
        table: policies
        for table, (forced, policies) in secured().items()
        if forced and policies != ["for_services", "within_scope"]
    }

    assert two == {}


def test_project_sites_are_read_once_for_a_statement():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, qual FROM pg_policies WHERE qual LIKE '%project_sites''%'"
        )
        policies = cursor.fetchall()

    # A text that is read as an array outside of the sub-select is read anew for every row.
    assert policies
    assert [table for table, qual in policies if '::integer[] AS "nullif")' not in qual] == []
