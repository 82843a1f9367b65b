"""Teams are proposed, made by hand and split."""

import pytest

from outreach.assignment.child import NoAnswer
from outreach.services import teams as services
from outreach.services.refusals import CannotChange
from outreach.services.teams import make_team, propose_teams, split_team
from tests.factories import EnrolmentFactory
from tests.outreach.factories import (
    RoundFactory,
    RoundGraduateFactory,
    TeamFactory,
    VisitFactory,
)
from tests.outreach.round_world import woman_of

pytestmark = pytest.mark.django_db


def test_women_of_one_side_become_teams():
    round_ = RoundFactory()
    for status in ("idp", "refugee", "host", "host", "host", "unknown"):
        woman_of(round_, status)

    assert propose_teams(round_=round_) == 2

    sides = sorted((team.number, team.side, team.graduates.count()) for team in round_.teams.all())
    assert sorted(side for _number, side, _count in sides) == ["displaced", "host"]
    assert [(number, count) for number, _side, count in sides] == [(1, 2), (2, 2)]
    assert round_.graduates.filter(team=None).count() == 2


def test_second_proposal_leaves_teams_alone():
    round_ = RoundFactory()
    for _ in range(2):
        woman_of(round_)
    propose_teams(round_=round_)

    assert propose_teams(round_=round_) == 0
    assert round_.teams.count() == 1


def test_pair_of_an_earlier_round_is_parted():
    first, second = RoundFactory(), None
    women = [woman_of(first) for _ in range(4)]
    make_team(round_=first, one_id=women[0].pk, other_id=women[1].pk)
    make_team(round_=first, one_id=women[2].pk, other_id=women[3].pk)
    second = RoundFactory(cohort=first.cohort)
    for woman in women:
        RoundGraduateFactory(round=second, enrolment=woman.enrolment, side="")

    propose_teams(round_=second)

    pairs = {
        frozenset(woman.enrolment_id for woman in team.graduates.all())
        for team in second.teams.all()
    }
    before = frozenset({women[0].enrolment_id, women[1].enrolment_id})
    assert len(pairs) == 2
    assert before not in pairs


def test_shared_language_pairs():
    round_ = RoundFactory()
    for language in ("ar", "ckb", "ar", "ckb"):
        woman_of(round_, language=language)

    propose_teams(round_=round_)

    for team in round_.teams.all():
        spoken = {woman.enrolment.participant.language for woman in team.graduates.all()}
        assert len(spoken) == 1


def test_no_answer_is_told_in_words(monkeypatch):
    def no_answer(question):
        raise NoAnswer

    monkeypatch.setattr(services, "ask", no_answer)

    with pytest.raises(CannotChange, match="by hand"):
        propose_teams(round_=RoundFactory())


def test_team_is_made_by_hand():
    round_ = RoundFactory()
    one, other = woman_of(round_, "idp"), woman_of(round_, "refugee")

    team = make_team(round_=round_, one_id=one.pk, other_id=other.pk)

    assert (team.side, team.graduates.count()) == ("displaced", 2)


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [(("idp", "host"), "same side"), (("host", "unknown"), "Record first")],
)
def test_two_sides_are_no_team(statuses, sentence):
    round_ = RoundFactory()
    one, other = (woman_of(round_, status) for status in statuses)

    with pytest.raises(CannotChange, match=sentence):
        make_team(round_=round_, one_id=one.pk, other_id=other.pk)


def test_woman_is_in_one_team_and_not_alone():
    team = TeamFactory()
    [one, _other] = team.graduates.all()
    free = RoundGraduateFactory(round=team.round)

    for pair in ((one, free), (free, free), (free, RoundGraduateFactory())):
        with pytest.raises(CannotChange, match="in no team"):
            make_team(round_=team.round, one_id=pair[0].pk, other_id=pair[1].pk)


def test_team_with_a_visit_to_make_is_not_split():
    visit = VisitFactory()

    with pytest.raises(CannotChange, match="visits to make"):
        split_team(team=visit.team)

    visit.outcome, visit.outcome_by, visit.outcome_at = (
        "postponed",
        visit.created_by,
        visit.created_at,
    )
    visit.save()
    split_team(team=visit.team)
    assert visit.team.graduates.count() == 0
    assert visit.round.teams.together().count() == 0


def test_her_status_that_is_recorded_later_counts():
    round_ = RoundFactory()
    known = woman_of(round_, "host")
    late = RoundGraduateFactory(
        round=round_, enrolment=EnrolmentFactory(cohort=round_.cohort), side=""
    )
    assert propose_teams(round_=round_) == 0
    episode = known.enrolment.participant.displacement_episodes.get()
    late.enrolment.participant.displacement_episodes.create(status="host", from_on=episode.from_on)

    assert propose_teams(round_=round_) == 1
