"""What phones send: marks that were made with or without a connection."""

from __future__ import annotations

import gzip
import json
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest
from trainings.events.parse import MAX_EVENTS, TOO_MANY_EVENTS, Batch, parse_batch
from trainings.events.values import Wrong
from trainings.services.attendance import Recorded, Result, record_batch
from trainings.services.walk_in import WalkInResult

MAX_BYTES: Final = 256 * 1024
WORTH_PACKING: Final = 600


class Refused(Exception):
    """A request that cannot be taken as a whole: status and reason."""


@require_POST
def attendance_sync(request: StaffRequest) -> HttpResponse:
    """Take a batch of marks, and answer once they are stored."""
    try:
        recorded = record_batch(batch=_read(request), by=request.user)
    except Refused as refused:
        status, error = refused.args
        return JsonResponse({"error": error}, status=status)
    except RecursionError:
        return JsonResponse({"error": "nested_too_deeply"}, status=400)
    return _pack(request, _answer(recorded))


def _read(request: StaffRequest) -> Batch:
    """Measure first, then parse."""
    if request.content_type != "application/json":
        raise Refused(400, "not_json")
    try:
        sent = request.body
    except RequestDataTooBig:
        raise Refused(413, "too_large") from None
    if len(sent) > MAX_BYTES:
        raise Refused(413, "too_large")
    try:
        body = json.loads(sent)
    except ValueError:
        raise Refused(400, "not_json") from None
    batch = parse_batch(body, author=request.user.pk)
    if isinstance(batch, Wrong):
        raise Refused(413 if batch.reason == TOO_MANY_EVENTS else 400, batch.reason)
    if len(batch.people) > MAX_EVENTS:
        raise Refused(413, "too_many_people")
    return batch


def _answer(recorded: Recorded) -> bytes:
    answer: dict[str, Any] = {
        "restore_id": str(recorded.restore_id),
        "log_position": recorded.log_position,
        "server_time": recorded.received_at.isoformat(timespec="milliseconds"),
        "results": [_event(result) for result in recorded.results],
    }
    if recorded.people:
        answer["people"] = [_person(result) for result in recorded.people]
    if recorded.extras:
        answer["extras"] = [[extra.name, str(extra.session)] for extra in recorded.extras]
    return json.dumps(answer, separators=(",", ":")).encode()


def _event(result: Result) -> dict[str, object]:
    said: dict[str, object] = {
        "id": result.id and str(result.id),
        "outcome": result.outcome,
        "mark": result.mark,
        "version": result.version,
    }
    return said | {"error": result.error} if result.error else said


def _person(result: WalkInResult) -> dict[str, object]:
    said: dict[str, object] = {"id": result.id and str(result.id), "outcome": result.outcome}
    return said | {"error": result.error} if result.error else said


def _pack(request: StaffRequest, answer: bytes) -> HttpResponse:
    """Compress a long answer; it holds no secret that its length could tell."""
    response = HttpResponse(answer, content_type="application/json")
    patch_vary_headers(response, ["Accept-Encoding"])
    if len(answer) > WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(answer, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
