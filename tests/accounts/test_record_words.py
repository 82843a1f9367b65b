"""The pages of the record speak the language of who reads them, names and values alike."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from accounts.queries.record import field_of
from accounts.queries.record_values import said
from accounts.queries.record_words import SERVICES, WORDS
from accounts.roles import Role
from participants.models import Participant
from tests.factories import ConsentFactory, EnrolmentFactory, FollowUpFactory, staff
from trainings.models import Attendance, Referral

pytestmark = pytest.mark.django_db


def recorded_tables():
    """Every recorded table, with the columns that are hidden and those that are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, string_to_array(encode(tgargs, 'escape'), '\\000')"
            " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'record_update'"
        )
        return {
            table: (set(hidden.strip("{}").split(",")), set(left_out.strip("{}").split(",")))
            for table, (hidden, left_out, *_) in cursor.fetchall()
        }


def recorded_models():
    tables = recorded_tables()
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def recorded_fields():
    """Every field that the pages of the record may name."""
    return [
        field
        for table, (_, left_out) in recorded_tables().items()
        for column in columns_of(table) - left_out
        if (field := field_of(table, column))
    ]


def columns_of(table):
    with connection.cursor() as cursor:
        return {
            column.name for column in connection.introspection.get_table_description(cursor, table)
        }


def test_record_is_kept_of_every_table_that_has_a_trigger():
    assert len(recorded_models()) == len(recorded_tables()) > 40


def test_every_recorded_table_has_a_name_that_is_translated():
    untold = {
        model._meta.label
        for model in recorded_models()
        if not isinstance(model._meta.verbose_name, Promise)
    }

    assert untold == set()


def test_every_recorded_column_has_a_name_that_is_translated():
    untold = {str(field) for field in unnamed() if field.name not in WORDS}

    assert untold == set(), "Give these a verbose_name, or a word in accounts/queries/record_words"


def unnamed():
    """Recorded fields without a name that is translated."""
    return [one for one in recorded_fields() if not isinstance(one.verbose_name, Promise)]


def test_every_word_is_needed():
    assert set(WORDS) - {field.name for field in unnamed()} == set()


@pytest.mark.parametrize("language", ["ar", "ckb", "tr-iq"])
def test_no_word_of_the_record_is_left_in_english(language):
    with translation.override("en"):
        english = {name: str(word) for name, word in WORDS.items()}
    with translation.override(language):
        here = {name: str(word) for name, word in WORDS.items()}

    assert {name for name in WORDS if here[name] == english[name]} == set()


def test_every_list_and_code_is_said_in_words():
    codes = {
        str(field)
        for field in recorded_fields()
        if isinstance(field, JSONField)
        or (isinstance(field, ArrayField) and not field.base_field.choices)
    }

    assert codes == set(), "Name the choices of these, or leave them out as MADE"


def test_what_the_record_hides_is_said_to_be_hidden():
    tables = recorded_tables()
    hidden = {f for f in recorded_fields() if f.column in tables[f.model._meta.db_table][0]}

    with translation.override("ar"):
        shown = {str(field) for field in hidden if said(field, "changed") != "مخفي"}

    assert len(hidden) > 20
    assert shown == set()


@pytest.mark.parametrize("language", ["ar", "ckb", "tr-iq"])
def test_a_service_that_wrote_is_said_in_words(language):
    with translation.override("en"):
        english = {str(word) for word in SERVICES.values()}

    with translation.override(language):
        assert {str(word) for word in SERVICES.values()}.isdisjoint({*SERVICES, *english})


def test_a_text_may_well_read_changed():
    assert said(Participant._meta.get_field("family"), "changed") == "changed"


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        # Half past nine in the evening in London is after midnight in Baghdad.
        (Referral, "made_at", "2024-11-28T21:30:00.123+00:00", "29 تشرين الثاني 2024، 0:30"),
        (Participant, "born_on", "1990-03-01", "1 آذار 1990"),
        (Participant, "sex", "f", "أنثى"),
        (Participant, "language", "ckb", "الكردية (السورانية)"),
        (Participant, "languages", ["ar", "tr-iq"], "العربية، التركمانية"),
        (Participant, "safe_to_call", False, "لا"),
        (Participant, "given", "هناء", "هناء"),
        (Participant, "given", None, ""),
        (Attendance, "reasons", ["illness", "transport"], "مرض، مواصلات"),
        (Attendance, "minutes_late", 10, "10"),
    ],
)
def test_values_are_said_as_pages_say_them(model, name, value, words):
    with translation.override("ar"):
        assert said(model._meta.get_field(name), value) == words


def test_record_of_a_person_reads_in_arabic(client):
    enrolment = EnrolmentFactory()
    client.force_login(staff(Role.MANAGER, enrolment.project_site, language="ar"))
    FollowUpFactory(enrolment=enrolment)
    ConsentFactory(participant=enrolment.participant)
    Participant.objects.update(
        languages=["ar", "tr-iq"], born_on="1990-03-01", born_precision="day", language="ckb"
    )

    page = client.get(
        reverse("participants:person_record", args=[enrolment.participant_id]),
        headers={"accept-language": "ar"},
    ).content.decode()

    assert "متابعة: أُضيف</p>" in page
    assert "<dt>وقت الفتح</dt>" in page
    assert "<ins><bdi>العربية، التركمانية</bdi></ins>" in page
    assert "<ins><bdi>1 آذار 1990</bdi></ins>" in page
    assert "+00:00" not in page
    assert "Opened at" not in page
