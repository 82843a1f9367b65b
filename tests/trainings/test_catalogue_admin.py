"""The catalogue in the admin: a draft grows, a published version is frozen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import CourseVersionFactory, ModuleFactory, staff
from trainings.models import Course, CourseVersion, Module

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_of_catalogue(client):
    client.force_login(staff(Role.CATALOGUE))
    return client


def act(client, action, version):
    return client.post(
        reverse("admin:trainings_courseversion_changelist"),
        {"action": action, "_selected_action": [str(version.pk)]},
        follow=True,
    )


def as_form(version, **changed):
    """What the page of a version posts, with one new module."""
    return {
        "course": version.course_id,
        "number": version.number,
        "capacity": 20,
        "completion_percent": 80,
        "completion_dialogue_minutes": 0,
        "completion_skill_level": 0,
        "balance_percent": 40,
        "community_percent": 60,
        "reasons_policy": "optional",
        "prerequisite": "",
        "modules-TOTAL_FORMS": 1,
        "modules-INITIAL_FORMS": 0,
        "modules-0-version": version.pk,
        "modules-0-number": 1,
        "modules-0-kind": "practical",
        "modules-0-minutes": 180,
        "modules-0-topic_ar": "القص",
        "skills-TOTAL_FORMS": 0,
        "skills-INITIAL_FORMS": 0,
    } | changed


def change(client, version, **changed):
    url = reverse("admin:trainings_courseversion_change", args=[version.pk])
    return client.post(url, as_form(version, **changed), follow=True)


def test_course_version_and_module_are_made_and_published(admin_of_catalogue):
    admin_of_catalogue.post(
        reverse("admin:trainings_course_add"), {"code": "hats", "title_ar": "القبعات"}
    )
    version = CourseVersionFactory(course=Course.objects.get(code="hats"))

    change(admin_of_catalogue, version)
    act(admin_of_catalogue, "publish", version)

    version.refresh_from_db()
    assert version.state == CourseVersion.State.PUBLISHED
    assert [module.topic_ar for module in version.modules.all()] == ["القص"]


def test_version_without_modules_is_not_published(admin_of_catalogue):
    version = CourseVersionFactory()

    act(admin_of_catalogue, "publish", version)

    version.refresh_from_db()
    assert version.state == CourseVersion.State.DRAFT


def test_published_version_is_frozen(admin_of_catalogue):
    version = ModuleFactory().version
    act(admin_of_catalogue, "publish", version)

    answer = change(admin_of_catalogue, version, capacity=7)

    version.refresh_from_db()
    assert "A published version is frozen" in answer.content.decode()
    assert version.capacity != 7
    assert version.modules.count() == 1


def test_new_draft_copies_modules_and_what_lies_inside_them(admin_of_catalogue):
    day = ModuleFactory()
    ModuleFactory(
        version=day.version, kind="dialogue", minutes=45, inside=day, starts_after_minutes=90
    )
    act(admin_of_catalogue, "publish", day.version)

    act(admin_of_catalogue, "draft_from", day.version)

    draft = CourseVersion.objects.get(course=day.version.course, state="draft")
    assert draft.number == day.version.number + 1
    assert draft.modules.count() == 2
    assert draft.modules.get(kind="dialogue").inside.version == draft
    assert Module.objects.filter(version=day.version).count() == 2


def test_page_of_a_published_version_says_that_it_is_frozen(admin_of_catalogue):
    version = CourseVersion.objects.get(course__code="sewing")
    url = reverse("admin:trainings_courseversion_change", args=[version.pk])

    answer = admin_of_catalogue.get(url, headers={"accept-language": "en"})

    assert "A published version is frozen" in answer.content.decode()
    assert b'name="_save"' not in answer.content


def test_dialogue_inside_a_dialogue_is_not_published(admin_of_catalogue):
    day = ModuleFactory()
    inside = {"version": day.version, "starts_after_minutes": 0, "minutes": 45}
    ModuleFactory(inside=ModuleFactory(inside=day, **inside), **inside)

    act(admin_of_catalogue, "publish", day.version)

    day.version.refresh_from_db()
    assert day.version.state == CourseVersion.State.DRAFT


@pytest.mark.parametrize(
    "wrong",
    [
        {"modules-0-minutes": 2},
        {"modules-0-minutes": "many"},
        {"capacity": 0},
        {"balance_percent": 90},
        {"community_percent": 20},
        {"modules-0-topic_ar": "x" * 10_000},
    ],
)
def test_wrong_entries_get_a_sentence(admin_of_catalogue, wrong):
    version = CourseVersionFactory()

    answer = change(admin_of_catalogue, version, **wrong)

    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not version.modules.exists()


def as_rows(version, *rows):
    """What the page of a version posts for modules that exist, each with what was changed."""
    form = as_form(version) | {
        "modules-TOTAL_FORMS": len(rows),
        "modules-INITIAL_FORMS": len(rows),
    }
    for number, (module, changed) in enumerate(rows):
        stored = {
            "id": module.pk,
            "version": version.pk,
            "number": module.number,
            "kind": module.kind,
            "minutes": module.minutes,
            "topic_ar": module.topic_ar,
            "inside": module.inside_id or "",
            "starts_after_minutes": 5 if module.inside_id else "",
        }
        form |= {f"modules-{number}-{name}": value for name, value in (stored | changed).items()}
    return form


CIRCLE = "The course to complete before builds on this one, at once or over others"


def test_circle_of_courses_gets_a_sentence_beside_its_field(admin_of_catalogue):
    first, second = CourseVersionFactory(), CourseVersionFactory()
    last = CourseVersionFactory(prerequisite=second.course)
    change(admin_of_catalogue, second, prerequisite=str(first.course_id))

    answer = change(admin_of_catalogue, first, prerequisite=str(last.course_id), capacity=21)

    form = answer.context["adminform"].form
    assert form.errors["prerequisite"] == [f"{CIRCLE}: nobody could begin."]
    assert form["capacity"].value() == "21"
    first.refresh_from_db()
    assert first.prerequisite is None


def test_course_may_build_on_two_others_that_build_on_one(admin_of_catalogue):
    first, second = CourseVersionFactory(), CourseVersionFactory()
    CourseVersionFactory(course=second.course, prerequisite=first.course)

    change(admin_of_catalogue, second, prerequisite=str(first.course_id))

    second.refresh_from_db()
    assert second.prerequisite == first.course


def test_draft_from_a_retired_version_closes_no_circle(admin_of_catalogue):
    first, second = CourseVersionFactory(), CourseVersionFactory()
    retired = CourseVersionFactory(
        course=first.course, prerequisite=second.course, state=CourseVersion.State.RETIRED
    )
    CourseVersionFactory(course=second.course, prerequisite=first.course)

    answer = act(admin_of_catalogue, "draft_from", retired)

    assert CIRCLE in answer.content.decode()
    assert first.course.versions.count() == 2


def test_two_days_do_not_lie_inside_each_other(admin_of_catalogue):
    first = ModuleFactory(number=1)
    second = ModuleFactory(version=first.version, number=2)
    rows = as_rows(
        first.version,
        (first, {"inside": second.pk, "starts_after_minutes": 0}),
        (second, {"inside": first.pk, "starts_after_minutes": 0}),
    )

    answer = change(admin_of_catalogue, first.version, **rows)

    assert answer.context["errors"]
    assert not Module.objects.exclude(inside=None).filter(version=first.version).exists()


def test_day_is_not_removed_under_its_dialogue(admin_of_catalogue):
    day = ModuleFactory(number=1)
    dialogue = ModuleFactory(version=day.version, number=2, inside=day, starts_after_minutes=5)
    rows = as_rows(day.version, (day, {"DELETE": "on"}), (dialogue, {"minutes": 50}))

    answer = change(admin_of_catalogue, day.version, **rows)

    assert answer.context["errors"]
    assert day.version.modules.count() == 2


def test_day_of_another_version_is_refused(admin_of_catalogue):
    module, other = ModuleFactory(), ModuleFactory()
    rows = as_rows(module.version, (module, {"inside": other.pk, "starts_after_minutes": 0}))

    answer = change(admin_of_catalogue, module.version, **rows)

    assert answer.context["errors"]


def test_what_the_database_refuses_is_told(admin_of_catalogue, monkeypatch):
    module = ModuleFactory()
    act(admin_of_catalogue, "publish", module.version)
    # As if it had been published between the look and the save.
    monkeypatch.setattr(CourseVersion, "is_frozen", False)

    answer = change(admin_of_catalogue, module.version, **as_rows(module.version, (module, {})))

    assert "A published version is frozen" in answer.content.decode()


def test_module_without_arabic_topic_is_not_published(admin_of_catalogue):
    version = ModuleFactory(topic_ar="").version

    act(admin_of_catalogue, "publish", version)

    version.refresh_from_db()
    assert version.state == CourseVersion.State.DRAFT


def test_last_number_of_a_course_gets_a_sentence(admin_of_catalogue):
    version = CourseVersionFactory(number=32767)

    answer = act(admin_of_catalogue, "draft_from", version)

    assert "no version number left" in answer.content.decode()


def test_course_links_to_its_versions(admin_of_catalogue):
    version = CourseVersionFactory()

    page = admin_of_catalogue.get(
        reverse("admin:trainings_course_change", args=[version.course_id])
    )

    link = reverse("admin:trainings_courseversion_change", args=[version.pk])
    assert link in page.content.decode()


def test_forged_choice_and_filter_get_a_sentence(admin_of_catalogue):
    url = reverse("admin:trainings_courseversion_changelist")

    forged = admin_of_catalogue.post(
        url, {"action": "publish", "_selected_action": ["nonsense"]}, follow=True
    )
    filtered = admin_of_catalogue.get(url + "?state__exact=%00", follow=True)

    assert "cannot be read" in forged.content.decode()
    assert "cannot be read" in filtered.content.decode()
