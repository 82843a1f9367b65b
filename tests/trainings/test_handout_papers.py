"""What a list to sign says on paper, in four languages, whatever the names look like."""

from datetime import date

import pytest

from core.typesetting import typeset
from tests.factories import CohortFactory
from tests.trainings.test_certificate_papers import SIGNS
from trainings.models import Handout
from trainings.papers import HANDOUTS, words
from trainings.papers.handouts import Each, handout_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FARE = Each("transport", "", 3000)
KIT = Each("kit", "", 2)


def paper(each=FARE, names=("هناء", "رنا"), day=None, code="ar"):
    return handout_list(CohortFactory(), names, each, day=day, code=code)


def test_every_thing_has_a_name_in_every_language():
    things = set(Handout.Item.values) - {Handout.Item.OTHER}

    for said in words().values():
        assert {name for name in said if name.startswith("item_")} == {
            f"item_{thing}" for thing in things
        }


@pytest.mark.parametrize("code", ["ar", "ckb", "en", "tr-iq"])
def test_money_is_told_for_each_and_together(code):
    made, said = paper(code=code), words()[code.split("-")[0]]

    assert (made["unit"], made["each"], made["total"]) == (said["dinars"], "3,000", "6,000")
    assert made["heading"] == f"{said['handouts']} · {said['item_transport']}"


def test_things_are_counted_in_pieces():
    made = paper(KIT, code="en")

    assert (made["unit"], made["each"], made["total"]) == ("Pieces", "2", "4")


def test_something_else_is_called_what_somebody_wrote():
    assert paper(Each("other", "مقص", 1), code="en")["heading"].endswith("مقص")


def test_day_of_the_session_stands_on_it_where_there_is_one():
    day = date(2026, 11, 3)

    assert "November 2026" in paper(day=day, code="en")["subheading"]
    assert "November" not in paper(code="en")["subheading"]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_it_is_set_over_several_pages_whatever_the_names_are(code):
    made = paper(Each("other", SIGNS, 1), [SIGNS] * 40, code=code)

    assert typeset(HANDOUTS, made).startswith(b"%PDF")
    assert set(made["names"]) == {SIGNS}
