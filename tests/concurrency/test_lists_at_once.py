"""The same list from several phones at the same moment, and two lists with one woman."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.roles import Role
from core.scoping import scope
from participants.models import ImportRow, Participant, PeopleImport
from participants.services.imports.apply import begin_apply
from tests.concurrency.together import at_once
from tests.factories import ProjectSiteFactory, staff
from tests.participants.sheets.files import HEADINGS, registration, woman, xlsx
from tests.working import work_once

PHONES = 4


def sent(client, place, data):
    file = SimpleUploadedFile("list.xlsx", data)
    return client.post("/people/lists/", {"place": place.pk, "file": file})


def clients(place):
    user = staff(Role.FIELD, place)
    made = [Client() for _ in range(PHONES)]
    for client in made:
        client.force_login(user)
    return user, made


def test_file_that_is_sent_many_times_at_once_is_one_list(committed):
    place = ProjectSiteFactory()
    _user, phones = clients(place)
    data = registration(woman(), woman(given="زينب", phone=""))

    answers = at_once(*(lambda phone=phone: sent(phone, place, data) for phone in phones))

    # Each is led to the list, or told that another file is being read at this moment.
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert {answer.url for answer in answers if answer.status_code == 302} == {
        PeopleImport.objects.get().get_absolute_url()
    }
    assert ImportRow.objects.count() == 3 + 2


def test_two_lists_with_one_woman_make_one_woman(committed):
    place = ProjectSiteFactory()
    user, [phone, *_others] = clients(place)
    for number in (1, 2):
        answer = sent(phone, place, xlsx([f"list {number}"], HEADINGS, woman()))
        assert answer.status_code == 302
    for imported in PeopleImport.objects.all():
        with scope(user):
            begin_apply(imported=imported, by=user)

    work_once()

    assert Participant.objects.count() == 1
    states = sorted(PeopleImport.objects.values_list("state", flat=True))
    assert states == ["applied", "open"]
