"""The demo service, asked over the same wire as the real one."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from jimeng_desktop.core.errors import (
    AnswerUnknown,
    KeyRefused,
    LinkGone,
    NoPoints,
    NotSent,
    RateLimited,
    Refused,
    TaskUnknown,
)
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.service.demo import transport as demo
from jimeng_desktop.service.demo.task import LIFE, OUTCOMES, SIZES, WORDS, asked_for, from_id
from jimeng_desktop.service.demo.transport import DEMO_URL, DemoTransport
from jimeng_desktop.service.maxapi import MaxAPI

MODELS = Path(__file__).parents[2] / "resources" / "models.toml"


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's own pauses pass at once; its tasks go by the watch."""

    async def at_once(seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(demo, "_pause", at_once)


@pytest.fixture
def transport(watch: Watch) -> DemoTransport:
    return DemoTransport(6.0, clock=watch)


def run(coroutine: Any) -> Any:
    return asyncio.run(coroutine)


def small(prompt: str) -> bytes:
    return MaxAPI(DEMO_URL, "demo").body(Recipe("jimeng-4.5", prompt, "16:9", "1k"))


def raw(transport: DemoTransport, method: str, url: str, key: str | None = "demo", **more: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport) as client:
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            return await client.request(method, url, headers=headers, **more)

    return run(ask())


def api(transport: DemoTransport) -> MaxAPI:
    return MaxAPI(DEMO_URL, "demo", transport=transport)


def test_statuses_follow_one_another(transport: DemoTransport, watch: Watch) -> None:
    async def story() -> list[str]:
        service, seen = api(transport), []
        task_id = await service.submit(small("a quiet valley"))
        for _ in range(40):
            status = (await service.query(task_id)).status
            if status not in seen:
                seen.append(status)
            watch.now += 0.25
        await service.close()
        return seen

    assert run(story()) == ["PENDING", "PROCESSING", "SUBMITTED", "SUCCESS"]


def test_a_job_takes_about_the_seconds_asked_for(transport: DemoTransport) -> None:
    async def ids() -> list[str]:
        service = api(transport)
        return [await service.submit(small("dunes")) for _ in range(3)]

    spans = [task.span for task in map(from_id, run(ids())) if task]
    assert len(set(spans)) == 3
    assert all(4.5 < span < 7.5 for span in spans)


def test_only_a_few_are_made_at_once(transport: DemoTransport) -> None:
    async def ids() -> list[str]:
        service = api(transport)
        return [await service.submit(small("dunes")) for _ in range(7)]

    tasks = [task for task in map(from_id, run(ids())) if task]
    assert [task.delay > 0 for task in tasks] == [False] * 3 + [True] * 4
    assert tasks[6].delay > max(tasks[3].delay, 7)


def test_the_same_job_twice_is_two_tasks(transport: DemoTransport) -> None:
    async def ids() -> list[str]:
        service = api(transport)
        return [await service.submit(small("dunes")) for _ in range(2)]

    first, second = run(ids())
    assert first != second
    assert transport.accepted == [first, second]


def test_tasks_survive_a_restart(transport: DemoTransport, watch: Watch, tmp_path: Path) -> None:
    async def story() -> tuple[str, ...]:
        task_id = await api(transport).submit(small("雪中的狐狸"))
        watch.now += 100
        later = api(DemoTransport(6.0, clock=watch))
        task = await later.query(task_id)
        received = await later.download(task.urls[2], tmp_path / "part", lambda *_: None)
        await later.close()
        assert received.format == "png"
        assert received.sha256 == hashlib.sha256((tmp_path / "part").read_bytes()).hexdigest()
        return task.urls

    assert len(run(story())) == 4


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1] + "!", lambda t: "x" + t, lambda t: "", lambda t: "demo-1", lambda t: t[9:]]
)
def test_an_id_it_never_gave_is_unknown(transport: DemoTransport, spoil: Any) -> None:
    async def story() -> None:
        service = api(transport)
        task_id = await service.submit(small("dunes"))
        with pytest.raises(TaskUnknown):
            await service.query(spoil(task_id) or "00000000-0000-4000-8000-000000000000")
        with pytest.raises(TaskUnknown):
            await service.cancel(spoil(task_id) or "0")

    run(story())


def test_any_key_will_do_but_there_must_be_one(transport: DemoTransport) -> None:
    url = f"{DEMO_URL}/api/v1/task/abc"
    assert raw(transport, "GET", url, key=None).json() == {"code": 401, "msg": "unauthorized", "data": None}
    assert raw(transport, "GET", url, key=None).status_code == 401
    assert raw(transport, "GET", url, key="whatever").status_code == 404
    run(api(transport).test_key())


def test_it_reaches_no_other_host(transport: DemoTransport) -> None:
    with pytest.raises(httpx.ConnectError):
        raw(transport, "GET", "https://example.com/")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model": "dall-e"}, "unknown model"),
        ({"input": {"prompt": " ", "ratio": "1:1", "resolution": "1k"}}, "prompt is required"),
        ({"input": {"prompt": "x", "ratio": "5:4", "resolution": "1k"}}, "invalid ratio"),
        ({"input": {"prompt": "x", "ratio": "1:1", "resolution": "8k"}}, "invalid resolution"),
        ({"input": {"prompt": "x", "n": 16}}, "invalid n"),
        ({"input": None}, "invalid body"),
    ],
)
def test_a_submit_that_is_wrong_is_refused(transport: DemoTransport, change: dict[str, Any], message: str) -> None:
    body = {"model": "jimeng-4.5", "input": {"prompt": "x", "ratio": "1:1", "resolution": "1k"}} | change
    answer = raw(transport, "POST", f"{DEMO_URL}/api/v1/task/submit", content=json.dumps(body))
    assert (answer.json()["code"], answer.json()["msg"]) == (400, message)
    assert transport.accepted == []


def test_only_a_pending_task_can_be_cancelled(transport: DemoTransport, watch: Watch) -> None:
    async def story() -> None:
        service = api(transport)
        early, late = [await service.submit(small("dunes")) for _ in range(2)]
        await service.cancel(early)
        await service.cancel(early)
        assert (await service.query(early)).status == "CANCELLED"
        watch.now += 3
        with pytest.raises(Refused, match="pending"):
            await service.cancel(late)
        watch.now += 10
        assert (await service.query(early)).status == "CANCELLED"
        assert (await service.query(late)).status == "SUCCESS"

    run(story())


@pytest.mark.parametrize("word", OUTCOMES)
@pytest.mark.parametrize("form", ["a lake, demo:{0}", "一片湖，演示：{1}"])
def test_words_ask_for_an_end(transport: DemoTransport, watch: Watch, word: str, form: str) -> None:
    async def story() -> tuple[str, str | None, tuple[str, ...]]:
        service = api(transport)
        task_id = await service.submit(small(form.format(word, WORDS[word])))
        assert (await service.query(task_id)).failure_reason is None
        watch.now += 20
        task = await service.query(task_id)
        return task.status, task.failure_reason, task.urls

    assert run(story()) == (*OUTCOMES[word], ())


@pytest.mark.parametrize(
    ("word", "error", "accepted"),
    [
        ("refused", Refused, 0),
        ("broke", NoPoints, 0),
        ("key", KeyRefused, 0),
        ("offline", NotSent, 0),
        ("busy", RateLimited, 0),
        ("unknown", AnswerUnknown, 1),
    ],
)
def test_words_ask_for_a_submit_that_fails(
    transport: DemoTransport, word: str, error: type[Exception], accepted: int
) -> None:
    with pytest.raises(error) as raised:
        run(api(transport).submit(small(f"a lake, demo:{word}")))
    assert type(raised.value) is error
    assert len(transport.accepted) == accepted


def test_busy_only_once_and_with_a_time(transport: DemoTransport) -> None:
    async def story() -> None:
        service = api(transport)
        with pytest.raises(RateLimited) as raised:
            await service.submit(small("a lake, demo:busy"))
        assert raised.value.retry_after == 2
        await service.submit(small("a lake, demo:busy"))

    run(story())
    assert len(transport.accepted) == 1


@pytest.mark.parametrize(("word", "pictures"), [("one", 1), ("fifteen", 15), ("slow", 4)])
def test_words_ask_for_a_number(transport: DemoTransport, watch: Watch, word: str, pictures: int) -> None:
    async def story() -> int:
        service = api(transport)
        task_id = await service.submit(small(f"a lake, demo:{word}"))
        watch.now += 20
        assert ((await service.query(task_id)).status == "SUCCESS") is (word != "slow")
        watch.now += 60
        return len((await service.query(task_id)).urls)

    assert run(story()) == pictures


def test_every_word_is_in_the_table_and_understood() -> None:
    table = demo_table()
    assert table == WORDS
    for word, chinese in WORDS.items():
        assert asked_for(f"x demo:{word}, y") == asked_for(f"x，演示：{chinese}，y") == {word}
        assert asked_for(f"x demo:{chinese}, y") == asked_for(f"x，演示：{word}，y") == {word}
    assert asked_for("a demo of one timeout, moderation: none") == frozenset()


def demo_table() -> dict[str, str]:
    from jimeng_desktop.service.demo import task

    return dict(re.findall(r"^    ([a-z]+) +([\u4e00-\u9fff]+) ", task.__doc__ or "", re.MULTILINE))


def test_links_are_signed_and_need_no_key(transport: DemoTransport, watch: Watch) -> None:
    async def link() -> str:
        service = api(transport)
        task_id = await service.submit(small("a lake"))
        watch.now += 20
        return (await service.query(task_id)).urls[0]

    url = run(link())
    assert raw(transport, "GET", url, key=None).status_code == 200
    assert raw(transport, "GET", url).status_code == 403
    for bad in (url[:-1], url.replace("/1.png", "/2.png"), url.replace("expires=1", "expires=2"), url.split("?")[0]):
        assert raw(transport, "GET", bad, key=None).status_code == 403


def test_links_die_after_a_week(transport: DemoTransport, watch: Watch, tmp_path: Path) -> None:
    async def story() -> None:
        service = api(transport)
        task_id = await service.submit(small("a lake"))
        watch.now += 20
        url = (await service.query(task_id)).urls[0]
        watch.now += LIFE - 60
        await service.download(url, tmp_path / "part", lambda *_: None)
        watch.now += 60
        with pytest.raises(LinkGone):
            await service.download(url, tmp_path / "part", lambda *_: None)
        with pytest.raises(LinkGone):
            await service.download((await service.query(task_id)).urls[0], tmp_path / "part", lambda *_: None)

    run(story())


def test_gone_links_are_fresh_when_asked_again(transport: DemoTransport, watch: Watch, tmp_path: Path) -> None:
    async def story() -> None:
        service = api(transport)
        task_id = await service.submit(small("a lake, demo:gone"))
        watch.now += 20
        urls = (await service.query(task_id)).urls
        with pytest.raises(LinkGone):
            await service.download(urls[0], tmp_path / "part", lambda *_: None)
        fresh = (await service.query(task_id)).urls
        assert fresh != urls
        await service.download(fresh[0], tmp_path / "part", lambda *_: None)

    run(story())


def test_the_answers_look_like_the_services(transport: DemoTransport, watch: Watch) -> None:
    task_id = run(api(transport).submit(small("a lake")))
    watch.now += 20
    answer = raw(transport, "GET", f"{DEMO_URL}/api/v1/task/{task_id}")
    data = answer.json()["data"]
    assert answer.headers["Date"] == "Thu, 28 May 2026 20:27:00 GMT"
    assert data["input"] == {"model": "jimeng-4.5", "prompt": "a lake", "ratio": "16:9", "resolution": "1k"}
    assert data["created_at"] == "2026-05-28T20:26:40.000000Z"
    assert "2026-05-28T20:26:44" < data["updated_at"] < "2026-05-28T20:26:48"


def test_a_picture_arrives_in_steps_and_is_drawn_once(
    transport: DemoTransport, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def draw(prompt: str, position: int, width: int, height: int) -> bytes:
        drawn.append(position)
        file = io.BytesIO()
        Image.effect_noise((width, height), 90).save(file, "PNG")
        return file.getvalue()

    async def story() -> list[tuple[int, int]]:
        service, steps = api(transport), []
        task_id = await service.submit(small("a lake"))
        watch.now += 20
        url = (await service.query(task_id)).urls[0]
        await service.download(url, tmp_path / "a", lambda *step: steps.append(step))
        await service.download(url, tmp_path / "b", lambda *_: None)
        return steps

    monkeypatch.setattr(demo, "_draw", draw)
    steps = run(story())
    assert drawn == [0]
    assert steps[-1][0] == steps[-1][1] == (tmp_path / "a").stat().st_size
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> int:
        easel = demo.Easel()
        for position in range(9):
            await easel.picture("a lake", position, 10, 10)
        easel.close()
        return sum(len(content) for _, content in easel._kept.values())

    monkeypatch.setattr(demo, "_draw", lambda *_: bytes(1000))
    monkeypatch.setattr(demo, "KEPT_BYTES", 3000)
    assert 1000 <= run(story()) <= 4000


def test_sizes_are_those_of_the_models_file() -> None:
    sizes = {(ratio, resolution): size for resolution, row in SIZES.items() for ratio, size in row.items()}
    assert len(sizes) == 24
    assert sizes == read_catalog(MODELS).pixels
