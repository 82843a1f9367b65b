"""What the endpoint takes as a whole, what it answers, and how many bytes and queries that is."""

import gzip
import json
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Installation
from tests.counting import statements
from tests.factories import SessionFactory
from tests.trainings.sync_world import class_of, phone_of
from trainings.models import AttendanceEvent, RejectedEvent

pytestmark = pytest.mark.django_db

QUERIES = 7  # web session, user, scope, lock, state, events (and session held), marks (and tasks)


@pytest.fixture
def phone():
    session, _ = class_of(1)
    return phone_of(session)


def test_200_events_are_taken_and_one_more_is_413():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    events = [phone.mark(session, woman, how="bulk") for _ in range(201)]

    assert phone.send(*events).response.status_code == 413
    assert not AttendanceEvent.objects.exists()
    assert phone.send(*events[:200]).response.status_code == 200


def test_more_than_256_kb_is_413_before_it_is_parsed(phone):
    body = b'{"device": ' + b" " * (256 * 1024)

    assert phone.post(body).response.status_code == 413
    assert phone.post(body * 5).response.status_code == 413


def test_256_kb_are_read(phone):
    body = json.dumps({"device": phone.device, "events": []}).encode()

    assert phone.post(body.ljust(256 * 1024)).response.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        b"\xff\xfe\x00",
        "[]",
        "null",
        "7",
        "{}",
        '{"device": 7, "events": []}',
        '{"device": "0190f5c8-0000-7000-8000-000000000000", "events": {}}',
        '{"device": "0190f5c8-0000-7000-8000-000000000000", "events": [], "people": 7}',
        "[" * 100_000,
        '{"a":' * 50_000,
        "9" * 5000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_not_a_batch_is_400(phone, body):
    response = phone.post(body).response

    assert response.status_code == 400
    assert "error" in response.json()


def test_form_is_400(phone):
    response = phone.client.post(reverse("trainings:attendance_sync"), {"events": "[]"})

    assert response.status_code == 400


def test_signed_out_is_401_as_json_and_nothing_is_taken():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    phone.client.logout()

    response = phone.send(phone.mark(session, woman)).response

    assert (response.status_code, response["Content-Type"]) == (401, "application/json")
    assert not AttendanceEvent.objects.exists()


def test_looking_is_405(phone):
    assert phone.client.get(reverse("trainings:attendance_sync")).status_code == 405


def test_request_without_csrf_token_is_403(phone):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(phone.user)

    response = strict.post(
        reverse("trainings:attendance_sync"), "{}", content_type="application/json"
    )

    assert response.status_code == 403


def test_csrf_token_in_the_header_is_enough(phone):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(phone.user)
    token = "a" * 32
    strict.cookies["csrftoken"] = token

    response = strict.post(
        reverse("trainings:attendance_sync"),
        {"device": phone.device, "events": []},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )

    assert response.status_code == 200


def test_answer_names_the_restore_and_the_end_of_the_log():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(phone.mark(session, woman)).json

    assert UUID(answer["restore_id"]) == Installation.get().restore_id
    assert answer["log_position"] == AttendanceEvent.objects.get().position
    assert list(answer) == ["restore_id", "log_position", "server_time", "results"]


def test_restored_database_has_another_name():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    before = phone.send(phone.mark(session, woman)).json["restore_id"]

    renewed = str(Installation.renew_restore_id())

    assert phone.send().json["restore_id"] == renewed != before


def test_retry_does_not_lower_the_log_position():
    session, women = class_of(2)
    phone = phone_of(session)
    first = phone.mark(session, women[0])
    phone.send(first)
    highest = phone.send(phone.mark(session, women[1])).json["log_position"]

    assert phone.send(first).json["log_position"] >= highest


@pytest.mark.parametrize("people", [1, 40])
def test_query_count_does_not_grow(people):
    session, women = class_of(people)
    phone = phone_of(session)
    batches = [
        [phone.mark(session, woman, mark, base=base) for woman in women]
        for base, mark in enumerate(("present", "late", "absent", "excused", "present"))
    ]
    phone.send()  # the first request of a sign-in writes down when it was

    asked = []
    for batch in batches:
        with CaptureQueriesContext(connection) as queries:
            phone.send(*batch)
        asked.append(len(statements(queries)))

    assert asked == [QUERIES] * 5


def test_class_that_was_absent_once_costs_nothing_when_all_are_there_again():
    session, women = class_of(3)
    phone = phone_of(session)
    evening = SessionFactory(cohort=session.cohort, hour=15)
    night = SessionFactory(cohort=session.cohort, hour=18)
    phone.send(*(phone.mark(session, woman, "absent") for woman in women))
    phone.send(*(phone.mark(evening, woman) for woman in women))
    marks = [phone.mark(night, woman, how="bulk") for woman in women]

    with CaptureQueriesContext(connection) as queries:
        phone.send(*marks)

    assert len(statements(queries)) == QUERIES


def test_query_count_does_not_grow_with_disagreements_and_reviews():
    counts = set()
    for people in (1, 20):
        session, women = class_of(people)
        phone, other = phone_of(session), phone_of(session)
        phone.send(*(phone.mark(session, woman, "absent") for woman in women))
        marks = [other.mark(session, woman, "present") for woman in women]
        other.send()
        with CaptureQueriesContext(connection) as queries:
            other.send(*marks)
        counts.add(len(statements(queries)))

    assert counts == {QUERIES + 1}  # the disagreements


def test_one_mark_takes_at_most_400_bytes_each_way():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    body = json.dumps(
        {"device": phone.device, "events": [phone.mark(session, woman)]}, separators=(",", ":")
    )

    answer = phone.post(body)

    assert len(body) <= 400
    assert len(answer.response.content) <= 400


def test_25_marks_take_at_most_7_kb_up_and_1_kb_down():
    session, women = class_of(25)
    phone = phone_of(session)
    body = json.dumps(
        {"device": phone.device, "events": [phone.mark(session, woman) for woman in women]},
        separators=(",", ":"),
    )

    response = phone.post(body, **{"Accept-Encoding": "gzip, br"}).response

    assert len(body) <= 7 * 1024
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 1024
    results = json.loads(gzip.decompress(response.content))["results"]
    assert [result["outcome"] for result in results] == ["applied"] * 25


def test_answer_is_plain_for_who_does_not_ask_for_gzip():
    session, women = class_of(25)
    phone = phone_of(session)

    response = phone.send(*(phone.mark(session, woman) for woman in women)).response

    assert not response.has_header("Content-Encoding")
    assert "Accept-Encoding" in response["Vary"]


def test_rejected_bodies_are_kept_in_one_query():
    session, _ = class_of(1)
    phone = phone_of(session)
    phone.send()

    with CaptureQueriesContext(connection) as queries:
        phone.send(*({"id": number} for number in range(50)))

    assert RejectedEvent.objects.count() == 50
    assert len(statements(queries)) <= 5
