"""The list of people: in one order, searched without a name in an address."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from itertools import chain
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from core.collation import sort_key
from core.scoping import scope
from participants.models import Participant
from participants.models.participant import NAMELESS
from participants.queries.people import page_of_people
from tests.factories import (
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    GrantFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)
from tests.participants.pages import text_of

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


def test_list_shows_her_people_in_the_order_of_names(client, officer, place):
    for given in ("هدى", "آمنة", "زينب"):
        ParticipantFactory(given=given, father="", project_sites=[place.pk])
    ParticipantFactory(given="ليلى")

    page = text_of(client.get("/people/"))

    assert page.index("آمنة") < page.index("زينب") < page.index("هدى")
    assert "ليلى" not in page


@pytest.mark.parametrize("words", ["گولاله", "0770 123 4567", "4567", "٤٥٦٧"])
def test_she_is_found_by_name_or_phone(client, officer, person, place, words):
    ParticipantFactory(given="ليلى", project_sites=[place.pk])

    page = text_of(client.post("/people/", {"words": words}))

    assert "1 woman found" in page
    assert "گوڵاڵە" in page
    assert "ليلى" not in page


def test_search_is_noted_and_stays_out_of_the_address(client, officer, person):
    response = client.post("/people/", {"words": "گوڵاڵە"})

    look = Look.objects.get(kind="search")
    assert (look.people, look.purpose) == (1, "")
    assert response.status_code == 200
    assert 'method="post"' in response.content.decode()


def test_phone_of_another_project_is_not_found(client, officer):
    ParticipantFactory(phone=NUMBER)

    assert "Nobody of that name" in text_of(client.post("/people/", {"words": "4567"}))


@pytest.mark.parametrize("words", ["", "a", "\u200b\u202e", "ـ"])
def test_search_for_next_to_nothing_gets_a_sentence(client, officer, person, words):
    page = text_of(client.post("/people/", {"words": words}))

    assert "Write a" in page
    assert "found" not in page


@pytest.mark.parametrize("people", [1, 40])
def test_list_takes_the_same_statements_however_long(
    client, officer, place, people, django_assert_num_queries
):
    for _ in range(people):
        DisplacementEpisodeFactory(participant=ParticipantFactory(project_sites=[place.pk]))
    client.get("/people/")  # asks once per process whether this is a demo

    with django_assert_num_queries(6):  # session, user, scope, ids, people, statuses
        client.get("/people/")
    with django_assert_num_queries(7):  # session, user, scope, ids, people, statuses, the look
        client.post("/people/", {"words": "زينب"})


def test_empty_list_says_what_to_do(client, officer):
    page = text_of(client.get("/people/"))

    assert "The women whom you register appear here." in page


def walk(client, address, rel):
    """Every page from an address on, each as the names on it."""
    while address:
        page = client.get(address).content.decode()
        yield re.findall(r"<strong><bdi>([^<]+)</bdi></strong>", page)
        further = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        address = "/people/" + unescape(further[1]) if further else None


def in_order(number, place):
    """So many women with as many names, in the order of a list."""
    letters = "ابتثجدرسعفكلمنهو"
    names = sorted(f"{one}{two}{three}" for one in letters for two in letters for three in "بتن")
    return [
        ParticipantFactory(given=name, father="", project_sites=[place.pk]).given
        for name in names[:number]
    ]


def test_pages_follow_each_other_and_lead_back(client, officer, place):
    names = sorted(in_order(120, place), key=sort_key)

    onwards = list(walk(client, "/people/", "next"))
    last = Participant.objects.get(given=onwards[-1][-1])
    backwards = list(walk(client, f"/people/?before={last.pk}", "prev"))

    assert [len(page) for page in onwards] == [50, 50, 20]
    assert list(chain(*onwards)) == names
    assert list(chain(*reversed(backwards))) == names[:-1]


def test_women_of_one_name_are_listed_once_each(client, officer, place):
    ParticipantFactory.create_batch(60, given="زينب", father="", project_sites=[place.pk])

    pages = list(walk(client, "/people/", "next"))

    assert [len(page) for page in pages] == [50, 10]


def test_woman_out_of_sight_is_no_edge(client, officer, place):
    names = in_order(3, place)
    stranger = ParticipantFactory(given="هدى", father="")

    for edge in ("after", "before"):
        assert next(walk(client, f"/people/?{edge}={stranger.pk}", "next")) == names


@pytest.mark.parametrize("edge", ["x", "", "0", "\u0661", "\0"])
def test_edge_that_is_none_begins_the_list(client, officer, place, edge):
    names = in_order(2, place)

    assert next(walk(client, "/people/?" + urlencode({"after": edge}), "next")) == names


def test_list_goes_on_where_nobody_is_left_behind_the_edge(client, officer, place):
    names = in_order(2, place)
    last = Participant.objects.get(given=names[-1])

    assert next(walk(client, f"/people/?after={last.pk}", "next")) == names


def test_merged_and_anonymous_women_are_in_no_list(client, officer, place):
    stays = ParticipantFactory(given="هدى", father="", project_sites=[place.pk])
    other = ParticipantFactory(given="هدا", father="", project_sites=[place.pk])
    Participant.objects.filter(pk=other.pk).update(canonical=stays, merged_at=timezone.now())
    gone = ParticipantFactory(given=NAMELESS, father="", phone="", project_sites=[place.pk])
    Participant.objects.filter(pk=gone.pk).update(
        anonymised_at=timezone.now(), phone=None, address=None, to_complete=None
    )

    assert list(walk(client, "/people/", "next")) == [["هدى"]]


def test_list_is_narrowed_to_a_status_and_no_name_is_in_the_address(client, officer, place):
    for given, status in (("هدى", "idp"), ("زينب", "host"), ("آمنة", "idp")):
        person = ParticipantFactory(given=given, father="", project_sites=[place.pk])
        DisplacementEpisodeFactory(participant=person, status=status)
    ended = ParticipantFactory(given="سعاد", father="", project_sites=[place.pk])
    DisplacementEpisodeFactory(
        participant=ended, status="idp", from_on=date(2020, 1, 1), to_on=date(2021, 1, 1)
    )

    answer = client.post("/people/", {"words": "", "status": "idp"})

    assert answer.url == "/people/?status=idp"
    assert list(walk(client, answer.url, "next")) == [["آمنة", "هدى"]]
    assert client.post(answer.url, {"words": "", "status": ""}).url == "/people/"


def test_search_is_narrowed_too(client, officer, place):
    for family, status in (("كاظم", "idp"), ("حسن", "host")):
        person = ParticipantFactory(given="زينب", father=family, project_sites=[place.pk])
        DisplacementEpisodeFactory(participant=person, status=status)

    page = text_of(client.post("/people/", {"words": "زينب", "status": "idp"}))

    assert "1 woman found" in page
    assert "زينب كاظم" in page


def test_list_is_narrowed_to_one_of_her_places(client, place):
    other = ProjectSiteFactory()
    user = staff(Role.FIELD, place)
    GrantFactory(user=user, role=Role.FIELD, project=other.project, site=other.site)
    client.force_login(user)
    ParticipantFactory(given="هدى", father="", project_sites=[place.pk])
    ParticipantFactory(given="آمنة", father="", project_sites=[other.pk])
    elsewhere = ProjectSiteFactory()

    assert list(walk(client, "/people/", "next")) == [["آمنة", "هدى"]]
    assert list(walk(client, f"/people/?place={other.pk}", "next")) == [["آمنة"]]
    # What is not hers narrows nothing.
    assert list(walk(client, f"/people/?place={elsewhere.pk}", "next")) == [["آمنة", "هدى"]]


def test_list_is_empty_in_words_where_nobody_fits(client, officer, place):
    in_order(1, place)

    assert "Nobody whom this list could show." in text_of(client.get("/people/?status=refugee"))


def test_facilitator_is_listed_the_women_of_her_sessions_alone(client, place):
    leads = staff(Role.FACILITATOR, place)
    hers = EnrolmentFactory(
        cohort__project_site=place, participant__project_sites=[place.pk], from_on=date(2020, 1, 1)
    )
    today = timezone.localdate()
    SessionStaffFactory(user=leads, session=SessionFactory(cohort=hers.cohort, day=today))
    ParticipantFactory(project_sites=[place.pk])

    with scope(leads):
        page = page_of_people(leads, None, backwards=False)

    assert page.people == [hers.participant]
