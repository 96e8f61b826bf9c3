"""Whose word a refusal is and what it is about: a wrong guess loses a paid job, or pays for it twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from jimeng_desktop.core.errors import (
    AnswerUnknown,
    JimengError,
    KeyRefused,
    NoPoints,
    Refused,
    ServiceTrouble,
    TaskUnknown,
)
from jimeng_desktop.service.envelope import Answer
from jimeng_desktop.service.maxapi import MaxAPI
from jimeng_desktop.service.replies import read_cancelled, read_task, read_task_id

NGINX = b"<html><head><title>404 Not Found</title></head></html>"
ABOUT_TASKS = (lambda answer: read_task(answer, "t-1"), read_cancelled)


def says(code: Any, message: str, status: int = 200) -> Answer:
    return Answer(status, json.dumps({"code": code, "msg": message}).encode())


def outcome(read: Callable[[Answer], Any], answer: Answer) -> type:
    """The exact class of the error."""
    with pytest.raises(JimengError) as error:
        read(answer)
    return type(error.value)


@pytest.mark.parametrize("read", ABOUT_TASKS, ids=["query", "cancel"])
@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize(
    "body",
    [b"", NGINX, b"default backend - 404", b"[]", b'{"message": "no Route matched"}', b'{"detail": "Not Found"}',
     b'{"code": 404, "msg": "route not found"}', b'{"code": 503, "msg": "busy"}'],
)  # fmt: skip
def test_a_404_of_something_in_between_is_not_about_the_task(
    read: Callable[[Answer], Any], status: int, body: bytes
) -> None:
    assert outcome(read, Answer(status, body)) is ServiceTrouble


@pytest.mark.parametrize("read", ABOUT_TASKS, ids=["query", "cancel"])
@pytest.mark.parametrize(
    "answer",
    [
        says(404, "not found", 404),
        says(404, "", 404),
        says(1004, "gone", 410),
        says(404, "Not Found"),
        says(410, "it has been removed"),
        says(1004, "任务不存在"),
        says(1004, "unknown task"),
        says(1004, "no such taskId: x"),
        says(500, "task does not exist"),
        Answer(404, b'{"message": "task not found"}'),
    ],
)
def test_the_service_knows_no_such_task(read: Callable[[Answer], Any], answer: Answer) -> None:
    assert outcome(read, answer) is TaskUnknown


@pytest.mark.parametrize(
    "message",
    ["Unknown fault in upstream", "upstream host not found", "The unknown field x", "unknown error in task",
     "task queue: host not found", "user not found", "模型不存在", "task is busy"],
)  # fmt: skip
def test_words_that_are_about_something_else(message: str) -> None:
    for code in (1001, 500):
        assert outcome(ABOUT_TASKS[0], says(code, message)) is ServiceTrouble
    assert outcome(read_cancelled, says(1001, message)) is Refused


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (says(1009, "insufficient permissions", 403), KeyRefused),
        (says(403, "Insufficient balance"), KeyRefused),
        (says(402, "insufficient permission", 403), NoPoints),
        (says(1009, "insufficient permissions"), Refused),
        (says(1009, "Insufficient account privileges."), Refused),
        (says(1009, "insufficient"), NoPoints),
        (says(1009, "insufficient credit for this permission"), NoPoints),
    ],
)
def test_lacking_rights_is_not_lacking_points(answer: Answer, expected: type) -> None:
    assert outcome(read_task_id, answer) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(408, b""), AnswerUnknown),
        (Answer(408, b"<html>"), AnswerUnknown),
        (says(408, "request timeout", 408), AnswerUnknown),
        (says(408, "request timeout"), AnswerUnknown),
        *[(Answer(status, b"{", cut="cut"), AnswerUnknown) for status in (400, 401, 404, 413, 429, 499)],
        (Answer(404, NGINX), Refused),
        (Answer(400, b""), Refused),
        (says(7, "no", 422), Refused),
    ],
)
def test_a_submit_is_refused_only_by_a_whole_answer(answer: Answer, expected: type) -> None:
    assert outcome(read_task_id, answer) is expected


@pytest.mark.parametrize(("kind", "is_image"), [("IMAGE", True), ("Image", True), ("", True), ("VIDEO", False)])
def test_the_type_of_a_result_in_any_case(kind: str, is_image: bool) -> None:
    data = {"status": "SUCCESS", "result": {"type": kind, "urls": ["https://cdn.example/1.png"]}}
    task = read_task(Answer(200, json.dumps({"code": 0, "data": data}).encode()), "t-1")
    assert task.is_image is is_image


@pytest.mark.parametrize(("given", "sent"), [((), "sk-new"), ((None,), "sk-new"), (("sk-recorded",), "sk-recorded")])
def test_a_submit_carries_the_key_that_was_recorded(
    run_async: Callable[..., Any], given: tuple[str | None, ...], sent: str
) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(200, json={"code": 0, "data": {"taskId": "t-1"}})

    async def scene() -> None:
        service = MaxAPI("https://api.example", "sk-recorded", transport=httpx.MockTransport(answer))
        sending = service.submit(b"{}", *given)
        service.key = "sk-new"  # before the connections are open
        await sending
        await service.close()

    run_async(scene())
    assert seen == [f"Bearer {sent}"]


def test_a_recorded_key_that_is_refused_is_not_named(run_async: Callable[..., Any]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"code": 401, "msg": "sk-recorded is wrong"})

    service = MaxAPI("https://api.example", "sk-new", transport=httpx.MockTransport(answer))
    with pytest.raises(KeyRefused) as error:
        run_async(service.submit(b"{}", "sk-recorded"))
    assert error.value.detail == "*** is wrong"
