"""Rows of the fault table: submit answers that contradict themselves. The task that they name is asked for."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from tests.faults.place import Does, Place, closes_after, raw, says, success
from tests.faults.table import FAULTY, NEVER, Row, codes, row_of
from tests.runner.world import Heard

NAMES = {"taskId": "t"}
NAMED = json.dumps({"code": 0, "msg": "ok", "data": NAMES}).encode()
FOUND = "answer unknown with that id: asked for and never sent again by itself; its pictures are kept"
STAYS = "answer unknown with that id: asked for and never sent again by itself, whatever is said of it"
FEE = "Fée  d’hiver\n雪"


def knows(task_id: str, prompt: str = FAULTY) -> Callable[[Place], contextlib.AbstractContextManager[None]]:
    """The service has taken the job, and has it as this task."""

    @contextlib.contextmanager
    def known(place: Place) -> Iterator[None]:
        place.tasks[task_id] = prompt
        yield

    return known


def _unpaused(job: Job, heard: Heard) -> None:
    """Nothing that was said of the task has paused the queue."""
    assert job.task_id == "t"
    assert not any(isinstance(event, QueueChanged) and event.paused for event in heard)


def _ours(job: Job, heard: Heard) -> None:
    """At no time was the task taken for somebody else's."""
    _unpaused(job, heard)
    assert "not_ours" not in codes(heard, job.id)


def _found(fault: str, does: Does, **more: Any) -> Row:
    row = row_of("submit", {"heard": "answer_unknown", "around": knows("t"), "check": _unpaused})
    return row(fault, FOUND, submit=(does,), **more)


def _stays(fault: str, **more: Any) -> Row:
    row = row_of("submit", {"state": JobState.UNKNOWN, "next": NEVER, "check": _unpaused})
    return row(fault, STAYS, submit=(says({"code": 500, "data": NAMES}, 500),), **more)


CONTRADICTIONS = tuple(
    _found(fault, does)
    for fault, does in (
        *((f"{status} with a task id all the same", raw(NAMED, status)) for status in (500, 502, 503, 504)),
        ("code 500 in a 200 with a task id", says({"code": 500, "msg": "busy", "data": NAMES})),
        ("code 200, success, with a task id", says({"code": 200, "msg": "success", "data": NAMES})),
        ("0 as text, with a task id", says({"code": "0", "msg": "ok", "data": NAMES})),
        ("no code, with a task id", says({"data": NAMES})),
        ("429 with a task id", says({"code": 429, "msg": "slow down", "data": NAMES}, 429, "Retry-After: 1")),
        ("code 429 in a 200 with a task id", says({"code": 429, "msg": "slow down", "task_id": "t"})),
        ("401 with a task id", says({"code": 401, "msg": "unauthorized", "data": NAMES}, 401)),
        ("no points, with a task id", says({"code": 1003, "msg": "积分不足", "data": NAMES})),
        ("a refusal with a task id", says({"code": 1001, "msg": "bad ratio", "data": NAMES}, 400)),
        ("408 with a task id", says({"code": 408, "data": {"task_id": "t"}}, 408)),
        ("a redirect with a task id", raw(NAMED, 307, "Location: /elsewhere")),
        ("in GBK, with a task id", raw('{"code": 0, "msg": "成功", "data": {"taskId": "t"}}'.encode("gbk"))),
        ("a warning before the answer", raw(b"<br>Warning: mysql in x.php{" + b"}" + NAMED)),
        ("cut in its body after the task id", closes_after(
            b'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"code": 0, "data": {"taskId": "t", "que')),
    )
)  # fmt: skip

WORDS_ABOUT_IT = (
    _found("a doubtful task that is 401 for a while", says({"code": 500, "data": NAMES}),
           query=(says({"code": 401, "msg": "unauthorized"}, 401),) * 3),
    _found("a doubtful task that is not known for a while", says({"code": 500, "data": NAMES}),
           query=(says({"code": 404, "msg": "task not found"}, 404),) * 3),
    _found("a doubtful task of the same prompt, written otherwise", says({"code": 500, "data": NAMES}), prompt=FEE,
           check=_ours,
           around=knows("t", FEE),
           query=({"status": "PENDING", "input": {"prompt": unicodedata.normalize("NFD", " ".join(FEE.split()))}},)),
    _stays("a doubtful task that is never known", code="answer_unknown", heard="task_unknown"),
    _stays("a doubtful task that is 403 for ever", code="answer_unknown", heard="key_refused", around=knows("t"),
           query=(says({"code": 403, "msg": "forbidden"}, 403),) * 2000),
    _stays("a doubtful task of another prompt", code="not_ours", heard="not_ours", around=knows("t"),
           query=({**success(["https://pictures.example/1.png"]), "input": {"prompt": "a wolf"}},) * 2000),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*CONTRADICTIONS, *WORDS_ABOUT_IT)
