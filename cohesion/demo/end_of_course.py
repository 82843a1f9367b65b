"""A group that has finished: skills, the close, certificates, and the way on to leadership."""

from __future__ import annotations

from random import Random

from accounts.models import User
from trainings.models import Certificate, Cohort, Completion, Enrolment, Nomination, SkillRating
from trainings.services.certificates import give_certificates, note_prints, revoke_certificate
from trainings.services.closing import Decision, close_cohort, propose
from trainings.services.nominations import give_next_place, nominate, take_step
from trainings.services.skills import rate_skills

STEP = Nomination.State
HALFWAY, AT_THE_END = (0, 1, 1, 2), (1, 2, 2, 3, 3)


def tell_end_of_course(
    sewing: Cohort, leadership: Cohort, staff: dict[str, User], chance: Random
) -> None:
    """Close a group; most get a certificate, some are on their way to the leadership course."""
    facilitator, coordinator = staff["facilitator"], staff["coordinator"]
    _rate(sewing, SkillRating.Stage.MID, HALFWAY, facilitator, chance)
    _rate(sewing, SkillRating.Stage.END, AT_THE_END, facilitator, chance)
    women = [one.enrolment for one in _close(sewing, coordinator)]
    # Two come for theirs another day.
    given = give_certificates(
        cohort=sewing, enrolments=[one.pk for one in women[:-2]], by=coordinator
    )
    note_prints(certificates=given, by=coordinator)
    _replace_one(sewing, given[0], coordinator)
    _go_on(sewing, leadership, women, coordinator)


def _rate(cohort: Cohort, stage: str, levels: tuple[int, ...], by: User, chance: Random) -> None:
    skills = list(cohort.version.skills.values_list("pk", flat=True))
    places = cohort.enrolments.order_by("participant__sort_key").values_list("pk", flat=True)
    rated = {(place, skill): chance.choice(levels) for place in places for skill in skills}
    rate_skills(cohort=cohort, stage=stage, levels=rated, by=by)


def _close(cohort: Cohort, by: User) -> list[Completion]:
    """Decide as proposed, but for one who caught up on what she had missed."""
    missed_it = [one for one in propose(cohort).proposals if one.outcome == "not_completed"]
    decisions = {
        one.enrolment.pk: Decision("completed", Completion.Reason.CAUGHT_UP)
        for one in missed_it[:1]
    }
    decided = close_cohort(cohort=cohort, decisions=decisions, by=by)
    return [one for one in decided if one.outcome == Completion.Outcome.COMPLETED]


def _replace_one(cohort: Cohort, certificate: Certificate, by: User) -> None:
    """Her name was written otherwise on the first one."""
    revoke_certificate(certificate=certificate, because=Certificate.Revoked.NAME, by=by)
    note_prints(
        certificates=give_certificates(cohort=cohort, enrolments=[certificate.enrolment_id], by=by),
        by=by,
    )


def _go_on(sewing: Cohort, leadership: Cohort, women: list[Enrolment], by: User) -> None:
    """Of six one is nominated, one thinks it over, one declined, one accepted, two have places."""
    nominations = nominate(
        cohort=sewing,
        course=leadership.version.course,
        enrolments=[one.pk for one in women[:6]],
        by=by,
    )
    for nomination in nominations[1:]:
        take_step(nomination=nomination, state=STEP.OFFERED, by=by)
    take_step(
        nomination=nominations[2],
        state=STEP.DECLINED,
        because=Nomination.Declined.CHILDREN,
        by=by,
    )
    for nomination in nominations[3:]:
        take_step(nomination=nomination, state=STEP.ACCEPTED, by=by)
    for nomination in nominations[4:]:
        give_next_place(
            nomination=nomination, cohort=leadership, from_on=leadership.starts_on, by=by
        )
