"""People of a registration spreadsheet, enrolled all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from participants.models import Participant
from participants.names.keys import fold
from participants.services.displacement import say_first_status
from trainings.models import Cohort
from trainings.registration import Registered
from trainings.services.enrolments import enrol

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many were enrolled, and the rows of those who were not: in it already, or no yes."""

    enrolled: int
    known_rows: list[int]
    refused_rows: list[int]


@transaction.atomic
def load_people(*, cohort: Cohort, people: Sequence[Registered], by: User) -> Loaded:
    """Register and enrol everybody who agreed and is not in the cohort.

    Of who did not agree nothing is kept. Raises CannotChange, and then nobody is loaded.
    """
    known = {
        (person.folded_name, person.born_on)
        for person in Participant.objects.filter(enrolments__cohort=cohort)
    }
    known_rows: list[int] = []
    enrolled = 0
    for said in filter(lambda one: one.agreed, people):
        person = _person(said, cohort.project_site_id)
        who = fold(person.full_name), person.born_on
        if who in known:
            known_rows.append(said.row)
            continue
        known.add(who)
        person.save(force_insert=True)
        say_first_status(participant=person, status=said.status, from_on=cohort.starts_on)
        enrol(
            cohort=cohort, participant=person, from_on=cohort.starts_on, agreed=said.agreed, by=by
        )
        enrolled += 1
    return Loaded(enrolled, known_rows, [one.row for one in people if not one.agreed])


def _person(said: Registered, project_site_id: int) -> Participant:
    return Participant(
        given=said.given,
        father=said.father,
        grandfather=said.grandfather,
        family=said.family,
        sex=Participant.Sex.FEMALE,
        born_on=said.born_on,
        born_precision=said.born_precision,
        phone=said.phone,
        phone_owner=said.phone_owner if said.phone else Participant.PhoneOwner.UNKNOWN,
        project_sites=[project_site_id],
    )
