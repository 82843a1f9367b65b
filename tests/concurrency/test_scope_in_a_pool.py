"""Connections go from one person to the next, and nobody finds what the last one saw."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.roles import Role
from core import scoping
from core.scoping import APP, scope
from participants.models import Participant
from tests.factories import EnrolmentFactory, ParticipantFactory, staff

REQUESTS = 900
PEOPLE = 3


@pytest.fixture
def look(settings, monkeypatch):
    """A page that forgot its scope: whoever asks gets the ids of all people that it finds."""
    from django.http import JsonResponse

    def page(request):
        found = Participant.objects.values_list("pk", flat=True)
        return JsonResponse([str(pk) for pk in found], safe=False)

    page.login_required = True
    monkeypatch.setattr("cohesion.views.help.render", lambda request, *_: page(request))
    return "/help/"


@pytest.mark.long
def test_three_people_share_two_connections_and_see_their_own(committed, look):
    women = EnrolmentFactory.create_batch(PEOPLE)
    clients = []
    for woman in women:
        client = Client()
        client.force_login(staff(Role.FIELD, woman.project_site))
        clients.append(client)
    own = [[str(woman.participant_id)] for woman in women]

    def ask(number):
        try:
            return number % PEOPLE, clients[number % PEOPLE].get(look).json()
        finally:
            connection.close()

    connection.pool.resize(2, 2)
    with scoping.connections_as(scoping.Setting(APP)):
        connection.close()
        with ThreadPoolExecutor(6) as threads:
            answers = list(threads.map(ask, range(REQUESTS)))

    assert Counter(person for person, _ in answers) == dict.fromkeys(range(PEOPLE), 300)
    assert [found for person, found in answers if found != own[person]] == []


def asked(question):
    """The first column of a raw query on the connection of the product."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def test_what_was_set_is_gone_after_the_commit(committed):
    with scope(service="job"):
        assert asked("SELECT current_setting('app.service')") == ["job"]

    with scoping.connections_as(scoping.Setting(APP)):
        assert asked("SELECT current_user") == [APP]
        assert asked("SELECT current_setting('app.service')") == [""]
        assert asked("SELECT id FROM participants_participant") == []


def test_connection_out_of_the_pool_begins_in_no_scope(committed):
    ParticipantFactory(project_sites=[1])
    with scoping.connections_as(scoping.Setting(APP)):
        connection.close()

        assert asked("SELECT current_user") == [APP]
        with transaction.atomic():
            assert asked("SELECT id FROM participants_participant") == []
        connection.close()
