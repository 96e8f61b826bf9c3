"""The libraries that scenes are set in: jobs in every state, written through the Library itself, with real pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jimeng_desktop.core.errors import Fault, PictureDamaged
from jimeng_desktop.core.events import Progress, QueueChanged
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.library import Library
from jimeng_desktop.service.replies import submit_body

SERVICE = "https://api.maxapi.io"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
UNFETCHABLE = "ftp://pictures.example/2026/11/22/9db7d1ed-4c0f/neon-alley-3.png?Expires=1771365304&Signature=a%2Fb"
SIZES = {
    "1k": {"16:9": (1024, 576), "3:4": (768, 1024), "21:9": (1195, 512), "1:1": (1024, 1024)},
    "2k": {"16:9": (2560, 1440), "3:4": (1728, 2304), "21:9": (3024, 1296)},
}
Draw = Callable[[str, int, int, int], bytes]  # prompt, position, width, height -> the bytes of a picture

# English, which is also the seed of the demo's pictures, and Chinese.
NEON = ("Neon alley after rain, long-exposure light trails, wet asphalt", "雨后的霓虹街道，长曝光光轨，湿润的柏油路面")
DUEL = ("A duel at dawn, blood on the snow, oil on canvas", "雪地里的黎明决斗，血迹，布面油画")
MOUNTAINS = (
    "Layered misty mountains at first light, pines in the valley, soft haze",
    "晨光里层叠的山峦，谷底松林，薄雾弥漫，柔和的远景",
)
DUNES = ("Dunes at golden hour, long shadows, low sun, almost abstract", "黄昏沙丘，长影，低垂的太阳，近乎抽象的构图")
INK = ("Ink-wash ridges under a red sun, hand scroll", "水墨远山，一轮红日，手卷")
OWL = ("An owl in the birch wood, first snow", "白桦林里的猫头鹰，初雪")
WINTER = (
    "The same valley in winter: snow on the pines, low sun through the haze, one small cabin with a lit window, "
    "cold blue shadows, film grain",
    "同一座山谷的冬天：松枝积雪，低斜的阳光穿过薄雾，一间亮着灯的小木屋，冷蓝色的阴影，胶片颗粒",
)
ASTROLABE = ("Copper astrolabe on black velvet, macro", "黑色天鹅绒上的铜制星盘，微距")
TEAHOUSE = ("Tea house over a waterfall, autumn", "瀑布上的茶屋，深秋")
PLANET = ("A ringed planet over an ice moon", "冰卫星上空的环状行星")
DUSK = ("A ringed planet, violet dusk", "环状行星，紫色黄昏")

# Of the README's picture: whoever made them writes in both languages.
FJORD = ("Aurora over a quiet fjord, green curtains, one lantern in the boathouse",) * 2
HARBOUR = ("Harbour city at blue hour, neon signs mirrored in still water",) * 2
PASS = ("Mountain pass before sunrise, layers of mist, a line of pines, gouache",) * 2
RINGED = ("Ringed planet rising over an ice moon, paperback cover, deep blue",) * 2
SILK = ("Flowing silk threads, amber and teal, macro, studio light",) * 2
SCROLL = (INK[1],) * 2
LAKE = ("Alpine lake at dawn, reflections, first snow on the peaks",) * 2
SEA = ("Calm sea at sunset, a single sail on the horizon, oil on canvas",) * 2

# What a job can end or stand still with, so that it gets a card.
FAULTS: tuple[tuple[JobState, str, str], ...] = (
    (JobState.FAILED, "moderation", ""),
    (JobState.FAILED, "parameters", ""),
    (JobState.WAITING, "no_points", ""),
    (JobState.FAILED, "transient", ""),
    (JobState.FAILED, "timed_out", ""),
    (JobState.UNKNOWN, "answer_unknown", ""),
    (JobState.WAITING, "key_refused", ""),
    (JobState.FAILED, "refused", "prompt is longer than this model takes"),
    (JobState.FAILED, "other_reason", "content pipeline returned an empty batch, code 50411"),
    (JobState.FAILED, "no_pictures", ""),
    (JobState.FAILED, "cancelled_there", ""),
    (JobState.FAILED, "no_points", ""),
    (JobState.PROCESSING, "other_key", ""),
    (JobState.PROCESSING, "overdue", ""),
    (JobState.PROCESSING, "task_unknown", ""),
    (JobState.INCOMPLETE, "links_expired", ""),
    (JobState.CANCELLED, "", ""),
    (JobState.LOST, "", ""),
)


@dataclass(frozen=True)
class World:
    """Jobs, newest first, and what the runner would say of them besides."""

    jobs: tuple[Job, ...] = ()
    queue: QueueChanged = QueueChanged()
    progress: tuple[Progress, ...] = ()
    sent: bool = False  # the ledger knows of the jobs


def world(name: str, now: float, chinese: bool) -> World:
    """One of WORLDS at a moment in seconds since the epoch."""
    return WORLDS[name](_Jobs(now, chinese))


class _Jobs:
    """Makes jobs of one moment and language; each next one is older."""

    def __init__(self, now: float, chinese: bool) -> None:
        self.now = now
        self._chinese = chinese

    def job(
        self,
        prompt: tuple[str, str],
        state: JobState,
        pictures: str = "",
        *,
        ago: float = 0.0,
        ratio: str = "16:9",
        model: str = "jimeng-4.5",
        resolution: str = "1k",
        fault: Fault | None = None,
        **more: Any,
    ) -> Job:
        """A job made so many seconds ago. `pictures`, a letter each: s w f e for saved, waiting, fetching, expired."""
        made = self.now - ago
        job_id = int(made * 1_000_000)
        recipe = Recipe(model, prompt[self._chinese], ratio, resolution)
        job = Job(job_id, recipe, 4, made, state, fault=fault, service=SERVICE, key_mark="k")
        if state in (JobState.PENDING, JobState.PROCESSING, JobState.SUBMITTED, JobState.FETCHING, JobState.DONE):
            job = replace(job, task_id="9db7d1ed-4c0f-4d55-8f0e-2f5b0d1c55ad", sent_at=made + 3, accepted_at=made + 4)
        if pictures:
            job = replace(job, made_at=made + 25, expires_at=made + 7 * DAY)
        if job.ended:
            job = replace(job, ended_at=made + 28)
        found = tuple(self._picture(job_id, at, letter) for at, letter in enumerate(pictures))
        return replace(job, pictures=found, **more)

    def _picture(self, job_id: int, position: int, letter: str) -> Picture:
        states = {
            "s": PictureState.SAVED, "w": PictureState.WAITING, "f": PictureState.FETCHING, "e": PictureState.EXPIRED,
        }  # fmt: skip
        if letter in "hdx":  # HEIC; damaged, and its link too
            state = {"h": PictureState.SAVED, "d": PictureState.WAITING, "x": PictureState.EXPIRED}[letter]
            fault = Fault("picture_damaged") if letter != "h" else None
            picture = Picture(job_id, position, f"{SERVICE}/{job_id}-{position}.png", state, fault=fault)
            return replace(picture, attempts=4) if fault else replace(picture, format="heic")
        if letter == "u":  # named as a picture, and no link to follow
            return Picture(job_id, position, UNFETCHABLE, PictureState.UNFETCHABLE, fault=Fault("link_forbidden"))
        return Picture(job_id, position, f"{SERVICE}/{job_id}-{position}.png", states[letter])

    def neon(self) -> Job:
        """Two of its pictures are saved, the third is arriving."""
        return self.job(NEON, JobState.FETCHING, "ssfw", ago=41)

    def done(self) -> tuple[Job, ...]:
        """What was made earlier."""
        return (
            self.job(MOUNTAINS, JobState.DONE, "ssss", ago=9 * MINUTE, ratio="3:4"),
            self.job(DUNES, JobState.DONE, "ssss", ago=21 * MINUTE, model="jimeng-4.6"),
            self.job(INK, JobState.DONE, "ssss", ago=DAY + 36 * MINUTE, ratio="21:9"),
        )


def _calm(make: _Jobs) -> World:
    """A quiet afternoon: one job arrives, one was stopped, the others are saved."""
    neon = make.neon()
    duel = make.job(DUEL, JobState.FAILED, ago=3 * MINUTE, ratio="1:1", fault=Fault("moderation"))
    return World((neon, duel, *make.done()), progress=(Progress(neon.pictures[2].id, 3_100_000, 5_000_000),))


def _busy(make: _Jobs) -> World:
    """Every state that a job can have on its way."""
    waiting = [
        make.job(DUSK, JobState.WAITING, ago=1, ratio="1:1"),
        make.job(PLANET, JobState.WAITING, ago=2, ratio="1:1"),
        make.job(WINTER, JobState.WAITING, ago=3),
    ]
    neon = make.neon()
    jobs = (
        *waiting,
        make.job(DUNES, JobState.SENDING, ago=5),
        make.job(TEAHOUSE, JobState.PENDING, ago=10),
        make.job(ASTROLABE, JobState.PROCESSING, ago=22),
        neon,
        make.job(OWL, JobState.UNKNOWN, ago=MINUTE),
        make.job(INK, JobState.FETCHING, "wwww", ago=2 * MINUTE, ratio="21:9"),
        *make.done(),
    )
    late = replace(jobs[8], pictures=tuple(_stuck(picture, make.now) for picture in jobs[8].pictures))
    return World(
        (*jobs[:8], late, *jobs[9:]),
        QueueChanged(
            send_times=((waiting[2].id, make.now + 3.5),), order=tuple(job.id for job in reversed(waiting))
        ),  # fmt: skip
        (Progress(neon.pictures[2].id, 3_100_000, 5_000_000),),
    )


def _stuck(picture: Picture, now: float) -> Picture:
    return replace(picture, attempts=4, fault=Fault("download_failed"))


def _failures(make: _Jobs) -> World:
    """A card for everything that can go wrong with a job."""
    jobs = []
    for at, (state, code, detail) in enumerate(FAULTS):
        ago = (at + 1) * 4 * MINUTE
        more: dict[str, Any] = {"accepted_at": make.now - ago, "ended_at": make.now} if code == "timed_out" else {}
        pictures = "ee" if state is JobState.INCOMPLETE else ""
        fault = Fault(code, detail) if code else None
        jobs.append(make.job(OWL, state, pictures, ago=ago, ratio="1:1", fault=fault, **more))
    return World(tuple(jobs))


def _odd(make: _Jobs) -> World:
    """Answers that contradict themselves, and links that can't be fetched."""
    doubts = ((OWL, "answer_unknown"), (WINTER, "key_refused"), (ASTROLABE, "task_unknown"), (DUSK, "not_ours"))
    unclear = [
        make.job(prompt, JobState.UNKNOWN, ago=(at + 1) * MINUTE, ratio="1:1", task_id=_TASK, fault=Fault(code))
        for at, (prompt, code) in enumerate(doubts)
    ]
    rest = Fault("links_unfetchable")
    return World(
        (
            make.job(NEON, JobState.INCOMPLETE, "ssus", ago=9, fault=rest, task_id=_TASK),
            *unclear,
            make.job(PLANET, JobState.LOST, ago=8 * MINUTE, task_id=_TASK, fault=Fault("answer_unknown")),
            make.job(TEAHOUSE, JobState.INCOMPLETE, "uu", ago=9 * MINUTE, fault=rest, ratio="3:4"),
            *make.done(),
        )
    )


def _unshown(make: _Jobs) -> World:
    """Pictures of a kind that is not shown here, and some that came damaged."""
    return World(
        (
            make.job(NEON, JobState.DONE, "shss", ago=41, task_id=None),
            make.job(OWL, JobState.FETCHING, "sdss", ago=2 * MINUTE, ratio="1:1"),
            make.job(
                TEAHOUSE, JobState.INCOMPLETE, "xs", ago=7 * DAY + HOUR, fault=Fault("links_expired"), ratio="3:4"
            ),
            make.job(DUNES, JobState.DONE, "hh", ago=9 * DAY),
        )
    )


def _lived_in(make: _Jobs) -> World:
    """Some days of work, for the README: one job waits, one arrives, the others are saved."""

    def done(prompt: tuple[str, str], ago: float, ratio: str = "16:9", model: str = "jimeng-4.5") -> Job:
        return make.job(prompt, JobState.DONE, "ssss", ago=ago, ratio=ratio, model=model, resolution="2k")

    fjord = make.job(FJORD, JobState.WAITING, ago=70, ratio="21:9", resolution="2k")
    harbour = make.job(HARBOUR, JobState.FETCHING, "sssf", ago=41, resolution="2k")
    return World(
        (
            *(harbour, fjord, done(PASS, 95, "3:4", "jimeng-4.6")),
            *(done(RINGED, DAY + 3 * HOUR), done(SILK, DAY + 4 * HOUR, model="jimeng-4.6")),
            done(SCROLL, DAY + 5 * HOUR, "21:9"),
            *(done(LAKE, 3 * DAY), done(SEA, 3 * DAY + HOUR), done(DUNES, 4 * DAY, model="jimeng-4.6")),
        ),
        progress=(Progress(harbour.pictures[3].id, 4_900_000, 7_100_000),),
    )


def _ledger(make: _Jobs) -> World:
    """Something of everything that a submit can come to, with estimates in two currencies."""
    jobs = [
        make.job(OWL, JobState.WAITING, ago=40, fault=Fault("not_sent")),
        make.job(TEAHOUSE, JobState.PROCESSING, ago=MINUTE, price=0.8, currency="CNY"),
        make.job(
            DUEL, JobState.FAILED, ago=5 * MINUTE, ratio="1:1", fault=Fault("moderation"), price=0.0, currency="CNY"
        ),
        make.job(MOUNTAINS, JobState.DONE, "ssss", ago=9 * MINUTE, ratio="3:4", price=0.8, currency="CNY"),
        make.job(ASTROLABE, JobState.UNKNOWN, ago=HOUR, fault=Fault("answer_unknown")),
        make.job(PLANET, JobState.LOST, ago=2 * HOUR, model="jimeng-xl-pro"),
        make.job(WINTER, JobState.FAILED, ago=3 * HOUR, fault=Fault("refused", "prompt is longer than this takes")),
        make.job(INK, JobState.INCOMPLETE, "ee", ago=4 * HOUR, ratio="21:9", price=0.12, currency="USD"),
        make.job(DUNES, JobState.DONE, "ssss", ago=5 * HOUR, model="jimeng-4.6", price=0.8, currency="CNY"),
    ]
    return World(tuple(jobs), sent=True)


_TASK = "9db7d1ed-4c0f-4d55-8f0e-2f5b0d1c55ad"
_OUTCOMES = {JobState.WAITING: "not_sent", JobState.UNKNOWN: "unknown", JobState.LOST: "unknown"}


async def _send(library: Library, job: Job) -> None:
    """Its receipt, as the runner would have left it."""
    sending = replace(job, pictures=(), sent_at=job.created_at + 3)
    refused = job.fault is not None and job.fault.code == "refused"
    outcome = "refused" if refused else _OUTCOMES.get(job.state, "accepted")
    await library.begin_send(sending, submit_body(job.recipe))
    answered = replace(sending, task_id=_TASK if outcome == "accepted" else None)
    await library.end_send(answered, outcome, job.fault.detail if job.fault else "")


WORLDS: dict[str, Callable[[_Jobs], World]] = {
    "empty": lambda make: World(),
    "calm": _calm,
    "missing": _calm,
    "busy": _busy,
    "failures": _failures,
    "odd": _odd,
    "unshown": _unshown,
    "ledger": _ledger,
    "lived-in": _lived_in,
}


async def open_library(folder: Path, of: World, draw: Draw) -> Library:
    """A library in a new folder that holds these jobs, their saved pictures on the disk."""
    (folder / "Pictures").mkdir(parents=True)
    library = Library.open(folder, folder / "Pictures")
    for job in reversed(of.jobs if of.sent else ()):
        await _send(library, job)
    for job in of.jobs:
        arriving = tuple(_as_arriving(picture) for picture in job.pictures)
        await library.add_jobs([replace(job, pictures=arriving)])
        for picture in job.pictures:
            if picture.format == "heic":
                await _keep_unshown(library, job, picture)
            elif picture.state is PictureState.SAVED:
                await _keep(library, job, picture, draw)
            elif picture.fault and picture.fault.code == "picture_damaged":
                await _receive(library, job, picture, draw(job.recipe.prompt, 0, 64, 64)[:-20], "png")
    return library


def _as_arriving(picture: Picture) -> Picture:
    saved = picture.state is PictureState.SAVED
    return replace(picture, state=PictureState.FETCHING) if saved else picture


async def _receive(library: Library, job: Job, picture: Picture, data: bytes, kind: str) -> Picture:
    """What comes of the bytes; the picture with where they are kept, if they are no good."""
    part = await library.part_path(picture)
    part.write_bytes(data)
    try:
        return await library.keep(job, picture, part, hashlib.sha256(data).hexdigest(), kind, announced=True)
    except PictureDamaged as error:
        return replace(picture, damaged=error.kept)


async def _keep_unshown(library: Library, job: Job, picture: Picture) -> None:
    """Twice the same, as it takes."""
    data = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + (3_000_008).to_bytes(4, "big") + b"mdat" + bytes(3_000_000)
    await _receive(library, job, await _receive(library, job, picture, data, "heic"), data, "heic")


async def _keep(library: Library, job: Job, picture: Picture, draw: Draw) -> None:
    seed = _ENGLISH.get(job.recipe.prompt, job.recipe.prompt)
    data = draw(seed, picture.position, *SIZES[job.recipe.resolution][job.recipe.ratio])
    part = await library.part_path(picture)
    part.write_bytes(data)
    await library.keep(job, picture, part, hashlib.sha256(data).hexdigest(), "png")


@cache
def demo_drawing(prompt: str, position: int, width: int, height: int) -> bytes:
    """The demo's own picture; a third of a second each."""
    from jimeng_desktop.service.demo.pictures import draw

    return draw(prompt, position, width, height)


@cache
def plain_drawing(prompt: str, position: int, width: int, height: int) -> bytes:
    """One colour, for tests that look at everything but the pictures."""
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (width, height), (70, 90 + 20 * position, 120)).save(file, "PNG", compress_level=1)
    return file.getvalue()


_PROMPTS: Sequence[tuple[str, str]] = (
    NEON,
    DUEL,
    MOUNTAINS,
    DUNES,
    INK,
    OWL,
    WINTER,
    ASTROLABE,
    TEAHOUSE,
    PLANET,
    DUSK,
)
_ENGLISH = {chinese: english for english, chinese in _PROMPTS}
