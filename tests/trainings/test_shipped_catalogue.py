"""The two courses that every installation starts with."""

from collections import Counter

import pytest

from trainings.models import CourseVersion, Module

pytestmark = pytest.mark.django_db

FOUR_DAYS_A_WEEK = 4


def shipped(code):
    return CourseVersion.objects.get(course__code=code, state="published")


def test_sewing_takes_eight_weeks_and_most_of_its_days_are_practical():
    days = shipped("sewing").modules.filter(inside=None)

    kinds = Counter(days.values_list("kind", flat=True))
    assert len(days) == 8 * FOUR_DAYS_A_WEEK
    assert kinds["practical"] > len(days) / 2


def test_dialogues_of_sewing_take_45_minutes_within_a_day():
    dialogues = shipped("sewing").modules.filter(kind=Module.Kind.DIALOGUE)

    assert len(dialogues) >= 8
    assert {(one.minutes, one.inside_id is None) for one in dialogues} == {(45, False)}


def test_leadership_takes_seven_weeks_after_sewing():
    version = shipped("womens-leadership")

    assert version.modules.filter(inside=None).count() == 7
    assert version.prerequisite.code == "sewing"


@pytest.mark.parametrize("code", ["sewing", "womens-leadership"])
@pytest.mark.parametrize("language", ["ar", "ckb", "en", "tr"])
def test_shipped_texts_stand_in_four_languages(code, language):
    version = shipped(code)

    assert getattr(version.course, f"title_{language}")
    assert getattr(version.course, f"description_{language}")
    assert not version.modules.filter(**{f"topic_{language}": ""}).exists()
