"""Work that goes on after an answer: the one door to the jobs, which PostgreSQL keeps.

A job is deferred in the transaction of the row that it works on, so that both are there or
neither is. It carries ids and nothing about a person, since its arguments are not encrypted and
are told in logs. A room names its tasks in its module `jobs`, which every process loads.

A worker that was killed leaves its job behind; `retry_stalled` gives that to another. A task can
therefore run twice and has to look first at what is there already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from core.scoping import scope

logger = logging.getLogger(__name__)

Work = Callable[..., None]

MOST_ATTEMPTS = 5
"""Of a task that the database interrupts, or that takes the worker with it."""

FIRST_WAIT = 3
KEPT_HOURS = 24 * 30
"""How long it can be seen that a job failed."""


class JobFailed(Exception):
    """A task ended in an error; says where, and nothing of what it worked on."""


class JobInterrupted(JobFailed):
    """The database went away meanwhile; the task is tried again."""


_RETRY = RetryStrategy(
    max_attempts=MOST_ATTEMPTS, exponential_wait=FIRST_WAIT, retry_exceptions=[JobInterrupted]
)


def task(name: str, *, one_transaction: bool = True) -> Callable[[Work], Work]:
    """Name a function that jobs run, in the scope of a service and in one transaction.

    One that tells how far it is opens transactions of its own instead.
    """

    def decorate(work: Work) -> Work:
        guarded = _guarded(name, work, one_transaction)
        app.task(name=name, retry=_RETRY)(guarded)
        return guarded

    return decorate


def periodic(name: str, *, cron: str) -> Callable[[Work], Work]:
    """Name a function without arguments that is run again and again, never twice at once."""

    def decorate(work: Work) -> Work:
        guarded = _guarded(name, work, one_transaction=True)

        @app.periodic(cron=cron)
        @app.task(name=name, queueing_lock=name, lock=name)
        def at(timestamp: int) -> None:
            guarded()

        return guarded

    return decorate


def defer(name: str, **ids: UUID | int) -> None:
    """Let a task be run once the present transaction is committed, and never if it is not."""
    words = {key: str(value) if isinstance(value, UUID) else value for key, value in ids.items()}
    app.configure_task(name, allow_unknown=False).defer(**words)


def _guarded(name: str, work: Work, one_transaction: bool) -> Work:
    """The same work, whose errors tell no value: a refused row is told with all its columns."""

    @wraps(work)
    def run(**ids: Any) -> None:
        try:
            with scope(service="job") if one_transaction else nullcontext():
                work(**ids)
        except (OperationalError, InterfaceError) as error:
            raise JobInterrupted(_told(name, error)) from None
        except Exception as error:
            logger.error(_told(name, error))
            raise JobFailed(_told(name, error)) from None

    return run


def _told(name: str, error: Exception) -> str:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    return f"The job {name} ended in {type(error).__name__} at {where}."


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give jobs of a worker that was killed to another, but for those that keep killing it."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        if job.attempts < MOST_ATTEMPTS:
            await jobs.retry_job(job)
        else:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="core.forget_old_jobs", queueing_lock="core.forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Forget what failed a month ago; what went well is forgotten at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
