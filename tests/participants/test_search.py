"""People are found by any part of a name in four scripts, by code and by phone, in their scope."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import PERMISSIONS, Permission, Role
from core.scoping import scope
from participants.models import Participant
from participants.queries.people import MOST_FOUND, find_people
from participants.queries.search import found_in_order
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    GrantFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)

pytestmark = pytest.mark.django_db

PHONE = "+9647701234567"


@pytest.fixture
def reader(place):
    return staff(Role.FIELD, place)


@pytest.fixture
def add(place):
    def make(name, **said):
        given, _space, rest = name.partition(" ")
        said = {"father": rest, "project_sites": [place.pk]} | said
        return ParticipantFactory(given=given, **said)

    return make


def names_found(words, user):
    with scope(user):
        return [str(person) for person in find_people(words, user).people]


@pytest.mark.parametrize(
    "spellings",
    [
        ("أمينة كريم", "امينه كريم", "Amina Karim", "Emine Kerîm", "ئەمینە کەریم"),
        ("شيرين", "شێرین", "Shirin", "Şirin"),
        ("عبد الله", "عبدالله", "Abdullah"),
        ("هيفاء", "هيفا", "Haifa"),
        ("محمد", "Mohammed", "Muhamad", "Mehmet"),
        ("زينب", "Zainab", "Zeyneb", "زَيـنَب"),
        ("خديجة", "Khadija", "Hatice"),
        ("گوڵاڵە", "گولاله", "Gulala", "گوڵاڵه\u200c"),
        ("ئاوات", "Awat"),
        ("إيمان", "ايمان"),
        ("Gülşen", "gulsen"),
        ("مُنى", "منى"),
        ("عەلی حوسێن", "Elî Husên", "علي حسين", "Ali Hüseyin"),
        ("عبد الرحمن الجبوري", "Abdul-Rahman Al-Jubouri", "عبدالرحمن جبوري"),
    ],
)
def test_every_spelling_finds_every_other(reader, add, spellings):
    for spelling in spellings:
        add(spelling)
    add("سوسن نجم")

    for asked in spellings:
        assert set(names_found(asked, reader)) == {
            str(person) for person in Participant.objects.exclude(given="سوسن")
        }


@pytest.mark.parametrize(
    "part", ["كاظم", "Kadhim", "حسن", "الجبوري", "جبوري", "Jubouri", "زين", "جبو", "زينب الجبوري"]
)
def test_any_part_of_a_name_finds_her(reader, place, part):
    ParticipantFactory(
        given="زينب",
        father="كاظم",
        grandfather="حسن",
        family="الجبوري",
        project_sites=[place.pk],
    )

    assert names_found(part, reader) == ["زينب كاظم حسن الجبوري"]


@pytest.mark.parametrize(
    ("name", "mistyped"),
    [
        ("خديجة محمد", "خديحة محمد"),
        ("خديجة محمد", "خديج محمد"),
        ("خديجة محمد", "خديجة محمدد"),
        ("شيرين", "شيرنى"),
        ("شێرین", "شێڕینن"),
        ("Gulala", "Gulaka"),
        ("Zainab Kadhim", "Zianab Kadhim"),
        ("ريتا توما", "ريتا توتما"),
        ("هدى", "هذى"),
        ("نور", "نوز"),
        ("المودوزاده", "مودوراده"),
    ],
)
def test_one_typing_error_finds_her_all_the_same(reader, add, name, mistyped):
    add(name)
    add("سوسن نجم")

    assert names_found(mistyped, reader) == [name]


def test_every_word_of_a_search_has_to_fit(reader, add):
    add("زينب كاظم")
    add("زينب حسين")

    assert names_found("حسين زينب", reader) == ["زينب حسين"]


def test_likest_name_is_first(reader, add):
    for name in ("Zeyneb Huseyin", "زينب حسن", "زينب علي حسين", "زينب حسين علي", "زينب حسين"):
        add(name)

    assert names_found("زينب حسين", reader) == [
        "زينب حسين",
        "زينب حسين علي",
        "زينب علي حسين",
        "زينب حسن",
        "Zeyneb Huseyin",
    ]


def test_who_are_equally_like_stand_in_the_order_of_the_list(reader, add):
    for father in ("هادي", "أحمد", "كريم"):
        add(f"زينب {father}")

    listed = [str(person) for person in Participant.objects.order_by("sort_key")]
    assert sorted(names_found("Zainab", reader), key=listed.index) == listed


@pytest.mark.parametrize("written", ["{code}", "{code:.4}-{code:.4}", " {code} "])
def test_she_is_found_by_her_code(reader, add, written):
    add("سوسن نجم")
    person = add("زينب كاظم")

    asked = person.code_text if "-" in written else written.format(code=person.code)
    assert names_found(asked, reader) == ["زينب كاظم"]
    arabic = asked.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert names_found(arabic, reader) == ["زينب كاظم"]


@pytest.mark.parametrize("digits", ["4567", "34567", "1234567", "0770 123 4567", "+9647701234567"])
def test_she_is_found_by_the_last_digits_of_her_phone(reader, add, digits):
    add("زينب كاظم", phone=PHONE)
    add("سوسن نجم", phone="+9647709994567" if len(digits) > 4 else "+9647709999999")

    assert names_found(digits, reader) == ["زينب كاظم"]


@pytest.mark.parametrize("digits", ["567", "0000", "99999999999999999999", "1234 4567"])
def test_other_digits_find_nobody(reader, add, digits):
    add("زينب كاظم", phone=PHONE)

    assert names_found(digits, reader) == []


@pytest.mark.parametrize("asked", ["زينب", "Zainab", "خديحة", "4567", "زين"])
def test_nobody_is_found_out_of_sight(reader, asked):
    ParticipantFactory(given="زينب", phone=PHONE)
    ParticipantFactory(given="خديجة")

    assert names_found(asked, reader) == []


def test_code_of_somebody_out_of_sight_finds_nobody(reader):
    stranger = ParticipantFactory(given="زينب")

    assert names_found(stranger.code, reader) == []


def asks(question, *said):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM participants_{question}", said)
        return cursor.fetchall()


def test_function_keeps_scope_whatever_places_it_is_asked_for(reader, place):
    there = ProjectSiteFactory()
    stranger = ParticipantFactory(given="زينب", phone=PHONE, project_sites=[there.pk])
    everywhere = [place.pk, there.pk]
    by_name = "search_v1_across_scopes('زینب','{زینب}','{snb}','{}','{}', %s::int[], %s::uuid[], 9)"
    by_phone = "by_phone_v1_across_scopes(%s::text[], %s::int[], %s::uuid[], 9)"
    alike = "alike_v1_across_scopes('{snb}', '{}', '', '{}', NULL, NULL, %s::int[], %s::uuid[], 9)"

    for user, found in ((reader, []), (staff(Role.FIELD, there), [(stranger.pk,)])):
        ParticipantFactory._meta.model.objects.filter(pk=stranger.pk).update(father="")
        with scope(user):
            assert asks(by_name, everywhere, [stranger.pk]) == found
            assert asks(by_name, None, None) == found
            assert asks(alike, everywhere, [stranger.pk]) == found
            assert asks(by_phone, stranger.phone_tails, everywhere, [stranger.pk]) == found


def test_without_a_scope_nobody_is_found(place):
    ParticipantFactory(given="زينب", project_sites=[place.pk])

    with scope():
        assert asks("search_v1_across_scopes('زینب','{زینب}','{snb}','{}','{}',NULL,NULL,9)") == []


def test_facilitator_finds_those_of_her_sessions_alone(place):
    facilitator = staff(Role.FACILITATOR, place)
    cohort = CohortFactory(project_site=place)
    session = SessionFactory(cohort=cohort, starts_at=timezone.now())
    SessionStaffFactory(session=session, user=facilitator)
    hers = ParticipantFactory(given="زينب", father="كاظم", project_sites=[place.pk])
    EnrolmentFactory(cohort=cohort, participant=hers)
    ParticipantFactory(given="زينب", father="صالح", project_sites=[place.pk])

    assert names_found("Zainab", facilitator) == ["زينب كاظم"]


def test_who_holds_two_roles_finds_what_both_open(place):
    there = ProjectSiteFactory()
    user = staff(Role.FIELD, place)
    GrantFactory(user=user, role=Role.FACILITATOR, project=there.project, site=there.site)
    ParticipantFactory(given="زينب", father="كاظم", project_sites=[place.pk])
    ParticipantFactory(given="زينب", father="صالح", project_sites=[there.pk])

    assert names_found("Zainab", user) == ["زينب كاظم"]


def test_every_role_that_sees_people_sees_everybody_at_its_places(place):
    """The search leaves a place whole to those roles; `visible_to` has to agree."""
    people = ParticipantFactory.create_batch(2, project_sites=[place.pk])

    for role in Role:
        if Permission.PEOPLE_SEE in PERMISSIONS[role]:
            assert set(Participant.objects.visible_to(staff(role, place))) == set(people)


def test_search_of_one_place_leaves_the_others_out(place):
    there = ProjectSiteFactory()
    user = staff(Role.FIELD, place)
    GrantFactory(user=user, role=Role.FIELD, project=there.project, site=there.site)
    here = ParticipantFactory(given="زينب", project_sites=[place.pk])
    ParticipantFactory(given="زينب", project_sites=[there.pk])

    with scope(user):
        assert found_in_order("زينب", user, most=9, places=[place.pk]) == [here.pk]


def test_more_than_a_page_says_so(reader, place):
    ParticipantFactory.create_batch(MOST_FOUND + 1, given="زينب", project_sites=[place.pk])

    with scope(reader):
        found = find_people("زينب", reader)

    assert (len(found.people), found.more) == (MOST_FOUND, True)


@pytest.mark.parametrize(
    "hostile",
    [
        "\u202eزينب\u2069",
        "%",
        "_",
        "زينب%' OR true --",
        "ز\\",
        "{a,b}",
        "(((",
        "[^ ]*",
        "ز" * 10_000,
        "زينب " * 2_000,
        "a\0b",
        "\ud800",
        "٣٣٣٣" * 500,
        "<b>زينب</b>",
    ],
)
def test_hostile_words_find_whom_their_letters_name_or_nobody(reader, add, hostile):
    add("زينب كاظم")

    assert names_found(hostile, reader) in ([], ["زينب كاظم"])
