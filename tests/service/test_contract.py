"""The client against the service process: every model, ratio and resolution, every ending, every kind of picture."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import time
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.assets import asset
from jimeng_desktop.core.errors import JimengError, KeyRefused, NoPoints, Refused, TaskUnknown
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.service.maxapi import MaxAPI
from jimeng_desktop.service.replies import Task
from tests.patience import LONGEST
from tests.service_process import start_service
from tests.service_world import World

Run = Callable[[Coroutine[Any, Any, Any]], Any]
MODELS = ["jimeng-5.0-preview", *(f"jimeng-{n}" for n in ("4.6", "4.5", "4.1", "4.0", "3.1", "3.0", "2.1"))]
MODELS += [f"jimeng-{n}" for n in ("2.0-pro", "2.0", "1.4", "xl-pro")]
OTHERS = ["seedream-5-lite", "seedream-4.5", "seedream-4", "nano-banana", "nano-banana-2", "nano-banana-pro"]
RATIOS = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]
RESOLUTIONS = ["1k", "2k", "4k"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One process for all; its jobs end at once."""
    state = tmp_path_factory.mktemp("service")
    with start_service(state, seconds_per_job=0, key="sk-right", size="96x64") as base:
        yield base, state


def ask(base: str, path: str) -> Any:
    with urllib.request.urlopen(base + path, timeout=LONGEST) as answer:
        return json.load(answer)


async def made(service: MaxAPI, prompt: str) -> Task:
    return await service.query(await service.submit(service.body(Recipe("jimeng-4.5", prompt))))


def with_service(run_async: Run, base: str, story: Callable[[MaxAPI], Coroutine[Any, Any, Any]]) -> Any:
    async def tell() -> Any:
        service = MaxAPI(base, "sk-right")
        try:
            return await story(service)
        finally:
            await service.close()

    return run_async(tell())


def test_the_catalog_is_what_the_service_documents() -> None:
    catalog = read_catalog(asset("models.toml"))
    assert [model.id for model in catalog] == [*MODELS, *OTHERS]
    jimeng = catalog.models[: len(MODELS)]
    assert all(list(model.ratios) == RATIOS and list(model.resolutions) == RESOLUTIONS for model in jimeng)


def test_every_model_ratio_and_resolution_arrives_as_the_service_expects(
    run_async: Run, served: tuple[str, Path]
) -> None:
    base, state = served
    recipes = [
        Recipe(model, f"赛博朋克 Tokyo “{i}” \U0001f98a\n", ratio, resolution)
        for i, (model, ratio, resolution) in enumerate(itertools.product(MODELS, RATIOS, RESOLUTIONS))
    ]

    async def story(service: MaxAPI) -> dict[str, Recipe]:
        sent: dict[str, Recipe] = {}

        async def send(recipe: Recipe) -> None:
            sent[await service.submit(service.body(recipe))] = recipe

        async with asyncio.TaskGroup() as group:
            for recipe in recipes:
                group.create_task(send(recipe))
        return sent

    sent = with_service(run_async, base, story)
    assert len(sent) == 12 * 8 * 3
    lines = [json.loads(line) for line in (state / "submits.jsonl").read_text(encoding="utf-8").splitlines()]
    received = {line["task_id"]: line for line in lines if line["task_id"] in sent}
    for task_id, recipe in sent.items():
        assert received[task_id]["body"] == {
            "model": recipe.model,
            "input": {"prompt": recipe.prompt, "ratio": recipe.ratio, "resolution": recipe.resolution},
        }
        assert received[task_id]["headers"] == {"content-type": "application/json", "authorization": "Bearer …"}


@pytest.mark.parametrize("count", [1, 4, 15])
@pytest.mark.parametrize("picture_format", ["png", "jpeg", "webp"])
def test_pictures_land_with_the_servers_hashes(
    run_async: Run, served: tuple[str, Path], tmp_path: Path, count: int, picture_format: str
) -> None:
    base, _ = served

    async def story(service: MaxAPI) -> None:
        task = await made(service, f"fox [urls={count}] [{picture_format}]")
        assert len(task.urls) == count
        async with asyncio.TaskGroup() as group:
            getting = [
                group.create_task(service.download(url, tmp_path / str(i), lambda *_: None))
                for i, url in enumerate(task.urls)
            ]
        got = [one.result() for one in getting]
        expected = await asyncio.to_thread(ask, base, f"/_hashes?task={task.task_id}")
        assert [one.sha256 for one in got] == expected[task.task_id]
        assert len(set(expected[task.task_id])) == count
        for i, one in enumerate(got):
            data = (tmp_path / str(i)).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (one.sha256, one.size)
            assert one.format == picture_format

    with_service(run_async, base, story)
    assert ask(base, "/_stats")["keys_at_pictures"] == 0


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        ("", "SUCCESS", None),
        ("[moderation]", "FAILURE", "CONTENT_MODERATION"),
        ("[parameters]", "FAILURE", "INVALID_PARAMETERS"),
        ("[points]", "FAILURE", "INSUFFICIENT_POINTS"),
        ("[transient]", "FAILURE", None),
        ("[timeout]", "TIMEOUT", None),
        ("[cancelled]", "CANCELLED", None),
        ("[nonsense]", "REVIEWING", None),
        *[(f"[stay={status}]", status, None) for status in ("PENDING", "PROCESSING", "SUBMITTED")],
    ],
)
def test_every_ending(run_async: Run, served: tuple[str, Path], words: str, status: str, reason: str | None) -> None:
    begun = time.time()
    task = with_service(run_async, served[0], lambda service: made(service, f"fox {words}"))
    assert (task.status, task.failure_reason, len(task.urls)) == (status, reason, 4 if status == "SUCCESS" else 0)
    for told in (task.created_at, task.server_time):  # to the second
        assert begun - 1 <= told <= time.time() + 1


def test_refusals(run_async: Run, served: tuple[str, Path]) -> None:
    async def story(service: MaxAPI) -> None:
        for words, kind in (("[refuse]", Refused), ("[broke]", NoPoints)):
            with pytest.raises(Refused) as error:
                await made(service, words)
            assert type(error.value) is kind
        with pytest.raises(TaskUnknown):
            await service.query("made-up")
        with pytest.raises(TaskUnknown):
            await service.cancel("made-up")
        await service.test_key()
        service.key = "sk-wrong"
        for act in (service.test_key(), service.query("x"), service.cancel("x"), made(service, "fox")):
            with pytest.raises(KeyRefused):
                await act

    before = ask(served[0], "/_stats")["submits"]
    with_service(run_async, served[0], story)
    assert ask(served[0], "/_stats")["submits"] == before


def test_cancelling_in_time_or_too_late(run_async: Run, served: tuple[str, Path]) -> None:
    async def story(service: MaxAPI) -> None:
        early = await made(service, "[stay=PENDING]")
        await service.cancel(early.task_id)
        assert (await service.query(early.task_id)).status == "CANCELLED"
        for status in ("PROCESSING", "SUBMITTED", "SUCCESS", "CANCELLED"):
            late = await made(service, f"[stay={status}]")
            with pytest.raises(Refused) as error:
                await service.cancel(late.task_id)
            assert type(error.value) is Refused
            assert (await service.query(late.task_id)).status == status

    with_service(run_async, served[0], story)


def test_the_process_takes_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Namespace(state=tmp_path, kinds="", seconds_per_job=8.0)
    now = 1000.0
    monkeypatch.setattr(time, "time", lambda: now)
    world = World(options)
    task_id = world.submit({"input": {"prompt": "fox"}}, {})
    seen = []
    for now in range(1000, 1010):  # noqa: B007  (the clock above reads it)
        seen.append(world.status(task_id)[0])
    world.close()
    assert seen == ["PENDING"] * 2 + ["PROCESSING"] * 2 + ["SUBMITTED"] * 4 + ["SUCCESS"] * 2


def test_the_process_knows_its_tasks_after_it_was_killed(run_async: Run, tmp_path: Path) -> None:
    with start_service(tmp_path, seconds_per_job=0) as base:
        first = with_service(run_async, base, lambda service: made(service, "fox"))
        hashes = ask(base, "/_hashes")
    with open(tmp_path / "submits.jsonl", "ab") as journal:
        journal.write(b'{"task_id": "half')
    with start_service(tmp_path, seconds_per_job=0) as base:
        assert ask(base, "/_hashes") == hashes
        again = with_service(run_async, base, lambda service: service.query(first.task_id))
        assert again.status == "SUCCESS"
        with_service(run_async, base, lambda service: made(service, "owl"))
    lines = [json.loads(line) for line in (tmp_path / "submits.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["body"]["input"]["prompt"] for line in lines] == ["fox", "owl"]


def test_every_third_answer_may_be_a_fault(run_async: Run, tmp_path: Path) -> None:
    async def story(service: MaxAPI) -> list[str]:
        said = []
        for i in range(18):
            try:
                await service.submit(service.body(Recipe("jimeng-4.5", str(i))))
                said.append("ok")
            except JimengError as error:
                said.append(error.code)
        return said

    with start_service(tmp_path, faulty=3, kinds="reset,500,garbage,cut,429") as base:
        said = with_service(run_async, base, story)
    assert said[0::3] == said[1::3] == ["ok"] * 6
    assert sorted(said[2::3]) == ["answer_unknown"] * 5 + ["rate_limited"]
    assert len((tmp_path / "submits.jsonl").read_text(encoding="utf-8").splitlines()) == 17
