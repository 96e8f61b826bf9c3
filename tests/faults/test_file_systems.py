"""What a file system does not offer is no failed write: it is met another way, or known before anything is paid."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import FolderReadOnly
from jimeng_desktop.core.job import JobState
from jimeng_desktop.files import disk
from tests import processes
from tests.faults.disk import check_files, session, stored, told
from tests.faults.place import Place, say
from tests.faults.poor import NO_FLUSH, NO_LINKS, SHORTEST, PoorFiles, refusal
from tests.library.making import originals_in
from tests.runner.world import Heard, bounded, recipe, until
from tests.service.wires import wire

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
CHINESE = "雪中的红狐，晨光里层叠的山峦，远处一座古老的灯塔，守塔人擦亮巨大的透镜，风暴正从海上来，" * 3
PROMPTS = {"Chinese": CHINESE, "a family": FAMILY * 30}
pytestmark = pytest.mark.usefixtures("each_loop")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has its own calls for all this")


def played(folder: Path, prompt: str, between: Callable[[], object] = lambda: None) -> tuple[Place, list[str]]:
    """One paid job of two pictures, from Generate to saved without a word to the user; `between`: sent and saved."""
    place, heard = Place(), Heard()
    place.links[prompt] = 2

    async def play() -> None:
        with wire(place.talk, read=False) as served:

            def accept(talk: Any) -> None:
                between()
                say(talk, {"code": 0, "msg": "ok", "data": {"taskId": place.task(prompt)}})

            place.submits[prompt] = [accept]
            async with session(folder, served.base, disk.Disk(), heard) as runner:
                (job,) = runner.generate(recipe(prompt))
                await until(lambda: heard.last(job.id).state is JobState.DONE or bool(told(heard)))
        assert not told(heard) and await stored(folder) == {prompt: ["done"]}

    bounded(play())
    assert (len(place.submitted[prompt]), len(place.fetched[prompt])) == (1, 2)
    check_files(folder, place, {prompt: 2})
    return place, [Path(name).name for name in originals_in(folder / "Pictures")]


def check_names(names: list[str], most: int) -> None:
    """Within the limit, with their numbers and endings, and no character as people see it is cut in two."""
    assert sorted(name[-6:] for name in names) == [" 1.png", " 2.png"]
    for name in names:
        assert len(name.encode()) <= most
        assert not name.removesuffix(name[-6:]).replace(FAMILY, "").endswith("\u200d")
        assert FAMILY[0] not in name.replace(FAMILY, "") and unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("paid", [False, True], ids=["before it is paid", "after it is paid"])
def test_names_of_143_bytes_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prompt: str, paid: bool) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    if not paid:
        poor.short_names()
    _, names = played(tmp_path, prompt, poor.short_names if paid else lambda: None)
    assert poor.asked
    check_names(names, SHORTEST)


def test_what_the_file_system_says_is_kept_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    poor.short_names(100)
    monkeypatch.setattr(os, "pathconf", lambda path, name: 100, raising=False)
    _, names = played(tmp_path, CHINESE)
    check_names(names, 100)
    assert not poor.asked


@pytest.mark.parametrize("code", [errno.EILSEQ, errno.EINVAL], ids=errno.errorcode.get)
@pytest.mark.parametrize("paid", [False, True], ids=["before it is paid", "after it is paid"])
def test_characters_that_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, paid: bool) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    if not paid:
        poor.plain_names(code)
    _, names = played(tmp_path, CHINESE, (lambda: poor.plain_names(code)) if paid else lambda: None)
    assert poor.asked and all(name.isascii() for name in names)


@posix
@pytest.mark.parametrize("code", NO_LINKS, ids=errno.errorcode.get)
def test_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    poor.no_links(code)
    played(tmp_path, "a fox")
    assert poor.asked == 3  # once before it was sent


@posix
@pytest.mark.parametrize("code", NO_FLUSH, ids=errno.errorcode.get)
def test_no_flush(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    poor.no_flush(code)
    played(tmp_path, "a fox")
    assert poor.asked


@posix
@pytest.mark.parametrize("code", [*NO_FLUSH, errno.EACCES, errno.EBADF, errno.EISDIR], ids=errno.errorcode.get)
def test_no_flush_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    poor.no_flush(code, folders_alone=True)
    played(tmp_path, "a fox")
    assert poor.asked


@posix
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS], ids=errno.errorcode.get)
@pytest.mark.parametrize("of_folder", [False, True], ids=["of a file", "of a folder"])
def test_a_flush_that_fails_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, of_folder: bool
) -> None:
    file = tmp_path / "fox.png"
    file.write_bytes(b"fox")
    PoorFiles(tmp_path, monkeypatch).no_flush(code)
    with pytest.raises(OSError) as caught:
        disk.fsync_folder(tmp_path) if of_folder else disk.fsync_file(file)
    assert caught.value.errno == code


def test_a_file_that_can_not_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "fox.png"
    file.write_bytes(b"fox")
    PoorFiles(tmp_path, monkeypatch).plain_names(errno.EACCES)
    disk.fsync_file(file)
    PoorFiles(tmp_path, monkeypatch).short_names(1, errno.EACCES)
    with pytest.raises(PermissionError):
        disk.fsync_file(file)


@posix
def test_several_drives_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poor = PoorFiles(tmp_path / "Pictures", monkeypatch)
    poor.several_drives()
    played(tmp_path, "a fox")
    assert poor.asked == 6  # a link and a new name, three times


@pytest.mark.parametrize("says", [(0, 0, 0), errno.ENOSYS, errno.ENOTSUP], ids=["nothing", "ENOSYS", "ENOTSUP"])
def test_a_file_system_that_does_not_say_what_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: tuple[int, int, int] | int
) -> None:
    usage = type(shutil.disk_usage(tmp_path))

    def asked(path: Path) -> Any:
        if isinstance(says, int):
            raise refusal(says)
        return usage(*says)

    monkeypatch.setattr(shutil, "disk_usage", asked)
    played(tmp_path, "a fox")


@posix
def test_what_can_not_be_met_is_known_before_it_is_paid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day's folder that takes no files, below a library that does."""
    place, heard = Place(), Heard()
    PoorFiles(tmp_path / "Pictures", monkeypatch).no_new_names(errno.EACCES)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, disk.Disk(), heard) as runner:
                (job,) = runner.generate(recipe("a fox"))
                await until(lambda: runner.queue.paused is not None)
                assert heard.last(job.id).state is JobState.WAITING

    bounded(play())
    assert told(heard) == {FolderReadOnly.code} and not place.submitted


# The same with a real library of the system between


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="needs a C compiler and LD_PRELOAD")
@pytest.mark.parametrize("paid", ["before", "after"])
def test_a_system_that_refuses_longer_names(tmp_path: Path, paid: str) -> None:
    shim = tmp_path / "name143.so"
    source = Path(__file__).with_name("name143.c")
    processes.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    command = [sys.executable, "-m", "tests.faults.short_names_probe", str(tmp_path), paid, CHINESE]
    done = processes.run(command, env={**os.environ, "LD_PRELOAD": str(shim)}, cwd=Path(__file__).parents[2])
    assert done.stdout.splitlines()[:3] == ["refused", "done, paused: None", "4"], done.stderr
    assert all(int(length) <= SHORTEST for length in done.stdout.splitlines()[3:])
