"""The code of a person: given out once, checked by its last digit, telling nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import IntegrityError, connection

from participants.models import Participant
from tests.factories import ParticipantFactory, ProjectSiteFactory

pytestmark = pytest.mark.django_db


def code_of(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT participants_code_v1(%s)", [number])
        (code,) = cursor.fetchone()
    return code


def test_person_gets_a_code_of_eight_digits_that_stays():
    person = ParticipantFactory()
    code = person.code

    person.given = "زينب"
    person.save()
    person.refresh_from_db()

    assert person.code == code
    assert len(code) == 8
    assert code.isdecimal()
    assert person.code_text == f"{code[:4]}-{code[4:]}"


def test_many_people_written_at_once_get_codes_too():
    place = ProjectSiteFactory()
    people = Participant.objects.bulk_create(
        Participant(given=f"زينب {number}", project_sites=[place.pk]) for number in range(50)
    )

    assert len({person.code for person in people}) == 50


def test_two_people_never_share_a_code():
    with pytest.raises(IntegrityError):
        ParticipantFactory(code=ParticipantFactory().code)


def test_codes_of_one_day_do_not_follow_each_other():
    numbers = [int(code_of(number)) for number in range(1, 20)]

    assert len(set(numbers)) == 19
    assert min(abs(one - other) for one, other in pairwise(numbers)) > 1000


def test_no_wrong_digit_and_no_swap_makes_the_code_of_another():
    codes = {code_of(number) for number in range(1, 2000)}

    for code in list(codes)[:20]:
        for place in range(8):
            wrong = {code[:place] + digit + code[place + 1 :] for digit in "0123456789"} - {code}
            assert not wrong & codes
        for place in range(7):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert swapped == code or swapped not in codes
