"""The pages on which somebody asks for a place, waits, gets it, and several at once."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from programmes.models import ProjectSite
from tests.factories import CohortFactory, EnrolmentFactory, SessionFactory, staff
from tests.trainings.enrolling_world import class_for, in_class, one_who_waits, woman
from trainings.models import CommunityAnswer, Enrolment

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def cohort():
    """A class with six host women, whose last four places are kept for displaced ones."""
    cohort = class_for(10)
    in_class(cohort, 6, "host")
    return cohort


@pytest.fixture
def coordinator(client, cohort):
    user = staff(Role.COORDINATOR, cohort.project_site)
    client.force_login(user)
    return user


def url(name, thing):
    return reverse(f"trainings:{name}", args=[thing.pk])


def page_of(answer):
    return answer.content.decode()


def test_she_asks_for_a_place_on_the_page_that_finds_her(client, coordinator, cohort):
    her = woman(cohort, "idp")
    form = {"participant": str(her.pk), "from_on": f"{TODAY:%d/%m/%Y}", "step": "apply"}

    answer = client.post(url("enrolment_add", cohort), form)

    assert answer.url == url("cohort_waiting", cohort)
    assert her.enrolments.get().state == "applied"


def test_list_is_in_the_order_that_brings_the_class_closest(client, coordinator, cohort):
    host = one_who_waits(cohort, "host")
    displaced = one_who_waits(cohort, "idp")

    answer = client.get(url("cohort_waiting", cohort))

    assert [line.place for line in answer.context["lines"]] == [displaced, host]
    assert [line.effect for line in answer.context["lines"]] == ["helps", "worse"]
    assert "6 of at least 4" in page_of(answer)
    assert "4 are kept for displaced women" in page_of(answer)


def test_reason_is_asked_for_where_the_place_is_kept_for_others(client, coordinator, cohort):
    place = one_who_waits(cohort, "host")
    form = {"step": "accept", "from_on": f"{TODAY:%d/%m/%Y}", "reason": ""}

    refused = client.post(url("enrolment_accept", place), form)
    accepted = client.post(url("enrolment_accept", place), form | {"reason": "أختها هنا"})

    assert "reason" in refused.context["form"].errors
    assert accepted.url == url("cohort_detail", cohort)
    place.refresh_from_db()
    assert place.state == Enrolment.State.ENROLLED
    assert "أختها هنا" in page_of(client.get(url("enrolment_detail", place)))


def test_communities_are_told_in_a_word_after_she_asks(client):
    cohort = class_for(25, communities=60)
    in_class(cohort, 10, ethnicity="kurd")
    place = one_who_waits(cohort, ethnicity="kurd")
    client.force_login(staff(Role.COORDINATOR, cohort.project_site))
    address = url("enrolment_accept", place)

    before = page_of(client.get(address))
    client.post(address, {"step": "ask"})
    after = page_of(client.get(address))

    assert "Does she help" in before
    assert "makes it worse" in after
    for page in (before, after, page_of(client.get(url("cohort_detail", cohort)))):
        assert "kurd" not in page.lower()
    assert Look.objects.filter(kind="reveal", participant_id=place.participant_id).exists()


def test_site_that_asks_nobody_for_her_community_shows_nothing_of_it(client):
    cohort = class_for(25, communities=60)
    cohort.project_site.site.collects_identity = False
    cohort.project_site.site.save()
    place = one_who_waits(cohort)
    client.force_login(staff(Role.COORDINATOR, cohort.project_site))

    client.post(url("enrolment_accept", place), {"step": "ask"})

    assert "Does she help" not in page_of(client.get(url("enrolment_accept", place)))
    assert "communities" not in page_of(client.get(url("cohort_detail", cohort)))
    assert not CommunityAnswer.objects.exists()


def test_who_has_a_place_already_is_shown_it(client, coordinator, cohort):
    place = cohort.enrolments.first()

    assert client.get(url("enrolment_accept", place)).url == url("enrolment_detail", place)


def test_end_of_a_place_asks_why(client, coordinator, cohort):
    place = cohort.enrolments.first()
    form = {"step": "withdraw", "last_day": f"{TODAY:%d/%m/%Y}"}

    answer = client.post(url("enrolment_detail", place), form)
    assert "leaving" in answer.context["withdraw"].errors
    client.post(url("enrolment_detail", place), form | {"leaving": "moved"})

    assert "she moved away" in page_of(client.get(url("enrolment_detail", place)))


def test_she_comes_again_by_one_button(client, coordinator, cohort):
    her = woman(cohort, "idp")
    ended = EnrolmentFactory(cohort=cohort, participant=her, state="withdrawn", to_on=TODAY)

    client.post(url("enrolment_detail", ended), {"step": "again", "from_on": f"{TODAY:%d/%m/%Y}"})

    assert cohort.enrolments.get(participant=her, to_on=None).state == "enrolled"


def test_several_are_chosen_from_a_narrowed_list(client, coordinator, cohort):
    displaced = [woman(cohort, "idp") for _ in range(2)]
    woman(cohort, "host")
    silent = woman(cohort, "idp", agreed=False)
    address = url("enrolment_several", cohort)

    shown = client.post(address, {"step": "filter", "status": "idp", "classes": "nowhere"})
    listed = {one.person: one.has_agreed for one in shown.context["candidates"]}
    answer = client.post(
        address,
        {
            "step": "enrol",
            "person": [str(one.pk) for one in displaced],
            "from_on": f"{TODAY:%d/%m/%Y}",
            "how": "give",
        },
    )

    assert listed == {displaced[0]: True, displaced[1]: True, silent: False}
    assert answer.status_code == 302
    assert {one.enrolments.get().state for one in displaced} == {"enrolled"}


@pytest.mark.parametrize("words", ["Hatice", "خديحة", "code", "4567"])
@pytest.mark.parametrize("where", ["enrolment_add", "enrolment_several"])
def test_she_is_found_as_in_the_list_of_people(client, coordinator, cohort, where, words):
    her = woman(cohort, "idp", given="خديجة", father="مصطفى", phone="+9647701234567")
    woman(cohort, "idp", given="سوسن", father="نجم")
    asked = her.code_text if words == "code" else words

    shown = client.post(url(where, cohort), {"step": "filter", "words": asked}).context

    listed = shown["found"] if where == "enrolment_add" else shown["candidates"]
    assert [getattr(one, "person", one) for one in listed] == [her]


def test_woman_of_another_place_cannot_be_slipped_in(client, coordinator, cohort):
    stranger = woman(class_for())
    form = {"step": "enrol", "person": [str(stranger.pk), "x"], "how": "give"}

    answer = client.post(url("enrolment_several", cohort), form | {"from_on": f"{TODAY:%d/%m/%Y}"})

    assert answer.context["form"].non_field_errors()
    assert not stranger.enrolments.exists()


@pytest.mark.parametrize("forged", [{"step": "accept"}, {"step": "x"}, {}, {"from_on": "١"}])
def test_forged_acceptance_changes_nothing(client, coordinator, cohort, forged):
    place = one_who_waits(cohort, "idp")

    assert client.post(url("enrolment_accept", place), forged).status_code == 200
    place.refresh_from_db()
    assert place.state == "waitlisted"


@pytest.mark.parametrize("text", ["x" * 10_000, "سبب\x00", "\u202e‮", "\ud800"])
def test_hostile_reason_gets_a_sentence_or_is_cleaned(client, coordinator, cohort, text):
    place = one_who_waits(cohort, "host")
    form = {"step": "accept", "from_on": f"{TODAY:%d/%m/%Y}", "reason": text}

    answer = client.post(
        url("enrolment_accept", place),
        urlencode(form, errors="surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in (200, 302)
    assert not place.steps.filter(reason__contains="\u202e").exists()


@pytest.mark.parametrize("women", [1, 40])
@pytest.mark.parametrize("name", ["cohort_waiting", "enrolment_several"])
def test_pages_ask_the_same_number_of_queries(
    client, coordinator, name, women, django_assert_max_num_queries
):
    cohort = class_for(50, place=place_of(coordinator))
    other = CohortFactory(project_site=cohort.project_site)
    for one in (cohort, other):
        SessionFactory(cohort=one, day=TODAY + timedelta(days=1))
    for _ in range(women):
        place = one_who_waits(cohort, "idp")
        EnrolmentFactory(cohort=other, participant=place.participant)
        woman(cohort, "host")
    client.get(url(name, cohort))

    with django_assert_max_num_queries(18):
        answer = client.get(url(name, cohort))

    assert len(answer.context["lines" if name == "cohort_waiting" else "candidates"]) == women


def place_of(user):
    """The one place of a colleague."""
    return ProjectSite.objects.get(pk=min(user.scope.project_sites))
