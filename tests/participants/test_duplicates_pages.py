"""Likely duplicates on pages: asked at the form, decided in the queue, taken back on her page."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Look
from accounts.roles import Role
from participants.models import DuplicateCandidate, Merge, Participant, Purpose
from participants.services.duplicates import merge
from tests.factories import (
    ConsentFactory,
    ConsentTextFactory,
    DuplicateCandidateFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)
from tests.participants.pages import ADD, summary_of, text_of, url_of, whole

pytestmark = pytest.mark.django_db

PHONE = "+9647701234567"
QUEUE = "/people/duplicates/"


@pytest.fixture
def known(place):
    return ParticipantFactory(
        given="گوڵاڵە",
        father="کەریم",
        phone=PHONE,
        born_on=date(1992, 1, 1),
        born_precision="year",
        project_sites=[place.pk],
    )


@pytest.fixture
def coordinator(client, place):
    user = staff(Role.COORDINATOR, place)
    client.force_login(user)
    return user


@pytest.fixture
def pair(place):
    women = ParticipantFactory.create_batch(2, phone=PHONE, project_sites=[place.pk])
    return DuplicateCandidateFactory(one=women[0], other=women[1])


def verdict_of(known, said):
    return {f"same_{known.pk.hex}": said}


# --- While registering --------------------------------------------------------------


def test_who_is_known_is_shown_with_reasons_and_nothing_is_lost(client, officer, place, known):
    response = client.post(ADD, whole(place))

    page = text_of(response)
    assert "same phone · birth year differs by 1 · name spelled alike" in page
    assert "•••• ••• ••67" in page
    [(where, text)] = summary_of(response)
    assert where == f"id_same_{known.pk.hex}_0"
    assert "known already" in text
    assert "حي القادسية" in response.content.decode()
    assert Participant.objects.get() == known


def test_same_woman_is_not_added_again(client, officer, place, known):
    response = client.post(ADD, whole(place) | verdict_of(known, "same"), follow=True)

    assert response.redirect_chain[-1][0] == known.get_absolute_url()
    assert "She is known already" in text_of(response)
    assert Participant.objects.get() == known


def test_same_woman_becomes_known_where_she_came(client, known):
    there = ProjectSiteFactory()
    officer = staff(Role.FIELD)
    client.force_login(officer)

    client.post(ADD, whole(there) | verdict_of(known, "same"))

    known.refresh_from_db()
    assert there.pk in known.project_sites


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_another_woman_is_added_and_the_verdict_is_kept(client, officer, place, known, verdict):
    client.post(ADD, whole(place) | verdict_of(known, verdict))

    candidate = DuplicateCandidate.objects.get()
    assert Participant.objects.count() == 2
    assert (candidate.verdict, candidate.decided_by) == (verdict, officer)
    assert candidate.reasons == ["phone", "birth_near", "name_alike"]


def test_form_that_is_sent_twice_is_no_duplicate_of_itself(client, officer, place):
    form = whole(place)
    client.post(ADD, form)

    again = client.post(ADD, form)

    assert again.status_code == 302
    assert not DuplicateCandidate.objects.exists()


def test_verdict_on_somebody_else_is_passed_over(client, officer, place, known):
    stranger = ParticipantFactory()

    response = client.post(ADD, whole(place) | verdict_of(stranger, "same"))

    assert response.status_code == 200
    assert Participant.objects.count() == 2


def test_known_at_another_office_is_said_and_nothing_else(client, officer, place):
    ParticipantFactory(given="Golala", father="Karim", phone=PHONE, address="پنهان")

    response = client.post(ADD, whole(place), follow=True)

    page = text_of(response)
    assert "She may be known at another office; a coordinator will check." in page
    assert "Golala" not in page
    assert "پنهان" not in page


def test_changed_number_is_compared_again(client, officer, place, known):
    person = ParticipantFactory(given="گوڵاڵە", father="", project_sites=[place.pk])

    response = client.post(url_of("person_reach", person), {"phone": "0770 123 4567"}, follow=True)

    assert "Somebody like her is known; a coordinator will check." in text_of(response)
    assert DuplicateCandidate.objects.get().verdict == ""


# --- The queue ------------------------------------------------------------------------


def test_pairs_wait_for_who_decides_both(client, coordinator, pair):
    DuplicateCandidateFactory()

    assert "1 pair may be one woman" in text_of(client.get("/people/"))
    page = client.get(QUEUE)
    assert page.content.decode().count("/people/duplicates/0") == 1
    assert "same phone" in text_of(page)


def test_queue_tells_the_births_of_both(client, coordinator, pair):
    one, other = (Participant.objects.filter(pk=person.pk) for person in pair.both)
    one.update(born_on=date(1991, 3, 5), born_precision="day")
    other.update(born_on=date(1990, 1, 1), born_precision="estimated")

    page = text_of(client.get(QUEUE))

    assert "born on 5 March 1991" in page
    assert "born about 1990" in page


def test_officer_has_no_queue(client, officer, pair):
    assert client.get(QUEUE).status_code == 403
    assert "may be one woman" not in text_of(client.get("/people/"))


def test_both_are_shown_side_by_side_with_numbers_masked(client, coordinator, pair):
    Participant.objects.filter(pk=pair.other.pk).update(latin_name="Gulala")
    ConsentFactory(participant=pair.one, text=ConsentTextFactory(purpose=Purpose.PHOTO))

    response = client.get(f"{QUEUE}{pair.pk}/")

    page = text_of(response)
    assert page.count("•••• ••• ••67") == 2
    assert "1234567" not in response.content.decode()
    assert "being photographed" in page
    assert "Gulala" in page
    assert Look.objects.filter(kind="view", page="participants:duplicate").count() == 2


@pytest.mark.parametrize("stands", ["first", "second"])
def test_one_woman_is_kept_and_the_old_page_leads_to_her(client, coordinator, pair, stands):
    survivor, other = (pair.one, pair.other) if stands == "first" else (pair.other, pair.one)

    response = client.post(f"{QUEUE}{pair.pk}/", {"verdict": stands}, follow=True)

    assert response.redirect_chain[-1][0] == survivor.get_absolute_url()
    assert client.get(other.get_absolute_url()).headers["Location"] == survivor.get_absolute_url()
    for part in ("who", "reach", "status", "identity", "consents", "household"):
        moved = client.get(url_of(f"person_{part}", other))
        assert moved.headers["Location"] == survivor.get_absolute_url()
    assert "They are two women after all" in text_of(response)
    assert text_of(client.get(QUEUE)).count("No two records") == 1
    assert client.get(f"{QUEUE}{pair.pk}/").headers["Location"] == survivor.get_absolute_url()


def test_merge_is_taken_back_on_her_page(client, coordinator, pair):
    made = merge(survivor=pair.one, other=pair.other, by=coordinator)

    response = client.post(f"/people/merges/{made.pk}/undo/", follow=True)
    again = client.post(f"/people/merges/{made.pk}/undo/", follow=True)

    assert "They are two women again" in text_of(response)
    assert "Somebody took this back already." in text_of(again)
    assert Participant.objects.all().survivors().count() == 2


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_two_women_are_two(client, coordinator, pair, verdict):
    client.post(f"{QUEUE}{pair.pk}/", {"verdict": verdict})

    pair.refresh_from_db()
    assert pair.verdict == verdict
    assert not Merge.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"verdict": "same"}, {"verdict": "x" * 9999}])
def test_verdict_that_is_none_gets_a_sentence(client, coordinator, pair, posted):
    response = client.post(f"{QUEUE}{pair.pk}/", posted)

    assert [where for where, _text in summary_of(response)] == ["id_verdict_0"]


def test_who_decides_for_one_side_alone_decides_nothing(client, place):
    there = ProjectSiteFactory()
    both_see = ParticipantFactory.create_batch(2, project_sites=[place.pk, there.pk])
    pair = DuplicateCandidateFactory(one=both_see[0], other=both_see[1])
    client.force_login(staff(Role.COORDINATOR, place))

    page = client.get(f"{QUEUE}{pair.pk}/")
    refused = client.post(f"{QUEUE}{pair.pk}/", {"verdict": "first"})

    assert "Somebody who decides for both has to." in text_of(page)
    assert refused.status_code == 403


def test_numbers_of_both_records_are_on_her_page(client, coordinator, pair):
    other = pair.other
    other.phone = "+9647709999999"
    other.save()
    ConsentFactory(participant=other, text=ConsentTextFactory(purpose=Purpose.CONTACT_BY_PHONE))
    merge(survivor=pair.one, other=other, by=coordinator)

    response = client.post(url_of("phone_reveal", pair.one))

    assert "0770 123 4567" in text_of(response)
    assert "0770 999 9999" in text_of(response)


def test_merged_woman_is_listed_once_and_found_by_every_spelling(client, coordinator, pair):
    pair.one.given, pair.other.given = "گوڵاڵە", "Gulala"
    pair.one.save()
    pair.other.save()
    merge(survivor=pair.one, other=pair.other, by=coordinator)

    for words in ("گولاله", "gulala", "4567"):
        page = text_of(client.post("/people/", {"words": words}))
        assert "1 woman found" in page
        assert "گوڵاڵە" in page


@pytest.mark.parametrize("pairs", [1, 40])
def test_queue_takes_the_same_statements_however_long(
    client, coordinator, place, pairs, django_assert_num_queries
):
    for _ in range(pairs):
        women = ParticipantFactory.create_batch(2, project_sites=[place.pk])
        DuplicateCandidateFactory(one=women[0], other=women[1])
    client.get(QUEUE)

    with django_assert_num_queries(5):  # session, user, scope, count, pairs
        client.get(QUEUE)
