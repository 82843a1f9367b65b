"""Women of the story who were registered in full, and two records of one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from accounts.models import User
from cohesion.demo.places import HAWIGA_DISTRICT, KIRKUK_DISTRICT
from participants.details import Decision, Displacement, Identity, PersonDetails
from participants.models import DuplicateCandidate, Participant, Purpose
from participants.queries.duplicates import likely_duplicates, told_of
from participants.services.duplicates import note_candidates
from participants.services.households import move_in
from participants.services.registration import register_person
from programmes.models import ProjectSite

HAMDANIYA_DISTRICT = "IQG15Q03"


@dataclass(frozen=True, slots=True)
class Told:
    """What one woman told when she was registered."""

    details: PersonDetails
    refuses: frozenset[str] = frozenset()
    guardian: str = ""


def register_some_in_full(place: ProjectSite, *, officer: User, today: date) -> None:
    """Five women with all that the form asks; two live together, one may be known already."""
    mother, daughter, *_others = [_register(told, place, officer) for told in _women(today)]
    move_in(
        person=daughter,
        with_person=mother,
        relation="child",
        from_on=today - timedelta(days=40),
        by=officer,
    )
    _register_again(mother, place, officer)


def _women(today: date) -> list[Told]:
    since = today - timedelta(days=600)
    return [
        Told(
            PersonDetails(
                given="نوال",
                father="جاسم",
                grandfather="حميد",
                family="الجبوري",
                sex="f",
                born_on=date(1979, 4, 12),
                born_precision="day",
                phone="+9647000100001",
                phone_owner="own",
                safe_to_call=True,
                best_time="morning",
                area=KIRKUK_DISTRICT,
                address="حي القادسية، خلف المدرسة",
                language="ar",
                languages=("ar", "tr-iq"),
                literacy="reads",
                functioning=_functioning(seeing=2),
                displacement=Displacement("idp", since, HAWIGA_DISTRICT, "rented", "herself"),
                identity=Identity("arab", "sunni"),
            )
        ),
        Told(
            PersonDetails(
                given="سارة",
                father="كريم",
                family="الجبوري",
                sex="f",
                born_on=date(today.year - 16, 1, 1),
                born_precision="year",
                phone="+9647000100001",
                phone_owner="family",
                safe_to_call=True,
                area=KIRKUK_DISTRICT,
                language="ar",
                languages=("ar",),
                literacy="reads",
                displacement=Displacement("idp", since, HAWIGA_DISTRICT, "rented", "family"),
            ),
            refuses=frozenset({Purpose.PHOTO, Purpose.COMMUNITY_IDENTITY}),
            guardian="نوال جاسم",
        ),
        Told(
            PersonDetails(
                given="شیرین",
                father="ڕەشید",
                grandfather="هیوا",
                sex="f",
                born_on=date(1992, 7, 1),
                born_precision="month",
                phone="+9647000100003",
                phone_owner="husband",
                safe_to_call=False,
                best_time="noon",
                area=KIRKUK_DISTRICT,
                language="ckb",
                languages=("ckb", "ar"),
                literacy="little",
                functioning=_functioning(walking=3),
                displacement=Displacement("host", since, source="herself"),
                identity=Identity("kurd", "refused"),
            ),
            refuses=frozenset({Purpose.CONTACT_BY_PHONE, Purpose.HOME_VISIT}),
        ),
        Told(
            PersonDetails(
                given="سيفيل",
                father="أورهان",
                family="أوجي",
                sex="f",
                born_on=date(today.year - 35, 1, 1),
                born_precision="estimated",
                phone="+9647000100004",
                phone_owner="own",
                safe_to_call=True,
                best_time="evening",
                area=KIRKUK_DISTRICT,
                language="tr-iq",
                languages=("tr-iq", "ar", "en"),
                literacy="reads",
                displacement=Displacement("host", since, source="document"),
                identity=Identity("turkmen", "shia"),
            )
        ),
        Told(
            PersonDetails(
                given="ريتا",
                father="توما",
                sex="f",
                born_on=date(1988, 1, 1),
                born_precision="year",
                area=KIRKUK_DISTRICT,
                languages=("syr", "ar"),
                displacement=Displacement(
                    "idp_returnee", since, HAMDANIYA_DISTRICT, "own", "herself"
                ),
                to_complete="رقم الهاتف؛ طفلان لغرفة اللعب",
            ),
            refuses=frozenset(Purpose.values) - {Purpose.PARTICIPATION, Purpose.DATA_PROCESSING},
        ),
    ]


def _functioning(**some: int) -> dict[str, int]:
    """No difficulty but for some."""
    questions = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
    return dict.fromkeys(questions, 1) | some


def _register(told: Told, place: ProjectSite, officer: User) -> Participant:
    details = told.details
    decisions = [
        Decision(purpose, "refused" if purpose in told.refuses else "agreed", "signed")
        for purpose in Purpose.values
    ]
    if told.guardian:
        decisions += [
            Decision(one.purpose, one.decision, one.how, "guardian", told.guardian)
            for one in decisions
        ]
    said = replace(details, decisions=tuple(decisions))
    return register_person(details=said, place=place, by=officer).person


def _register_again(known: Participant, place: ProjectSite, officer: User) -> None:
    """Another officer wrote her down in Latin letters, and was not sure."""
    details = PersonDetails(
        given="Nawal",
        father="Jasim",
        phone=known.phone,
        born_on=known.born_on,
        born_precision="year",
    )
    person = register_person(details=details, place=place, by=officer).person
    note_candidates(
        person=person,
        likely=likely_duplicates(told_of(person), officer, besides=person.pk),
        verdicts={known.pk: DuplicateCandidate.Verdict.UNSURE},
        by=officer,
    )
