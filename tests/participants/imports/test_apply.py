"""A list is applied all or nothing, and says of each woman what its row says."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from participants.models import (
    Consent,
    DuplicateCandidate,
    ImportedPerson,
    Participant,
    PeopleImport,
    Purpose,
)
from participants.queries.consents import agrees
from participants.services.imports.apply import keep_choices
from participants.services.refusals import CannotKeep
from participants.sheets.outcome import Said
from tests.factories import ParticipantFactory
from tests.participants.imports.conftest import findings, outcomes
from tests.participants.sheets.files import HEADINGS, woman, xlsx

pytestmark = pytest.mark.django_db

SAMPLE_ID_CONSENT = "الموافقة على حفظ القومية والديانة"


def test_woman_of_a_row_is_registered_with_what_it_says(lists, place, officer):
    imported = lists.load(woman())

    person = Participant.objects.get()
    episode = person.displacement_episodes.get()
    assert imported.state == PeopleImport.State.APPLIED
    assert person.full_name == "ئاوات محمد عمر الجبوري"
    assert person.latin_name == "Awat Muhammad Omar al-Jaburi" or person.latin_name
    assert (person.phone, person.phone_owner) == ("+9647909375836", "own")
    assert (person.born_on.isoformat(), person.born_precision) == ("1968-04-17", "day")
    assert (person.language, person.languages, person.area_id) == ("ckb", ["ckb"], "IQG13Q04")
    assert (episode.status, episode.source) == ("idp", "list")
    assert episode.from_on == timezone.localdate()
    assert person.project_sites == [place.pk]
    assert "2 children for the playroom" in person.to_complete


def test_one_yes_means_taking_part_and_keeping_her_data_and_nothing_else(lists, officer):
    lists.load(woman())

    said = Consent.objects.all()
    assert {one.text.purpose for one in said} == {
        Purpose.PARTICIPATION,
        Purpose.DATA_PROCESSING,
    }
    # The text was not read with her by us: that is still to be done.
    assert {(one.how, one.is_complete, one.witnessed_by) for one in said} == {
        ("verbal", False, officer)
    }


def test_identity_is_kept_with_a_yes_of_its_own_alone(lists):
    rows = [[*HEADINGS, SAMPLE_ID_CONSENT], [*woman(), "نعم"], [*woman(given="زينب", phone="")]]
    lists.apply(lists.send(data=xlsx(*rows)))

    with_yes, without = Participant.objects.order_by("given")
    assert with_yes.community_identity.ethnicity == "kurd"
    assert agrees(with_yes, Purpose.COMMUNITY_IDENTITY)
    assert not hasattr(without, "community_identity")


def test_site_that_asks_for_no_identity_keeps_none(lists, place):
    place.site.collects_identity = False
    place.site.save()
    rows = [[*HEADINGS, SAMPLE_ID_CONSENT], [*woman(), "نعم"]]
    lists.apply(lists.send(data=xlsx(*rows)))

    person = Participant.objects.get()
    assert not hasattr(person, "community_identity")
    assert not agrees(person, Purpose.COMMUNITY_IDENTITY)


def test_of_who_says_no_nothing_is_kept(lists):
    imported = lists.send(woman(consent="لا"), woman(given="زينب", phone=""))
    assert outcomes(imported) == {"refused": 1, "new": 1}

    lists.apply(imported)

    assert Participant.objects.get().given == "زينب"


def test_one_wrong_row_stops_the_whole_list(lists):
    imported = lists.send(woman(), woman(given="=1+1", born="31/02/1999", phone="12"))

    with pytest.raises(CannotKeep, match="1 row has to be put right"):
        lists.apply(imported)

    assert not Participant.objects.exists()
    [*_, wrong] = findings(imported).values()
    assert {one.column for one in wrong.wrong} == {"given", "born_on", "phone"}


def test_wrong_rows_are_left_out_when_somebody_says_so(lists):
    imported = lists.send(woman(), woman(given="زينب", phone="12"))

    lists.apply(imported, leave_out_wrong=True)

    assert Participant.objects.get().given == "ئاوات"
    assert outcomes(imported) == {"new": 1, "left_out": 1}


def test_who_is_known_is_not_added_again(lists, place):
    known = ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[place.pk]
    )
    imported = lists.send(woman())
    [finding] = findings(imported).values()
    assert (finding.outcome, finding.person) == ("known", known.pk)
    assert "phone" in finding.reasons

    lists.apply(imported)

    assert Participant.objects.get() == known
    assert ImportedPerson.objects.get().kind == "known"


@pytest.mark.parametrize("choice", ["different", "unsure"])
def test_who_is_somebody_else_is_added_and_the_verdict_is_remembered(lists, place, choice):
    ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[place.pk]
    )
    imported = lists.send(woman())
    imported.rows.filter(outcome="known").update(choice=choice)

    lists.apply(imported)

    assert Participant.objects.count() == 2
    assert DuplicateCandidate.objects.get().verdict == choice


@pytest.fixture
def both(place):
    """Two records that look like one row, the likelier first."""
    name = {"given": "ئاوات", "father": "محمد", "project_sites": [place.pk]}
    born = {"born_on": date(1968, 1, 1), "born_precision": "year"}
    return [
        ParticipantFactory(**name, **born, phone="+9647909375836"),
        ParticipantFactory(**name, phone="+9647909375836"),
    ]


def test_everybody_whom_a_row_looks_like_is_told(lists, both):
    [finding] = findings(lists.send(woman())).values()

    assert [one.person for one in finding.alike] == [one.pk for one in both]
    assert all(one.reasons for one in finding.alike)


@pytest.mark.parametrize("which", [0, 1])
def test_somebody_says_which_of_several_she_is(lists, both, which):
    imported = lists.send(woman())
    row = imported.rows.get(outcome="known").number
    keep_choices(imported=imported, choices={row: Said("", both[which].pk)})

    lists.apply(imported)

    assert ImportedPerson.objects.get().participant == both[which]
    assert Participant.objects.count() == 2


def test_record_that_was_not_offered_is_not_she(lists, both):
    stranger = ParticipantFactory()
    imported = lists.send(woman())
    row = imported.rows.get(outcome="known").number
    keep_choices(imported=imported, choices={row: Said("", stranger.pk)})

    lists.apply(imported)

    assert ImportedPerson.objects.get().participant == both[0]


def test_another_woman_is_none_of_several(lists, both):
    imported = lists.send(woman())
    imported.rows.filter(outcome="known").update(choice="different")

    lists.apply(imported)

    assert Participant.objects.count() == 3
    assert [one.verdict for one in DuplicateCandidate.objects.all()] == ["different"] * 2


def test_who_may_be_known_at_another_office_is_told_by_number_alone(client, lists, officer):
    ParticipantFactory(given="ئاوات", father="محمد", phone="+9647909375836")
    imported = lists.send(woman(), woman(given="زينب", phone=""))
    assert outcomes(imported) == {"new": 2}

    imported = lists.apply(imported)

    client.force_login(officer)
    page = client.get(imported.get_absolute_url()).content.decode()
    assert "1 of them may be known at another office" in page
    assert DuplicateCandidate.objects.count() == 1


def test_same_woman_twice_in_a_list_is_added_once(lists):
    imported = lists.send(woman(), woman(phone="لا يوجد", born="1968"))
    assert [(one.outcome, one.row) for one in findings(imported).values()] == [
        ("new", None),
        ("known", 5),
    ]

    lists.apply(imported)

    assert Participant.objects.count() == 1


def test_two_of_a_list_who_are_two_women_are_never_asked_about_again(lists):
    imported = lists.send(woman(), woman(phone="لا يوجد", born="1968"))
    imported.rows.filter(outcome="known").update(choice="different")

    lists.apply(imported)

    assert Participant.objects.count() == 2
    assert DuplicateCandidate.objects.get().verdict == "different"


def test_list_is_looked_at_again_when_somebody_was_added_meanwhile(lists, place):
    imported = lists.send(woman())
    ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[place.pk]
    )

    imported = lists.apply(imported)

    assert imported.state == PeopleImport.State.OPEN
    assert "added or changed since" in imported.why
    assert Participant.objects.count() == 1
    assert outcomes(imported) == {"known": 1}


def test_nothing_is_kept_when_one_row_fails(lists, monkeypatch):
    from participants.services.imports import people

    register, calls = people.register_person, []

    def fail_at_the_second(**words):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError(words["details"].given)
        return register(**words)

    monkeypatch.setattr(people, "register_person", fail_at_the_second)
    imported = lists.send(woman(), woman(given="زينب", phone=""))

    with pytest.raises(Exception, match="RuntimeError"):
        lists.apply(imported)

    imported = lists.again(imported)
    assert not Participant.objects.exists()
    assert imported.state == PeopleImport.State.FAILED
    assert "nothing was kept" in imported.why

    monkeypatch.setattr(people, "register_person", register)
    lists.apply(imported)
    assert Participant.objects.count() == 2


def test_job_that_runs_twice_adds_nobody_twice(lists, officer):
    from participants.jobs import apply_import

    imported = lists.load(woman())
    apply_import(import_id=str(imported.pk), user_id=str(officer.pk))

    assert Participant.objects.count() == 1


def test_who_lost_her_right_meanwhile_applies_nothing(lists, officer):
    imported = lists.send(woman())
    from core.scoping import scope
    from participants.services.imports.apply import begin_apply
    from tests.working import run_jobs

    with scope(officer):
        begin_apply(imported=imported, by=officer)
    officer.grants.update(to_on=timezone.localdate())
    run_jobs()

    assert lists.again(imported).state == PeopleImport.State.FAILED
    assert not Participant.objects.exists()
