"""Answers of the service, recorded and made up: which value or which error each becomes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.errors import (
    AnswerUnknown,
    JimengError,
    KeyRefused,
    NoPoints,
    NotSent,
    RateLimited,
    Refused,
    ServiceTrouble,
    TaskUnknown,
)
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.service.envelope import Answer
from jimeng_desktop.service.replies import (
    Task,
    read_cancelled,
    read_http_date,
    read_key_test,
    read_retry_after,
    read_task,
    read_task_id,
    read_time,
    submit_body,
)
from tests.zones import ZONES

REPLIES = Path(__file__).parents[1] / "data" / "replies"
ID = "9db7d1ed-d1e5-4d11-9f3a-61f653b905ad"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def recorded(name: str, status: int = 200) -> Answer:
    return Answer(status, (REPLIES / f"{name}.json").read_bytes())


def says(value: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(status, json.dumps(value).encode(), headers)


def outcome(answer: Answer) -> type | str:
    """The task id, or the exact class of the error."""
    try:
        return read_task_id(answer)
    except JimengError as error:
        return type(error)


def task(**data: Any) -> Task:
    return read_task(says({"code": 0, "data": data}), "asked")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (recorded("submit_ok"), ID),
        (recorded("submit_ok", 201), ID),
        (recorded("submit_unauthorized"), KeyRefused),
        (recorded("submit_no_points"), NoPoints),
        (recorded("submit_refused"), Refused),
        # Trouble on the server comes before all else the body says.
        (recorded("submit_ok", 500), AnswerUnknown),
        (recorded("submit_ok", 503), AnswerUnknown),
        (recorded("submit_refused", 502), AnswerUnknown),
        (recorded("submit_unauthorized", 504), AnswerUnknown),
        (says({"code": 500, "msg": "积分不足"}), AnswerUnknown),
        (says({"code": 599, "data": {"taskId": ID}}), AnswerUnknown),
        (says({"code": 503, "msg": "busy"}, 400), AnswerUnknown),
        (says({"code": 429}, 500), AnswerUnknown),
        (Answer(502, b"<html>Bad gateway</html>"), AnswerUnknown),
        (Answer(504, b""), AnswerUnknown),
        # A success without a usable id.
        *[(says({"code": 0, "data": {"taskId": bad}}), AnswerUnknown) for bad in ("", " \t", None, 7, ["x"], "\ud800")],
        *[(says({"code": 0, "data": bad}), AnswerUnknown) for bad in ({}, None, [], "x", {"taskid": ID})],
        (says({"code": 0}), AnswerUnknown),
        # No answer of the service's.
        *[
            (Answer(200, bad), AnswerUnknown)
            for bad in (b"", b"<html>", b"[1]", b"7", b'{"code": 0, "da', b"\xff\xfe\xfd")
        ],
        *[(says({"code": bad, "data": {"taskId": ID}}), AnswerUnknown) for bad in ("0", None, True, False, 0.5, [])],
        (says({"data": {"taskId": ID}}), AnswerUnknown),
        (Answer(200, b"[" * 100_000), AnswerUnknown),
        (Answer(200, b'{"code": ' + b"9" * 5000 + b"}"), AnswerUnknown),
        (Answer(200, (REPLIES / "submit_ok.json").read_bytes(), cut="cut"), AnswerUnknown),
        (Answer(302, b"<a href=x>moved</a>", {"location": "https://elsewhere.example"}), AnswerUnknown),
        (Answer(204, b""), AnswerUnknown),
        (says({"code": 0.0, "data": {"taskId": ID}}), ID),  # the same number in JSON
        # Refused: any other code, any HTTP 4xx, even without a readable body.
        (says({"code": -1, "msg": "no"}), Refused),
        (says({"code": 600, "msg": "no"}), Refused),
        (says({"code": 499, "msg": "no"}), Refused),
        (says({"code": 50001, "msg": "no"}), Refused),
        (says({"code": 7}, 302), Refused),
        (Answer(400, b""), Refused),
        (Answer(413, b"<html>Too large</html>"), Refused),
        (recorded("submit_ok", 422), AnswerUnknown),  # unless an id is named: see test_doubtful.py
        (Answer(401, b""), KeyRefused),
        (Answer(403, b"<html>"), KeyRefused),
        (says({"code": 403, "msg": "forbidden"}), KeyRefused),
        (says({"code": 401, "msg": "unauthorized"}, 401), KeyRefused),
        (Answer(402, b""), NoPoints),
        (says({"code": 402, "msg": ""}), NoPoints),
        *[
            (says({"code": 1009, "msg": words}), NoPoints)
            for words in (
                "积分不足",
                "账户余额不足！",
                "Insufficient funds",
                "no POINTS left",
                "your balance",
                "Credits: 0",
            )
        ],
        (says({"code": 1009, "msg": "余额不足"}, 403), KeyRefused),
        (says({"code": 1009, "msg": "bad endpoints, accredited"}), Refused),
        # Too many.
        (Answer(429, b"<html>"), RateLimited),
        (says({"code": 429, "msg": "slow down"}), RateLimited),
        (says({"code": 1009, "msg": "积分不足"}, 429), RateLimited),
    ],
)
def test_submit_has_one_outcome(answer: Answer, expected: type | str) -> None:
    assert outcome(answer) == expected


@given(st.integers(100, 599), st.binary(max_size=300) | JSON.map(lambda v: json.dumps(v).encode()), st.booleans())
def test_no_bytes_make_a_submit_unsent(status: int, body: bytes, cut: bool) -> None:
    result = outcome(Answer(status, body, cut="cut" if cut else ""))
    assert result is not NotSent
    assert not isinstance(result, str) or result.strip()
    if status >= 500:
        assert result is AnswerUnknown
    if cut:
        assert result is AnswerUnknown


@given(JSON, JSON, st.sampled_from([200, 302, 400, 404, 429, 500]))
def test_no_envelope_makes_a_submit_unsent(code: Any, data: Any, status: int) -> None:
    result = outcome(says({"code": code, "msg": code, "data": data}, status))
    assert result is not NotSent
    if type(code) is int and 500 <= code <= 599:
        assert result is AnswerUnknown
    if isinstance(result, str):
        assert code == 0 and status < 400


@given(JSON, JSON)
def test_no_answer_about_a_task_is_a_crash(data: Any, code: Any) -> None:
    for body in ({"code": 0, "data": data}, {"code": code, "data": {"result": data, "status": data}}, data):
        for read in (lambda a: read_task(a, "asked"), read_cancelled, read_key_test):
            try:
                value = read(says(body))
            except JimengError:
                continue
            if isinstance(value, Task):
                assert value.task_id
                (value.status + (value.failure_reason or "") + "".join(value.urls)).encode()  # what SQLite takes


def test_a_refusal_brings_the_services_words_but_never_the_key() -> None:
    with pytest.raises(Refused) as error:
        read_task_id(recorded("submit_refused"))
    assert error.value.detail == "参数错误：ratio"
    body = json.dumps({"code": 401, "msg": "key sk-secret-1 \x07 is\nwrong"}).encode()
    with pytest.raises(KeyRefused) as error:
        read_task_id(Answer(200, body, secret="sk-secret-1"))
    assert error.value.detail == "key *** is wrong"
    assert "secret" not in repr(Answer(200, b"", secret="sk-secret-1"))


def test_what_is_said_of_a_task_never_holds_the_key() -> None:
    data = {"status": "FAILURE", "failure_reason": "bad key sk-secret", "result": {"type": "sk-secret"}}
    got = read_task(Answer(200, json.dumps({"code": 0, "data": data}).encode(), secret="sk-secret"), ID)
    assert (got.failure_reason, got.result_type) == ("bad key ***", "***")


@pytest.mark.parametrize("name", ["message", "error", "detail"])
def test_the_words_may_stand_elsewhere(name: str) -> None:
    for value in ("too wide", {"message": "too wide"}):
        with pytest.raises(Refused, match="^too wide$"):
            read_task_id(says({"code": 1, name: value}))


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("pending", "PENDING", None),
        ("processing", "PROCESSING", None),
        ("submitted", "SUBMITTED", None),
        ("success", "SUCCESS", None),
        ("timeout", "TIMEOUT", None),
        ("cancelled", "CANCELLED", None),
        ("failure_moderation", "FAILURE", "CONTENT_MODERATION"),
        ("failure_parameters", "FAILURE", "INVALID_PARAMETERS"),
        ("failure_points", "FAILURE", "INSUFFICIENT_POINTS"),
        ("failure_transient", "FAILURE", None),
        ("failure_other", "FAILURE", "MODEL_OVERLOADED"),
    ],
)
def test_every_status_and_reason(name: str, status: str, reason: str | None) -> None:
    got = read_task(recorded(f"query_{name}"), ID)
    assert (got.task_id, got.status, got.failure_reason) == (ID, status, reason)
    assert got.created_at == pytest.approx(1770760486.686768)
    assert len(got.urls) == (4 if status == "SUCCESS" else 0)


def test_a_task_is_read_leniently() -> None:
    assert task() == Task("asked", "")
    assert task(taskId=5, status=7, result="x", failure_reason={}, created_at="soon").task_id == "asked"
    assert task(status="REVIEWING").status == "REVIEWING"
    assert task(result={"urls": None}).urls == ()
    assert task(result={"urls": "https://a.example/1"}).urls == ("https://a.example/1",)
    assert read_task(says({"data": {"status": "PENDING"}}), "asked").status == "PENDING"


@pytest.mark.parametrize("code", [0, 0.0, 200, 201, "0", "200", None])
def test_pictures_arrive_however_a_success_is_numbered(code: Any) -> None:
    """Who answers a submit with code 200 answers a query with it too."""
    data = {"status": "SUCCESS", "result": {"urls": ["https://a.example/1"]}}
    assert read_task(says({"code": code, "msg": "success", "data": data}), ID).urls == ("https://a.example/1",)


def test_a_prompt_that_comes_broken_keeps_no_picture_away() -> None:
    data = {"status": "SUCCESS", "input": {"prompt": "PROMPT"}, "result": {"urls": ["https://a.example/1"]}}
    body = json.dumps({"code": 0, "data": data}).encode().replace(b"PROMPT", b"un renard cach\xe9")
    got = read_task(Answer(200, body), ID)
    assert (got.urls, got.prompt) == (("https://a.example/1",), None)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (recorded("query_unknown"), TaskUnknown),
        (says({"code": 404, "msg": ""}), TaskUnknown),
        (says({"code": 1004, "msg": "no such task"}), TaskUnknown),
        (says({"code": 1004, "msg": "Task Not Found"}), TaskUnknown),
        (says({"code": 1004, "msg": "unknown task"}), TaskUnknown),
        (says({"code": 500, "msg": "unknown error"}), ServiceTrouble),
        (says({"code": 500, "msg": "busy"}), ServiceTrouble),
        (says({"code": 1001, "msg": "busy"}), ServiceTrouble),
        (says({"code": 401, "msg": "unauthorized"}), KeyRefused),
        (Answer(403, b""), KeyRefused),
        (Answer(429, b""), RateLimited),
        (says({"code": 429}), RateLimited),
        (recorded("query_success", 500), ServiceTrouble),
        (Answer(503, b"<html>"), ServiceTrouble),
        (Answer(301, b""), ServiceTrouble),
        (Answer(400, b""), ServiceTrouble),
        (Answer(200, b"<html>"), ServiceTrouble),
        (Answer(200, b""), ServiceTrouble),
        (Answer(200, b"{}", cut="cut"), ServiceTrouble),
        (says({"code": 0, "data": None}), ServiceTrouble),
        (says([]), ServiceTrouble),
    ],
)
def test_a_query_refused_or_in_trouble(answer: Answer, expected: type) -> None:
    with pytest.raises(JimengError) as error:
        read_task(answer, ID)
    assert type(error.value) is expected


def test_cancelled_or_too_late() -> None:
    read_cancelled(recorded("cancel_ok"))
    for answer, expected in (
        (recorded("cancel_too_late"), Refused),
        (Answer(409, b""), Refused),
        (recorded("query_unknown"), TaskUnknown),
        (says({"code": 500, "msg": "x"}), ServiceTrouble),
        (Answer(500, b""), ServiceTrouble),
        (Answer(200, b"hm"), ServiceTrouble),
        (recorded("submit_unauthorized"), KeyRefused),
    ):
        with pytest.raises(JimengError) as error:
            read_cancelled(answer)
        assert type(error.value) is expected, answer


@pytest.mark.parametrize("zone", ZONES, indirect=True)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-10T21:54:46.686768Z", 1770760486.686768),
        ("2026-02-10T21:54:46Z", 1770760486.0),
        ("2026-02-10T21:54:46", 1770760486.0),
        ("2026-07-01T00:00:00", 1782864000.0),
        ("2026-03-08T02:30:00", 1772937000.0),  # left out by clocks in New York
        ("2026-02-11T05:54:46+08:00", 1770760486.0),
        ("2026-02-10 21:54:46.686768123Z", 1770760486.686768),
        (1770760486, 1770760486.0),
        (1770760486000, 1770760486.0),
        *[
            (bad, None)
            for bad in ("", "yesterday", "0001-01-01T00:00:00Z", None, True, [], -5, 1e300, float("nan"), 10**400)
        ],
    ],
)
def test_times(value: Any, expected: float | None, zone: str) -> None:
    assert read_time(value) == (expected if expected is None else pytest.approx(expected, abs=1e-3))


@given(JSON)
def test_no_time_is_a_crash(value: Any) -> None:
    assert read_time(value) is None or read_time(value) > 0
    assert read_http_date(str(value)) is None or read_http_date(str(value)) > 0


@pytest.mark.parametrize("zone", ZONES, indirect=True)
@pytest.mark.parametrize("written", ["GMT", "-0000", ""])
def test_a_date_header_is_utc(zone: str, written: str) -> None:
    assert read_http_date(f"Tue, 10 Feb 2026 21:54:46 {written}".strip()) == 1770760486.0


def test_retry_after_in_seconds_and_as_a_date() -> None:
    date = "Tue, 10 Feb 2026 21:54:46 GMT"
    assert read_retry_after({"retry-after": "7"}) == 7
    assert read_retry_after({"retry-after": "0"}) == 0
    assert read_retry_after({"retry-after": "Tue, 10 Feb 2026 21:55:46 GMT", "date": date}) == 60
    assert read_retry_after({"retry-after": date}, now=1770760386.0) == 100
    assert read_retry_after({"retry-after": date}, now=1770760486.0 + 9) == 0
    assert read_retry_after({"retry-after": "999999999999"}) == 24 * 3600
    for bad in ("", "soon", "-5", "inf", "nan", "1e9", "９"):
        assert read_retry_after({"retry-after": bad}) is None
    with pytest.raises(RateLimited) as error:
        read_task_id(says({"code": 429}, **{"retry-after": "12"}))
    assert error.value.retry_after == 12


def test_the_body_of_a_submit() -> None:
    recipe = Recipe("jimeng-4.5", "狐 \U0001f98a “fox”", "16:9", "4k", ("https://a.example/1.png",))
    body = submit_body(replace(recipe, count=3, callback_url="https://studio.example/done", user_id="u7"))
    assert "狐 \U0001f98a".encode() in body
    assert json.loads(body) == {
        "model": "jimeng-4.5",
        "input": {
            "prompt": "狐 \U0001f98a “fox”",
            "ratio": "16:9",
            "resolution": "4k",
            "images": ["https://a.example/1.png"],
            "n": 3,
        },
        "callBackUrl": "https://studio.example/done",
        "user_id": "u7",
    }


@given(st.text(st.characters(exclude_categories=())))
def test_any_prompt_makes_a_body(prompt: str) -> None:
    sent = json.loads(submit_body(Recipe("m", prompt)).decode())["input"]["prompt"]
    assert sent == prompt.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
