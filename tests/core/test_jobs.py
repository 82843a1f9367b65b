"""Jobs are kept by the database: there with what they work on, or not at all."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import InternalError, OperationalError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import TaskNotFound

from core import jobs
from core.ids import uuid7
from core.scoping import current
from tests.browser.seeds import keep_or_bring_back
from tests.working import forget_jobs, run_jobs, waiting, work_once

ROOT = Path(__file__).resolve().parents[2]
SECRET = "زينب +9647701234567"


@pytest.fixture
def task():
    """Name a task for one test."""
    named = []

    def name(work, **options):
        named.append(f"tests.{work.__name__}")
        return jobs.task(named[-1], **options)(work)

    yield name
    for title in named:
        app.tasks.pop(title)


@pytest.fixture
def committed(transactional_db):
    keep_or_bring_back()
    yield
    forget_jobs()


@pytest.mark.django_db
def test_job_is_gone_with_the_transaction_that_deferred_it(task):
    def nothing(): ...

    task(nothing)
    with transaction.atomic():
        jobs.defer("tests.nothing")
        assert waiting() == [("tests.nothing", {})]
        transaction.set_rollback(True)

    assert waiting() == []


@pytest.mark.django_db
def test_job_that_is_on_no_list_cannot_be_deferred():
    with pytest.raises(TaskNotFound):
        jobs.defer("tests.unheard_of")


@pytest.mark.django_db
def test_task_gets_ids_and_runs_as_a_service(task):
    seen = []

    def look(import_id):
        seen.append((import_id, current().service, connection.in_atomic_block))

    task(look)
    one = uuid7()
    jobs.defer("tests.look", import_id=one)
    run_jobs()

    assert seen == [(str(one), "job", True)]


@pytest.mark.django_db
def test_task_with_an_error_keeps_nothing_and_tells_nothing(task, caplog):
    def fail():
        jobs.defer("tests.fail")
        raise ValueError(SECRET)

    task(fail)
    with caplog.at_level(logging.ERROR), pytest.raises(jobs.JobFailed) as failed:
        app.tasks["tests.fail"].func()

    assert "ValueError" in str(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert SECRET not in caplog.text + str(failed.value)
    assert waiting() == []


@pytest.mark.django_db
def test_only_an_interrupted_task_is_tried_again(task):
    def interrupted():
        raise OperationalError(SECRET)

    def broken():
        raise InternalError(SECRET)

    task(interrupted)
    task(broken)

    again = {}
    for name in ("tests.interrupted", "tests.broken"):
        try:
            app.tasks[name].func()
        except jobs.JobFailed as error:
            job = ProcrastinateJob(attempts=1)
            again[name] = app.tasks[name].get_retry_exception(exception=error, job=job)

    assert again["tests.interrupted"] is not None
    assert again["tests.broken"] is None


def test_worker_runs_what_was_committed(committed, task):
    seen = []

    def note(number):
        seen.append(number)

    task(note)
    jobs.defer("tests.note", number=1)
    jobs.defer("tests.note", number=2)
    work_once()

    assert sorted(seen) == [1, 2]
    assert not ProcrastinateJob.objects.exists()


def stall(attempts: int) -> int:
    """A job whose worker was killed a minute ago."""
    jobs.defer("tests.stalled")
    job = ProcrastinateJob.objects.get(task_name="tests.stalled")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - timedelta(minutes=1)],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s "
            "WHERE id = %s",
            [worker, attempts, job.pk],
        )
    return job.pk


@pytest.mark.parametrize(
    ("attempts", "status"), [(1, "todo"), (jobs.MOST_ATTEMPTS, "failed")], ids=["again", "given up"]
)
def test_job_of_a_killed_worker_is_given_to_another(committed, task, attempts, status):
    def stalled(): ...

    task(stalled)
    stalled_job = stall(attempts)
    app.configure_task("core.retry_stalled", queue="care").defer(timestamp=0)

    work_once(queues=["care"])

    assert ProcrastinateJob.objects.get(pk=stalled_job).status == status


@pytest.mark.long
def test_worker_that_is_killed_in_the_middle_leaves_its_job_to_the_next(committed, tmp_path):
    """Two processes as `serve` starts them, on the database of the tests."""
    (tmp_path / "slow.py").write_text(
        "import time\n"
        "from pathlib import Path\n"
        "from core import jobs\n"
        f"HERE = Path({str(tmp_path)!r})\n"
        "@jobs.task('tests.slow')\n"
        "def slow():\n"
        "    first = not (HERE / 'begun').exists()\n"
        "    (HERE / 'begun').touch()\n"
        "    time.sleep(60 if first else 0)\n"
        "    (HERE / 'done').touch()\n"
    )
    (tmp_path / "slow_settings.py").write_text(
        "from cohesion.settings import *\nPROCRASTINATE_IMPORT_PATHS = ['slow']\n"
    )
    app.configure_task("tests.slow", allow_unknown=True).defer()
    environment = os.environ | {
        "DATABASE_URL": address(),
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "slow_settings",
    }

    def start():
        words = [sys.executable, "manage.py", "procrastinate", "worker"]
        return subprocess.Popen(words, cwd=ROOT, env=environment)

    first = start()
    wait_for((tmp_path / "begun").exists)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    killed = ProcrastinateJob.objects.get(task_name="tests.slow").worker_id
    second = start()
    wait_for(ProcrastinateWorker.objects.filter(pk__gt=killed).exists)
    let_a_minute_pass_for(killed)
    wait_for((tmp_path / "done").exists, seconds=150)
    second.terminate()

    assert second.wait(30) == 0


def let_a_minute_pass_for(worker: int) -> None:
    """Spares the test the half minute without a sign of life after which a worker is given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 min' "
            "WHERE id = %s",
            [worker],
        )


def address() -> str:
    entry = connection.settings_dict
    host = quote(entry["HOST"], safe="")
    return (
        f"postgres://{entry['USER']}:{quote(entry['PASSWORD'], safe='')}@/{entry['NAME']}"
        f"?host={host}&port={entry['PORT']}"
    )


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)
