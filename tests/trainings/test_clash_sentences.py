"""What is said of a room that is taken, with real values and above all in Arabic."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from core.folded import Folded
from core.ids import uuid7
from programmes.models import Room
from trainings.models import Cohort, Course, CourseVersion, Session
from trainings.queries.clashes import Clash, Wanted, sentences_of
from trainings.queries.warnings import HoursClash

ROOM = Room(name_ar="قاعة الطابق الأول")
COURSE = Course(title_en="Sewing", title_ar="الخياطة")
SEWING = Cohort(id=uuid7(), name="المجموعة ٣", version=CourseVersion(course=COURSE))
SUNDAY = "الأحد 3 كانون الثاني 2027"
FIRST = datetime(2027, 1, 3, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def arabic(baghdad):
    with translation.override("ar"):
        yield


def plain(text):
    """A sentence without the signs that keep its names apart and on one line."""
    return text.translate({0x2068: None, 0x2069: None, 0xA0: " "})


def clashes(number, cohort=SEWING, room=ROOM):
    """So many sessions, a day each, that meet with those of a class or of another project."""
    starts = [FIRST + timedelta(days=day) for day in range(number)]
    return [
        Clash(
            Wanted(place, room.pk, at, at + timedelta(hours=3)),
            room,
            at,
            at + timedelta(hours=2),
            Session(cohort=cohort) if cohort else None,
        )
        for place, at in enumerate(starts, 1)
    ]


def test_one_clash_tells_both_hours_and_whose_class_it_is():
    assert list(map(plain, sentences_of(clashes(1)))) == [
        "الجلسة 1، يوم الأحد 3 كانون الثاني 2027، 9:00–12:00: في «قاعة الطابق الأول» حجز "
        "لدورة «الخياطة» (المجموعة ٣)، 9:00–11:00."
    ]


def test_one_clash_with_another_project_names_nothing_of_it():
    assert list(map(plain, sentences_of(clashes(1, cohort=None)))) == [
        "الجلسة 1، يوم الأحد 3 كانون الثاني 2027، 9:00–12:00: في «قاعة الطابق الأول» حجز "
        "لمشروع آخر، 9:00–11:00."
    ]


@pytest.mark.parametrize(
    ("number", "hours"),
    [
        (2, f"جلستين، أولاهما يوم {SUNDAY} والثانية يوم الاثنين 4 كانون الثاني 2027"),
        (3, f"3 جلسات، أولاها يوم {SUNDAY} وآخرها يوم الثلاثاء 5 كانون الثاني 2027"),
        (11, f"11 جلسة، أولاها يوم {SUNDAY} وآخرها يوم الأربعاء 13 كانون الثاني 2027"),
    ],
)
@pytest.mark.parametrize(
    ("cohort", "holder"), [(SEWING, "لدورة «الخياطة» (المجموعة ٣)"), (None, "لمشروع آخر")]
)
def test_several_clashes_tell_how_many_and_the_first_and_last_day(number, hours, cohort, holder):
    [told] = sentences_of(clashes(number, cohort))

    assert plain(told) == f"في «قاعة الطابق الأول» حجز {holder} في وقت {hours}."
    assert len(told.lines) == number
    assert "الجلسة 2، يوم الاثنين 4 كانون الثاني 2027" in told.lines[1]


def test_each_class_and_each_room_has_a_sentence_of_its_own():
    other = Cohort(id=uuid7(), name="المجموعة ٤", version=SEWING.version)
    elsewhere = Room(name_ar="القاعة الكبيرة")

    told = sentences_of([*clashes(2), *clashes(2, other), *clashes(1, room=elsewhere)])

    assert [isinstance(sentence, Folded) for sentence in told] == [True, True, False]
    assert ["المجموعة ٣" in told[0], "المجموعة ٤" in told[1], "القاعة الكبيرة" in told[2]] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "هي في «المجموعة ٣» في وقت جلسة واحدة، يوم الأحد 3 كانون الثاني 2027."),
        (2, "هي في «المجموعة ٣» في وقت جلستين، أولاهما يوم الأحد 3 كانون الثاني 2027."),
        (5, "هي في «المجموعة ٣» في وقت 5 جلسات، أولاها يوم الأحد 3 كانون الثاني 2027."),
        (40, "هي في «المجموعة ٣» في وقت 40 جلسة، أولاها يوم الأحد 3 كانون الثاني 2027."),
    ],
)
def test_hours_of_a_woman_that_meet_with_another_class_of_hers(number, told):
    assert plain(str(HoursClash(number, FIRST, SEWING))) == told


def test_number_of_a_class_does_not_turn_the_hours_behind_it():
    # Latin digits behind Arabic letters would drag "8:00–11:00" along, from right to left.
    with translation.override("en"):
        [told] = sentences_of(clashes(1))

    assert "\u2068المجموعة ٣\u2069, 9:00–11:00." in told


def test_hours_of_a_woman_that_meet_with_a_class_elsewhere():
    assert str(HoursClash(1, FIRST, None)) == (
        "لها صف في مكتب آخر في وقت جلسة واحدة، يوم الأحد 3 كانون الثاني 2027."
    )


def test_sentence_and_its_lines_are_escaped_where_they_are_shown():
    shown = Folded("<b>", ["<i>"]).__html__()

    assert "&lt;b&gt;" in shown
    assert "<li>&lt;i&gt;</li>" in shown
