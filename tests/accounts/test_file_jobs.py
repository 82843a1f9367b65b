"""Long files are made by a job, kept encrypted, and gone when their time is over."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.jobs import forget_files, make_file
from accounts.models import Export
from accounts.roles import Role
from accounts.services.exports import asking, making
from core.exports import kept
from core.ids import uuid7
from core.jobs import JobFailed, JobInterrupted
from participants.details import Decision
from participants.services.anonymising import anonymise
from participants.services.consents import decide
from tests.factories import EnrolmentFactory, staff
from tests.working import run_jobs, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """Files lie apart, and every workbook is a long one."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(asking, "MOST_AT_ONCE", 0)
    return tmp_path / "files"


@pytest.fixture
def enrolment():
    return EnrolmentFactory(participant__given="هناء", participant__father="كاظم")


@pytest.fixture
def coordinator(client, enrolment):
    user = staff(Role.COORDINATOR, enrolment.project_site)
    client.force_login(user)
    return user


@pytest.fixture
def export(client, enrolment, coordinator):
    """A file that waits for a worker."""
    answers = {"key": uuid7(), "cohort": enrolment.cohort_id, "format": "xlsx"}
    client.post(
        reverse("accounts:file_add", args=["class-list"]), answers | {"purpose": "For the exam"}
    )
    return Export.objects.get()


def page_of(client, export):
    return client.get(export.get_absolute_url()).content.decode()


def take(client, export):
    return client.post(reverse("accounts:file_take", args=[export.pk]))


def test_long_file_waits_for_a_worker_and_says_how_far_it_is(client, export, coordinator):
    ids = {"export_id": str(export.pk), "user_id": str(coordinator.pk)}

    page = page_of(client, export)

    assert waiting() == [("accounts.make_file", ids)]
    assert "0 of 1 rows" in page
    assert 'data-live-every="1500"' in page
    assert take(client, export).status_code == 409


def test_file_is_made_and_a_word_in_the_menu_says_so_until_she_looks(client, export):
    run_jobs()

    assert "menu-news" in client.get(reverse("help")).content.decode()
    assert "The file is ready" in page_of(client, export)
    assert "menu-news" not in client.get(reverse("help")).content.decode()


def test_what_is_taken_is_what_was_made(client, export):
    run_jobs()

    data = b"".join(take(client, export).streaming_content)

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert sheet[2][0] == "هناء كاظم"
    assert sheet[4][0] == "For: For the exam"
    assert Export.objects.get().is_kept


def test_nobody_reads_it_on_the_disk(client, export, folder):
    run_jobs()

    (path,) = folder.iterdir()
    assert path.name == str(export.pk)
    assert not path.read_bytes()[4:].startswith(b"PK")


def test_right_that_ended_before_the_worker_came_makes_no_file(export, coordinator, folder):
    coordinator.grants.update(to_on=timezone.localdate())

    run_jobs()

    export.refresh_from_db()
    assert export.state == "failed"
    assert "You no longer have the right" in export.why
    assert not folder.exists()


def test_worker_that_is_killed_leaves_the_file_to_the_next(export, coordinator, monkeypatch):
    class Killed(BaseException):
        """The process is gone."""

    def die(*_told):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(making.kept, "keep", die)
        with pytest.raises(Killed):
            run_jobs()
    export.refresh_from_db()
    assert (export.state, kept.is_kept(export.pk)) == ("making", False)

    make_file(export_id=str(export.pk), user_id=str(coordinator.pk))

    export.refresh_from_db()
    assert (export.state, kept.is_kept(export.pk)) == ("ready", True)


def test_job_that_runs_twice_makes_one_file(export, coordinator):
    run_jobs()
    made_at = Export.objects.get().made_at

    make_file(export_id=str(export.pk), user_id=str(coordinator.pk))

    assert Export.objects.get().made_at == made_at


def test_database_that_goes_away_is_tried_again_and_stops_nothing(export, monkeypatch):
    monkeypatch.setattr("accounts.jobs.make", _raising(OperationalError))

    with pytest.raises(JobInterrupted):
        run_jobs()

    assert Export.objects.get().state == "making"


def test_mistake_is_told_to_who_waits(client, export, monkeypatch):
    monkeypatch.setattr("accounts.jobs.make", _raising(ValueError))

    with pytest.raises(JobFailed):
        run_jobs()

    assert "Something went wrong, and no file was made." in page_of(client, export)


def _raising(error):
    def work(**_told):
        raise error("هناء")

    return work


def test_file_whose_time_is_over_is_taken_off_the_disk_and_its_line_stays(client, export, folder):
    run_jobs()
    past = timezone.now() - timedelta(hours=25)
    Export.objects.update(created_at=past, expires_at=past + timedelta(hours=24))

    forget_files()

    assert list(folder.iterdir()) == []
    assert Export.objects.get().is_kept is False
    assert "The time of this file is over." in page_of(client, export)


def test_file_that_is_still_hers_is_left_alone(export, folder):
    run_jobs()

    forget_files()

    assert kept.is_kept(export.pk)


def test_file_that_somebody_removed_is_told(client, export):
    run_jobs()
    kept.forget(export.pk)

    answer = take(client, export)

    assert answer.status_code == 410
    assert "This file is gone." in answer.content.decode()


def test_files_that_name_somebody_go_when_she_is_made_anonymous(client, export, enrolment, folder):
    run_jobs()
    enrolment.state, enrolment.to_on = "withdrawn", timezone.localdate()
    enrolment.save()

    anonymise(enrolment.participant)

    assert list(folder.iterdir()) == []
    assert "Somebody in it does not want to be in files any more." in page_of(client, export)


def test_files_that_name_somebody_go_when_her_data_is_not_to_be_used(
    client, export, enrolment, coordinator, folder
):
    run_jobs()

    for word in ("agreed", "withdrawn"):
        said = Decision("data_processing", word, "verbal")
        decide(person=enrolment.participant, decisions=[said], by=coordinator)

    assert list(folder.iterdir()) == []
