"""Four taps at the end of a dialogue, and the referral card."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import CohortFactory, ModuleFactory, SessionFactory, staff
from trainings.models import DialogueNote, Referral

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def dialogue():
    cohort = CohortFactory()
    module = ModuleFactory(version=cohort.version, kind="dialogue", topic_en="Listening")
    return SessionFactory(cohort=cohort, module=module, day=YESTERDAY)


@pytest.fixture
def officer(client, dialogue):
    officer = staff(Role.FIELD, dialogue.project_site)
    client.force_login(officer)
    return officer


def url(session):
    return reverse("trainings:dialogue_note", args=[session.pk])


def taps(dialogue, **fields):
    return {
        "topic": str(dialogue.module_id),
        "languages": ["ar", "ckb"],
        "mood": "well",
    } | fields


def test_four_taps_are_kept_and_can_be_mended(client, dialogue, officer):
    client.post(url(dialogue), taps(dialogue))
    client.post(url(dialogue), taps(dialogue, mood="mixed"))

    note = DialogueNote.objects.get()
    assert (note.module, note.languages, note.mood) == (dialogue.module, ["ar", "ckb"], "mixed")
    assert note.noted_by == officer


def test_another_topic_takes_the_place_of_the_planned_one(client, dialogue, officer):
    client.post(url(dialogue), taps(dialogue, topic="other", other_topic="الجيران"))

    note = DialogueNote.objects.get()
    assert (note.module, note.other_topic) == (None, "الجيران")


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": ""},
        {"topic": "other"},
        {"topic": str(uuid.uuid4())},
        {"languages": []},
        {"languages": ["xx"]},
        {"mood": ""},
        {"mood": "angry"},
        {"topic": "other", "other_topic": "ا" * 161},
    ],
)
def test_taps_without_sense_are_told_on_the_page(client, dialogue, officer, fields):
    assert client.post(url(dialogue), taps(dialogue, **fields)).status_code == 200
    assert not DialogueNote.objects.exists()


def test_tense_dialogue_offers_the_referral_card_with_who_to_turn_to(client, dialogue, officer):
    staff(Role.PROTECTION, dialogue.project_site, full_name="Focal Point")

    page = client.post(url(dialogue), taps(dialogue, mood="tense"), follow=True).content.decode()

    assert "Referral made" in page
    assert "Focal Point" in page


def test_dialogue_that_went_well_offers_no_card(client, dialogue, officer):
    client.post(url(dialogue), taps(dialogue))

    assert "Referral made" not in client.get(url(dialogue)).content.decode()


def test_session_that_is_no_dialogue_has_no_note(client, dialogue, officer):
    practical = SessionFactory(cohort=dialogue.cohort, day=YESTERDAY, hour=14)

    assert client.get(url(practical)).status_code == 404


def test_child_of_a_day_is_a_dialogue(client, dialogue, officer):
    day = SessionFactory(cohort=dialogue.cohort, day=YESTERDAY, hour=14)
    child = SessionFactory(cohort=dialogue.cohort, parent=day, day=YESTERDAY, hour=14, hours=1)

    client.post(url(child), taps(dialogue))

    assert child.dialogue_note.mood == "well"


@pytest.mark.parametrize(
    "change", [{"state": "cancelled", "state_reason": "power"}, {"day": YESTERDAY + timedelta(9)}]
)
def test_dialogue_that_was_not_has_nothing_to_note(client, dialogue, officer, change):
    other = SessionFactory(
        cohort=dialogue.cohort, module=dialogue.module, **({"day": YESTERDAY, "hour": 14} | change)
    )

    client.post(url(other), taps(dialogue))

    assert not DialogueNote.objects.exists()


def refer(client, session, **fields):
    address = reverse("trainings:referral_add", args=[session.pk])
    return client.post(address, {"referral_id": str(uuid.uuid4()), "kind": "health"} | fields)


def test_referral_tapped_twice_is_one(client, dialogue, officer):
    same = str(uuid.uuid4())

    for _twice in range(2):
        assert refer(client, dialogue, referral_id=same).status_code == 302

    referral = Referral.objects.get()
    assert (referral.kind, referral.made_by) == ("health", officer)


@pytest.mark.parametrize("fields", [{"kind": ""}, {"kind": "x"}, {"referral_id": "x"}])
def test_referral_without_sense_is_not_kept(client, dialogue, officer, fields):
    assert refer(client, dialogue, **fields).status_code == 302
    assert not Referral.objects.exists()


def test_id_of_anothers_referral_is_not_taken_for_hers(client, dialogue, officer):
    same = str(uuid.uuid4())
    refer(client, dialogue, referral_id=same)
    other = SessionFactory(cohort=dialogue.cohort, day=YESTERDAY, hour=14)

    refer(client, other, referral_id=same)

    assert not other.referrals.exists()


def test_manager_and_stranger_note_nothing(client, dialogue):
    for user, answer in (
        (staff(Role.MANAGER, dialogue.project_site), 403),
        (staff(Role.FIELD, SessionFactory().project_site), 404),
    ):
        client.force_login(user)
        assert client.post(url(dialogue), taps(dialogue)).status_code == answer
        assert refer(client, dialogue).status_code == answer
