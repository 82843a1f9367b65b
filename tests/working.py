"""Run the jobs that wait: in the transaction of a test, beside it, or by a real worker."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def waiting() -> list[tuple[str, dict]]:
    """The jobs that nobody has begun: what each is called, and its arguments."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return list(jobs.values_list("task_name", "args"))


def run_jobs() -> int:
    """Run what waits, and what that makes wait, on this very connection; answers how many."""
    done = 0
    while jobs := list(ProcrastinateJob.objects.filter(status="todo").order_by("pk")):
        for job in jobs:
            forget_jobs(job.pk)
            app.tasks[job.task_name].func(**job.args)
            done += 1
    return done


def forget_jobs(*ids: int) -> None:
    """Remove some jobs, or all: what empties the tables after a test leaves these alone."""
    with connection.cursor() as cursor:
        if ids:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [list(ids)])
        else:
            cursor.execute("DELETE FROM procrastinate_jobs")


def work_once(**options) -> None:
    """Let a real worker run what is committed, until nothing waits."""

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(wait=False, install_signal_handlers=False, **options)

    # A browser test leaves its loop running in the thread of the tests, which takes no second one.
    with (
        app.replace_connector(app.connector.get_worker_connector()),
        ThreadPoolExecutor(1) as aside,
    ):
        aside.submit(asyncio.run, work()).result()


@contextmanager
def working_beside() -> Iterator[None]:
    """Run jobs as they come, on a connection of their own, while a test goes on."""
    stop = Event()

    def work() -> None:
        while not stop.wait(0.1):
            run_jobs()
        connection.close()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)
