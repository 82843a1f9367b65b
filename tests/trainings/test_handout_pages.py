"""What women received, on the page of their cohort and on a list to sign."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from core.context import is_demo
from core.typesetting import CannotTypeset
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    HandoutFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import Handout
from trainings.views import handouts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = timezone.localdate()


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def sign_in(client, cohort):
    def sign_in(role=Role.FIELD, place=None):
        user = staff(role, place or cohort.project_site, language="en")
        is_demo()
        client.force_login(user)
        return user

    return sign_in


def page(cohort, name="cohort_handouts", *ids):
    return reverse(f"trainings:{name}", args=[cohort.pk, *ids])


def form(*places, **said):
    return {
        "batch": str(uuid4()),
        "item": "kit",
        "quantity": "1",
        "enrolments": [str(place.pk) for place in places],
        "on_day": f"{TODAY:%d/%m/%Y}",
        "confirmation": "signature",
        **said,
    }


def test_who_was_there_is_chosen(client, cohort, sign_in):
    session = SessionFactory(cohort=cohort)
    there, late, away = (EnrolmentFactory(cohort=cohort) for _ in range(3))
    for woman, which in ((there, "present"), (late, "late"), (away, "absent")):
        mark(session, woman, which)
    sign_in()

    response = client.get(page(cohort), {"session": session.pk})

    chosen = {one.place.pk for one in response.context["women"] if one.chosen}
    assert chosen == {there.pk, late.pk}
    assert len(response.context["women"]) == 3


def test_everybody_is_ticked_by_one_tap(client, cohort, sign_in):
    EnrolmentFactory.create_batch(3, cohort=cohort)
    sign_in()

    ticked = [one.chosen for one in client.get(page(cohort), {"all": "1"}).context["women"]]
    untouched = [one.chosen for one in client.get(page(cohort)).context["women"]]

    assert (ticked, untouched) == ([True] * 3, [False] * 3)


def test_money_is_written_down_for_many_once_though_tapped_twice(client, cohort, sign_in):
    session = SessionFactory(cohort=cohort)
    women = EnrolmentFactory.create_batch(3, cohort=cohort)
    by = sign_in()
    sent = form(*women, item="transport", amount="٣٠٠٠", session=str(session.pk))

    for _ in range(2):
        response = client.post(page(cohort), sent, follow=True)
        assert [str(said) for said in response.context["messages"]] == ["Written down for 3 women."]

    assert set(Handout.objects.values_list("amount", "session", "noted_by")) == {
        (3000, session.pk, by.pk)
    }
    assert Handout.objects.count() == 3


MISSING = {
    "nobody": ({"enrolments": []}, {"enrolments"}),
    "no pieces": ({"quantity": ""}, {"quantity"}),
    "no money": ({"item": "transport"}, {"amount"}),
    "nothing": ({"item": ""}, {"item"}),
    "something else": ({"item": "other"}, {"name"}),
    "no witness": ({"confirmation": "witness"}, {"witness"}),
    "a NUL byte": ({"item": "\0", "confirmation": "\0"}, {"item", "confirmation"}),
    "10,000 characters": ({"item": "other", "name": "ا" * 10_000}, {"name"}),
    "too many": ({"quantity": "9" * 400}, {"quantity"}),
    "less than one": ({"quantity": "-3"}, {"quantity"}),
    "no day": ({"on_day": "31/02/2026"}, {"on_day"}),
    "no id": ({"batch": "\0"}, {"batch"}),
    "no woman": ({"enrolments": ["\0"]}, {"enrolments"}),
}


@pytest.mark.parametrize(("said", "wrong"), MISSING.values(), ids=MISSING)
def test_what_is_missing_or_wrong_is_said(client, cohort, sign_in, said, wrong):
    woman = EnrolmentFactory(cohort=cohort)
    sign_in()

    response = client.post(page(cohort), form(woman) | said)

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == wrong
    assert not Handout.objects.exists()


def test_who_was_ticked_stays_ticked_where_something_is_missing(client, cohort, sign_in):
    one, _other = EnrolmentFactory.create_batch(2, cohort=cohort)
    sign_in()

    response = client.post(page(cohort), form(one, item=""))

    assert [each.place for each in response.context["women"] if each.chosen] == [one]


def test_something_else_is_named_and_cleaned_and_needs_no_formula(client, cohort, sign_in):
    sign_in()
    woman = EnrolmentFactory(cohort=cohort)

    client.post(page(cohort), form(woman, item="other", name="\u202e=مقص"))

    assert Handout.objects.get().name == "=مقص"


def test_witness_is_a_colleague_of_the_place(client, cohort, sign_in):
    woman = EnrolmentFactory(cohort=cohort)
    here = staff(Role.FACILITATOR, cohort.project_site)
    elsewhere = staff(Role.FACILITATOR, CohortFactory().project_site)
    sign_in()

    refused = client.post(page(cohort), form(woman, confirmation="witness", witness=elsewhere.pk))
    assert refused.context["form"].errors.keys() == {"witness"}
    client.post(page(cohort), form(woman, confirmation="witness", witness=here.pk))

    assert Handout.objects.get().witness == here


def test_session_of_another_cohort_is_not_found(client, cohort, sign_in):
    sign_in()
    other = SessionFactory(cohort__project_site=cohort.project_site)

    assert client.get(page(cohort), {"session": other.pk}).status_code == 404
    assert client.get(page(cohort), {"session": "\0"}).status_code == 200


def test_list_to_sign_is_a_paper_for_who_is_chosen_and_is_on_record(
    client, cohort, sign_in, monkeypatch
):
    session = SessionFactory(cohort=cohort)
    one, _other = (
        EnrolmentFactory(cohort=cohort, participant__given=name) for name in ("هناء", "رنا")
    )
    sign_in()
    set_on_paper = []
    monkeypatch.setattr(
        handouts, "typeset", lambda template, data: set_on_paper.append(data) or b"%PDF"
    )

    response = client.post(
        page(cohort, "cohort_handouts_list"),
        form(one, item="transport", amount="٣٠٠٠", session=str(session.pk)),
    )

    assert response["Content-Type"] == "application/pdf"
    assert [data["names"] for data in set_on_paper] == [[str(one.participant)]]
    assert set_on_paper[0]["total"] == "3,000"
    assert Look.objects.get(kind="print").people == 1
    assert not Handout.objects.exists()


def test_paper_that_cannot_be_made_leads_back_to_the_session_in_words(
    client, cohort, sign_in, monkeypatch
):
    def fail(*_args):
        raise CannotTypeset

    session = SessionFactory(cohort=cohort)
    sign_in()
    monkeypatch.setattr(handouts, "typeset", fail)

    response = client.post(
        page(cohort, "cohort_handouts_list"),
        form(EnrolmentFactory(cohort=cohort), session=str(session.pk)),
        follow=True,
    )

    assert response.redirect_chain == [(f"{page(cohort)}?session={session.pk}", 302)]
    assert "Nothing is lost" in str(next(iter(response.context["messages"])))
    assert not Look.objects.filter(kind="print").exists()


def test_list_of_nothing_leads_back_in_words(client, cohort, sign_in):
    sign_in()

    response = client.post(page(cohort, "cohort_handouts_list"), {}, follow=True)

    assert response.redirect_chain == [(page(cohort), 302)]
    assert "before you print" in str(next(iter(response.context["messages"])))


def test_mistake_is_taken_back_by_who_may(client, cohort, sign_in):
    handout = HandoutFactory(enrolment__cohort=cohort)
    url = page(cohort, "handout_take_back", handout.pk)

    sign_in(Role.MANAGER)
    assert client.post(url).status_code == 403
    assert client.post(page(cohort), form(handout.enrolment)).status_code == 403
    assert "They have received it" not in client.get(page(cohort)).content.decode()
    sign_in()
    assert client.post(page(CohortFactory(), "handout_take_back", handout.pk)).status_code == 404
    assert client.post(url).status_code == 302
    assert Handout.objects.get().taken_back_at is not None


@pytest.mark.parametrize("number", [1, 40])
def test_page_asks_as_often_for_forty_as_for_one(
    client, cohort, sign_in, number, django_assert_num_queries
):
    session = SessionFactory(cohort=cohort)
    for _ in range(number):
        HandoutFactory(enrolment__cohort=cohort)
    sign_in()

    with django_assert_num_queries(11):
        response = client.get(page(cohort), {"session": session.pk})

    assert len(response.context["women"]) == number
