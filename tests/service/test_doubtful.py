"""A task id in an answer that is no clean success is found, however badly the answer is written, and only there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jimeng_desktop.core.errors import AnswerUnknown, JimengError, RateLimited
from jimeng_desktop.service.envelope import KEPT, Answer
from jimeng_desktop.service.replies import read_task, read_task_id

ID = "9db7d1ed-d1e5-4d11-9f3a-61f653b905ad"
OK = json.dumps({"code": 0, "msg": "成功", "data": {"taskId": ID}}, ensure_ascii=False)


def named(answer: Answer) -> str | None:
    """The id that a doubtful answer brings."""
    with pytest.raises(AnswerUnknown) as error:
        read_task_id(answer)
    return error.value.task_id


@pytest.mark.parametrize(
    "answer",
    [
        *[Answer(status, OK.encode()) for status in (302, 400, 401, 402, 403, 404, 408, 422, 429, 500, 503)],
        *[
            Answer(200, json.dumps({"code": code, "data": {"taskId": ID}}).encode())
            for code in ("0", 200, 429, 401, 402, 500, 1001, None, True, 0.5, [])
        ],
        Answer(200, OK.encode("gbk")),
        Answer(500, OK.encode("gb18030")),
        Answer(200, OK.encode(), cut="cut"),
        Answer(200, OK.encode()[:-1], cut="cut"),
        Answer(200, OK.encode()[:-2]),
        Answer(200, (OK[:-2] + ', "more": {"a": [1, "tru').encode(), cut="cut"),
        Answer(200, OK.encode("gbk")[:-2] + b', "msg": "\xb3', cut="cut"),
        Answer(200, b"Warning: {} on line 7\n" + OK.encode() + b"<script>"),
        Answer(429, b"<style>p { margin: 0 }</style>" + OK.encode()),
        Answer(429, OK.replace("成功", "Accept\xe9").encode("latin-1")),
        Answer(200, OK.encode().replace("成功".encode(), "成功".encode()[:-2])),
        Answer(200, OK.replace(ID, f" {ID}\\n").encode(), cut="cut"),
        Answer(200, OK.encode() + b" " * 3_000_000, cut="answer too long"),
    ],
)
def test_the_id_is_found(answer: Answer) -> None:
    assert named(answer) == ID


@pytest.mark.parametrize("data", [{"taskId": ID}, {"task_id": ID}, {"task_id": ID, "taskId": 7}])
def test_the_names_and_places_of_an_id(data: dict[str, Any]) -> None:
    assert named(Answer(500, json.dumps({"code": 0, "data": data}).encode())) == ID
    assert named(Answer(500, json.dumps({"code": 0, **data}).encode())) == ID
    assert read_task_id(Answer(200, json.dumps({"code": 0, "data": data}).encode())) == ID
    assert read_task_id(Answer(201, json.dumps({"code": 0, **data}).encode())) == ID


@pytest.mark.parametrize(
    "body",
    [
        {"code": 500, "data": {"taskId": 17}},
        {"code": 500, "data": {"taskId": " "}},
        {"code": 500, "data": {"taskId": ["x"]}},
        {"code": 500, "data": {"requestId": ID, "id": ID}, "request_id": ID, "id": ID},
        {"code": 500, "data": {"input": {"taskId": ID}}},
        {"code": 500, "data": [{"taskId": ID}]},
        {"code": 200, "msg": "success", "data": {}},
        {"code": 200, "msg": "success", "data": {"taskId": 17}},
        {"code": 429, "data": {"taskId": 17}},
    ],
)
def test_nothing_else_is_taken_for_one(body: Any) -> None:
    assert named(Answer(200, json.dumps(body).encode())) is None


@pytest.mark.parametrize(
    "body",
    [
        {"code": 429, "data": [{"taskId": ID}]},
        [{"code": 429, "data": {"task_id": ID}}],
        {"code": 429, "data": {"task": {"taskId": ID}}},
        json.dumps({"code": 429, "data": {"taskId": ID}}),
    ],
)
def test_what_names_a_task_anywhere_is_never_sent_again(body: Any) -> None:
    """However little can be made of it."""
    assert named(Answer(429, json.dumps(body, indent=1).encode())) is None
    assert named(Answer(429, json.dumps(body).encode()[:-2])) in (None, ID)


@pytest.mark.parametrize(
    "body", [{"taskId": None}, {"taskId": ""}, {"task_id": " "}, [{"taskId": []}], "no task id", {}]
)
def test_what_names_none_may_be_sent_again(body: Any) -> None:
    with pytest.raises(RateLimited):
        read_task_id(Answer(429, json.dumps(body).encode()))


@pytest.mark.parametrize("end", range(OK.index(ID), OK.index(ID) + len(ID) + 1))
def test_an_id_that_breaks_off_is_none(end: int) -> None:
    assert named(Answer(200, OK[:end].encode(), cut="cut")) is None


@pytest.mark.parametrize("body", [b"[" * 70_000, b'{"a":' * 20_000, b'{"' + b'a"' * 30_000, b"{" * 70_000])
def test_what_nobody_could_read_has_none(body: bytes) -> None:
    assert named(Answer(200, body, cut="cut")) is None


def test_of_an_answer_about_a_task_nothing_is_read_that_breaks_off() -> None:
    """Some of its links would be lacking."""
    data = {"status": "SUCCESS", "result": {"urls": ["https://a.example/1", "https://a.example/2"]}}
    body = json.dumps({"code": 0, "data": data}).encode()
    for cut in ("", "cut"):
        with pytest.raises(JimengError):
            read_task(Answer(200, body[:-10], cut=cut), "t")
    assert len(read_task(Answer(200, "﻿".encode() + body), "t").urls) == 2


def test_what_is_kept_of_an_answer_has_no_key_in_it_and_a_bound() -> None:
    key = "sk-aB3/x"
    body = b'{"msg": "sk-aB3/x sk-aB3\\/x \\u0073k-aB3/x", "data": "' + b"x" * KEPT
    kept = Answer(401, body, secret=key).kept
    assert kept.startswith(b'{"msg": "*** *** ***"') and len(kept) == KEPT
    gbk = OK.encode("gbk")
    assert Answer(200, gbk, secret=key).kept == gbk
