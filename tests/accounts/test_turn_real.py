"""A demo becomes real only on purpose, and then nobody invented is left."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.services.turn_real import STAYS, IsReal, turn_real
from core.context import is_demo
from core.models import Installation
from participants.models import IdentityValue, Participant
from programmes.models import AdminArea, Holiday, Site
from tests.factories import (
    ConsentFactory,
    CourseFactory,
    EnrolmentFactory,
    HolidayFactory,
    SessionFactory,
    staff,
)
from trainings.models import Cohort, Course, Skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.Kind.DEMO})
    SessionFactory(cohort=EnrolmentFactory().cohort)
    ConsentFactory()
    HolidayFactory()
    CourseFactory(code="sewing-kept")
    staff("field")


def test_turning_real_leaves_catalogue_areas_and_holidays_only(demo):
    lists = (AdminArea, Course, Skill, IdentityValue)
    before = [model.objects.count() for model in lists]
    assert 0 not in before

    turn_real()

    left = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model.objects.exists()
    }
    assert left <= STAYS
    assert [model.objects.count() for model in lists] == before
    assert Holiday.objects.count() == 1


def test_phones_learn_that_it_is_another_database(demo):
    before = Installation.get().restore_id

    turn_real()

    after = Installation.get()
    assert (after.kind, after.restore_id == before) == (Installation.Kind.REAL, False)


def test_real_installation_is_never_emptied(demo):
    Installation.objects.update(kind=Installation.Kind.REAL)

    with pytest.raises(IsReal):
        turn_real()

    assert Participant.objects.exists()
    assert Cohort.objects.exists()


def test_command_wants_a_yes(demo):
    with pytest.raises(CommandError, match="--yes"):
        call_command("turn_real")

    assert Site.objects.exists()


def test_command_says_no_to_a_real_one():
    with pytest.raises(CommandError, match="is real"):
        call_command("turn_real", yes=True)


def test_command_lets_the_first_administrator_in(demo, django_capture_on_commit_callbacks):
    assert is_demo()
    said = StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("turn_real", yes=True, stdout=said)

    assert "/start/" in said.getvalue()
    assert not is_demo()
    assert not User.objects.exists()
