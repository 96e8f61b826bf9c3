"""What a paid answer names as pictures is never thrown away: https takes the place of http, the rest is shown, and all
of it can be tried again."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from jimeng_desktop.core.job import Job, JobState, PictureState
from tests.runner.world import Heard, World, bounded, open_library, recipe, running, until

ODD = ["ftp://pictures.test/1.png", "/relative/2.png", "data:image/png;base64,AAAA"]


def plain(url: str) -> str:
    return url.replace("https://", "http://")


def states(job: Job) -> str:
    """s saved, u unfetchable, w waiting …"""
    return "".join(picture.state.value[0] for picture in job.pictures)


async def kept(folder: Path, job_id: int) -> Job:
    """The job as it is on disk."""
    library = open_library(folder)
    try:
        job = await library.job(job_id)
        assert job
        return job
    finally:
        await library.close()


@pytest.mark.parametrize("port", ["", ":80"])
def test_https_is_fetched_in_the_place_of_http_and_the_named_link_is_kept(tmp_path: Path, port: str) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.named = lambda urls: [plain(url).replace(".test/", f".test{port}/") for url in urls]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.DONE)
        assert len(world.asked) == 4 and all(url.startswith("https://pictures.test/task-1/") for url in world.asked)
        assert heard.last(job.id).pictures[2].url == f"http://pictures.test{port}/task-1/2.png?g=0"

    bounded(play())


def test_what_is_no_link_keeps_its_place_and_the_rest_is_saved_in_its_own(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.named = lambda urls: [ODD[0], urls[1], ODD[1], urls[3], ODD[2]]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).ended)
            (receipt,) = await runner._desk.library.receipts(job.id)
        job = await kept(tmp_path, job.id)
        assert (job.state, job.fault and job.fault.code, states(job)) == (
            JobState.INCOMPLETE,
            "links_unfetchable",
            "ususu",
        )
        assert [job.pictures[place].url for place in (0, 2, 4)] == ODD
        assert ODD[2].encode() in receipt.result and job.recipe == recipe("fox")
        assert all(url.startswith("https://pictures.test/") for url in world.asked)

    bounded(play())


@pytest.mark.parametrize("fault", [302, "tls"])
def test_a_host_without_https_is_given_up_after_three_tries_and_never_asked_by_http(
    tmp_path: Path, fault: int | str
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.named = lambda urls: [plain(urls[0])]
        world.picture_faults = [fault if isinstance(fault, int) else httpx.ConnectError("no TLS") for _ in range(3)]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.INCOMPLETE)
            assert not world.picture_faults and len(world.asked) == 3
            assert {url.partition(":")[0] for url in world.asked} == {"https"}
            runner.retry_links(job.id)
            await until(lambda: heard.last(job.id).state is JobState.DONE)
            assert (heard.last(job.id).fault, heard.last(job.id).saved) == (None, 1)

    bounded(play())


def test_a_fresh_link_elsewhere_is_tried_before_a_picture_is_given_up(tmp_path: Path) -> None:
    """Signed anew at each question, a link to the same host is the same one."""

    async def play() -> None:
        world, heard = World(), Heard()

        def named(urls: list[str]) -> list[str]:
            if len(world.asked) == 3:
                return [urls[0]]
            return [plain(urls[0]) + f"&signed={world.queries['task-1']}"]

        world.named = named
        world.picture_faults = [httpx.ConnectError("no TLS") for _ in range(3)]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).ended)
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


def test_while_the_service_is_out_of_reach_too_nothing_is_given_up(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.named = lambda urls: [plain(urls[0])]
        world.picture_faults = [httpx.ConnectError("down") for _ in range(6)]
        world.statuses["fox"] = ["SUCCESS", *["offline"] * 8]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.DONE)
        assert "i" not in states(heard.last(job.id))
        assert JobState.INCOMPLETE.value not in heard.states(job.id)

    bounded(play())


@pytest.mark.parametrize("restart", [False, True])
def test_trying_again_asks_for_fresh_links_and_fetches_each_to_its_place(tmp_path: Path, restart: bool) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.named = lambda urls: [ODD[0], urls[1], ODD[1], urls[3]]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).ended)
            asked = len(world.asked)
            runner.retry_links(job.id)  # the service still says the same
            await until(lambda: heard.last(job.id).ended and not runner._desk.retried)
            assert states(heard.last(job.id)) == "usus" and len(world.asked) == asked
            world.named = lambda urls: urls
            if not restart:
                runner.retry_links(job.id)
                runner.retry_links(job.id)
                await until(lambda: heard.last(job.id).state is JobState.DONE)
        if restart:
            async with running(tmp_path, world, heard) as runner:
                runner.retry_links(job.id)
                await until(lambda: heard.last(job.id).state is JobState.DONE)
        found = await kept(tmp_path, job.id)
        assert [picture.url.rpartition("/")[2] for picture in found.pictures] == [f"{n}.png?g=0" for n in range(4)]
        assert found.saved == 4 and len(world.asked) == 4 and world.prompts == {"fox": 1}

    bounded(play())


def test_a_video_is_shown_and_never_fetched(tmp_path: Path) -> None:
    class Video(World):
        """Its results are no pictures."""

        def _query(self, task_id: str) -> httpx.Response:
            answer = super()._query(task_id)
            return httpx.Response(200, content=answer.content.replace(b'"image"', b'"video"'))

    async def play() -> None:
        world, heard = Video(), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.INCOMPLETE)
            runner.retry_links(job.id)
            await until(lambda: not runner._desk.retried)
            await until(lambda: heard.last(job.id).state is JobState.INCOMPLETE)
        assert {picture.state for picture in heard.last(job.id).pictures} == {PictureState.UNFETCHABLE}
        assert world.asked == []

    bounded(play())


def test_a_doubtful_job_whose_links_are_odd_is_an_accepted_one(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["fox"] = ["named"]
        world.named = lambda urls: ODD
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.INCOMPLETE)
        assert [picture.url for picture in heard.last(job.id).pictures] == ODD

    bounded(play())
