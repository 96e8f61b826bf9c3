"""What the service's answers mean: bytes to values or to errors, by tables. Pure; nothing here knows a socket.

The service is only partly known, so everything is read leniently, except where leniency could cost money: see
`read_task_id` for the three outcomes of a submit.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ..core.errors import (
    AnswerUnknown,
    KeyRefused,
    NoPoints,
    RateLimited,
    Refused,
    ServiceTrouble,
    TaskUnknown,
)
from ..core.job import MOST_PICTURES
from ..core.recipe import Recipe
from .envelope import LONGEST_DETAIL, Answer, Opened, is_task_id, open_answer, whole, without_key

# How a refusal says that nothing is left to pay with. Patterns; Latin ones must match whole words: "endpoints" is not
# "points".
NO_POINTS_WORDS = ("积分不足", "余额不足", "点数不足", "balance", "points?", "credits?")
LACKING_WORDS = ("insufficient",)  # of points, unless it is one of these that is lacking:
RIGHTS_WORDS = ("permissions?", "privileges?")
# How it says that it does not know a task: one of each of the first two, and none of the third.
TASK_WORDS = ("tasks?(?:[ _-]?ids?)?", "任务")
NOT_FOUND_WORDS = ("not found", "no such", "not exist", "doesn't exist", "unknown", "不存在", "未找到", "找不到")
OTHER_THINGS_WORDS = ("unknown (?:error|exception|fault|field|status|state|type|reason)", "upstream", "host", "backend",
                      "route", "path", "page", "endpoint", "未知错误", "接口")  # fmt: skip

_MOST_LINKS = MOST_PICTURES - 1
_DEEPEST = 8  # of a result in another shape
LONGEST_WAIT = 24 * 3600.0  # a Retry-After beyond this is taken for this
_EARLIEST, _LATEST = 946_684_800.0, 7_258_118_400.0  # 2000 and 2200: times outside are no times


@dataclass(frozen=True, slots=True)
class Task:
    """What a query says. Times are seconds since the epoch, UTC; None where missing or unreadable."""

    task_id: str
    status: str  # as received; empty where it is missing
    urls: tuple[str, ...] = ()  # what is named as pictures, each at its place; not all need be links
    failure_reason: str | None = None
    created_at: float | None = None
    updated_at: float | None = None
    server_time: float | None = None  # the Date header: counts the links' seven days where the local clock is off
    skipped: int = 0  # entries that are too many
    result_type: str | None = None  # as received
    prompt: str | None = None  # of its `input`: whose task it is, where that is in doubt
    raw: bytes = field(default=b"", repr=False, compare=False)  # the whole answer, bounded, without the key

    @property
    def is_image(self) -> bool:
        """Whether its result is pictures, as far as it says; "image" in any case, or nothing."""
        return (self.result_type or "image").lower() == "image"


def submit_body(recipe: Recipe) -> bytes:
    """The exact body of a submit. Half surrogates, which UTF-8 can't carry, become U+FFFD."""
    given: dict[str, Any] = {"prompt": recipe.prompt, "ratio": recipe.ratio, "resolution": recipe.resolution}
    if recipe.references:
        given["images"] = list(recipe.references)
    if recipe.count > 1:
        given["n"] = recipe.count  # one is what the service makes unasked; most models don't know the word
    body: dict[str, Any] = {"model": recipe.model, "input": given}
    if recipe.callback_url:
        body["callBackUrl"] = recipe.callback_url
    if recipe.user_id:
        body["user_id"] = recipe.user_id
    return whole(json.dumps(body, ensure_ascii=False)).encode()


def read_task_id(answer: Answer) -> str:
    """The task id that a submit was given.

    In this order: AnswerUnknown, with the id, for one that is named beside anything but a clean success; AnswerUnknown
    for HTTP 5xx or a code 500-599 whatever else the body says, for 408 of either kind, for HTTP 4xx whose body broke
    off and for a success without a usable id; RateLimited; Refused and its kinds for HTTP 4xx and any other code;
    AnswerUnknown for everything else.

    A whole 4xx is a refusal even if its body is empty or a page: whoever sent it, the service or something in between,
    says by it that the request was not handled. 408 does not say so: its sender gave up waiting, perhaps for the
    service. Nor can a broken answer be relied on, whatever its first line says.
    """
    opened = open_answer(answer)
    if opened.task_id and opened.code == 0 and 200 <= answer.status < 300:
        return opened.task_id
    if opened.task_id:
        raise AnswerUnknown(opened.wrong or _said(answer, opened), opened.task_id)
    if answer.status >= 500 or _is_trouble(opened.code):
        raise AnswerUnknown(_said(answer, opened))
    if 408 in (answer.status, opened.code) or (answer.status >= 400 and answer.cut):
        raise AnswerUnknown(_said(answer, opened))
    if _is_success(answer, opened):
        raise AnswerUnknown("no task id")
    _raise_if_limited(answer, opened)
    if answer.status >= 400 or opened.code is not None:
        raise _refusal(answer, opened)
    raise AnswerUnknown(opened.wrong)


def read_task(answer: Answer, task_id: str) -> Task:
    """What a query of `task_id` was answered.

    Raises KeyRefused, TaskUnknown, RateLimited, ServiceTrouble.
    """
    data = _read_about_task(answer)
    if not isinstance(data, dict):
        raise ServiceTrouble("no task in the answer")
    result = data.get("result")
    result_type = _text(result.get("type"), answer.secret) if isinstance(result, dict) else None
    urls, skipped = _links(result)
    own_id = data.get("taskId")
    return Task(
        task_id=own_id if is_task_id(own_id) else task_id,
        status=_text(data.get("status"), answer.secret) or "",
        urls=urls,
        failure_reason=_text(data.get("failure_reason"), answer.secret),
        created_at=read_time(data.get("created_at")),
        updated_at=read_time(data.get("updated_at")),
        server_time=read_http_date(answer.headers.get("date")),
        skipped=skipped,
        result_type=result_type,
        prompt=_prompt(data.get("input")),
        raw=answer.kept,
    )


def read_cancelled(answer: Answer) -> None:
    """Returns where a cancel was taken. Raises Refused (too late) and what `read_task` raises."""
    _read_about_task(answer, refusable=True)


def read_key_test(answer: Answer) -> None:
    """Returns where the answer is about the task that was asked for, which nobody is told with a wrong key.

    Raises KeyRefused where the service says so, else RateLimited or ServiceTrouble: any other answer, such as that of a
    wrong address, a portal or a proxy, neither proves the key nor refuses it.
    """
    opened = open_answer(answer)
    try:
        data = _read_about_task(answer, refusable=True)
    except Refused as error:
        if isinstance(error, KeyRefused) and opened.code is not None:
            raise
        without_paths = re.sub(r"\S*/\S*", " ", opened.message)  # "/api/v1/task/…: not found" speaks of the address
        if not (isinstance(error, TaskUnknown) and _speaks_of(TASK_WORDS, without_paths)):
            raise ServiceTrouble(_said(answer, opened)) from error
    else:
        if not isinstance(data, dict) or not _text(data.get("taskId")):
            raise ServiceTrouble("no task in the answer")


def read_time(value: Any) -> float | None:
    """Seconds since the epoch of an ISO time (UTC where it names no zone) or a number of (milli)seconds, else None."""
    seconds: float
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
            seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            return None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) < 1e15:  # also not a number, and what no float holds
            return None
        seconds = value / 1000 if value > 1e11 else float(value)
    else:
        return None
    return seconds if _EARLIEST <= seconds <= _LATEST else None


def read_http_date(value: str | None) -> float | None:
    """Seconds since the epoch of a Date header, None where it is missing or garbage."""
    try:
        moment = parsedate_to_datetime(value or "")
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return seconds if _EARLIEST <= seconds <= _LATEST else None


def read_retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds to wait by a Retry-After of either kind (a date is counted from the answer's own), None without one."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", value, re.ASCII):
        return min(float(value), LONGEST_WAIT)
    until = read_http_date(value)
    if until is None:
        return None
    start = read_http_date(headers.get("date")) or (time.time() if now is None else now)
    return min(max(0.0, until - start), LONGEST_WAIT)


def _is_trouble(code: int | None) -> bool:
    return code is not None and 500 <= code <= 599


def _is_good(code: int) -> bool:
    """Whether it says that all went well: by 0, or in the numbers of HTTP."""
    return code == 0 or 200 <= code < 300


def _is_success(answer: Answer, opened: Opened) -> bool:
    """Whether it says that it went well; or, while it asks to wait, names some task."""
    if 429 in (answer.status, opened.code):
        return opened.names_task
    return answer.status < 400 and opened.code is not None and _is_good(opened.code)


def _said(answer: Answer, opened: Opened) -> str:
    """The service's own words, led by the numbers they came with."""
    number = f"HTTP {answer.status}" if answer.status >= 300 else f"code {opened.code}"
    return f"{number}: {opened.message}" if opened.message else number


def _raise_if_limited(answer: Answer, opened: Opened) -> None:
    if 429 in (answer.status, opened.code):
        raise RateLimited(opened.message, read_retry_after(answer.headers))


def _refusal(answer: Answer, opened: Opened) -> Refused:
    numbers = (answer.status, opened.code)
    words = opened.message or _said(answer, opened)
    if 401 in numbers:
        return KeyRefused(words)
    if 402 in numbers:
        return NoPoints(words)
    if 403 in numbers:
        return KeyRefused(words)
    return NoPoints(words) if _names_no_points(opened.message) else Refused(words)


def _names_no_points(message: str) -> bool:
    if _speaks_of(NO_POINTS_WORDS, message):
        return True
    return _speaks_of(LACKING_WORDS, message) and not _speaks_of(RIGHTS_WORDS, message)


def _read_about_task(answer: Answer, refusable: bool = False) -> Any:
    """The data of an answer about a known task; all its refusals as errors."""
    opened = open_answer(answer)
    _raise_if_limited(answer, opened)
    if 401 in (answer.status, opened.code) or 403 in (answer.status, opened.code):
        raise KeyRefused(opened.message or _said(answer, opened))
    if answer.status >= 500:
        raise ServiceTrouble(_said(answer, opened))
    if _is_task_unknown(answer, opened):
        raise TaskUnknown(opened.message or _said(answer, opened))
    if _is_gone(answer, opened):
        raise ServiceTrouble(_said(answer, opened))
    failed = not (opened.code is None or _is_good(opened.code))
    if refusable and not _is_trouble(opened.code) and (failed or answer.status >= 400):
        raise Refused(opened.message or _said(answer, opened))
    if opened.code is None and answer.status < 300 and not isinstance(opened.data, dict):
        raise ServiceTrouble(opened.wrong)
    if failed or answer.status >= 300:
        raise ServiceTrouble(_said(answer, opened))
    return opened.data


def _is_task_unknown(answer: Answer, opened: Opened) -> bool:
    """Whether the service itself says that it doesn't know the task: by a 404 in its envelope, or in words about it.

    Any other 404 may be that of something in between, and a paid job hangs on it.
    """
    if _speaks_of(OTHER_THINGS_WORDS, opened.message):
        return False
    if _is_gone(answer, opened) and opened.code is not None and not _is_trouble(opened.code):
        return True
    about_tasks = _speaks_of(TASK_WORDS, opened.message) and _speaks_of(NOT_FOUND_WORDS, opened.message)
    return about_tasks and bool(opened.code or answer.status >= 400)


def _is_gone(answer: Answer, opened: Opened) -> bool:
    return answer.status in (404, 410) or opened.code in (404, 410)


def _speaks_of(words: tuple[str, ...], message: str) -> bool:
    message = message.lower()
    return any(re.search(rf"(?<![a-z])(?:{word})(?![a-z])" if word.isascii() else word, message) for word in words)


def _links(result: Any) -> tuple[tuple[str, ...], int]:
    """What is named as pictures, each at its place whatever it is, and how many are more than a job can number.

    Nothing, where all that stands there is empty: then the links are still to come.
    """
    entries = result.get("urls") if isinstance(result, dict) else None
    if isinstance(entries, str):
        entries = [entries]
    if not isinstance(entries, list):
        entries = list(_addresses_in(result))
    named = tuple(map(_named, entries))
    if not any(named):
        named = tuple(map(_named, _addresses_in(result)))
    return named[:_MOST_LINKS], max(0, len(named) - _MOST_LINKS)


def _named(entry: Any) -> str:
    """An entry of a result as a text: a link as it is, also one in an object, else what stands there as JSON."""
    if isinstance(entry, dict) and isinstance(entry.get("url"), str):
        entry = entry["url"]
    if isinstance(entry, str):
        return whole(entry).strip()
    return "" if entry is None or entry in ([], {}) else whole(json.dumps(entry, ensure_ascii=False))


def _addresses_in(value: Any, depth: int = 0) -> Iterator[str]:
    """All texts within a value that are addresses, in their order; also in JSON that was put into a text."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return
    if isinstance(value, str) and re.match(r"\s*[a-z][a-z0-9+.-]*://", value, re.IGNORECASE):
        yield value
    elif isinstance(value, list | dict) and depth < _DEEPEST:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _addresses_in(inner, depth + 1)


def _prompt(given: Any) -> str | None:
    prompt = given.get("prompt") if isinstance(given, dict) else None
    if not isinstance(prompt, str) or not prompt.strip():
        return None
    return whole(prompt) if "\ufffd" not in prompt else None  # it came broken: nobody can say what it was


def _text(value: Any, secret: str = "") -> str | None:
    return whole(without_key(value, secret))[:LONGEST_DETAIL] if isinstance(value, str) and value else None
