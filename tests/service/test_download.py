"""A link to bytes in a file, over real sockets: what is kept, what is refused and what is left behind (nothing)."""

from __future__ import annotations

import asyncio
import errno
import gzip
import hashlib
import io
import os
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import (
    DiskFull,
    DownloadError,
    FolderMissing,
    FolderReadOnly,
    LinkGone,
    NotAPicture,
    PictureTooLarge,
    StorageError,
)
from jimeng_desktop.decoding.kinds import HEAD
from jimeng_desktop.service import download as module
from jimeng_desktop.service.download import PartFile, Received
from jimeng_desktop.service.maxapi import MaxAPI
from tests.patience import LONGEST
from tests.service.fetching import ANYTHING, PNG, failure, fetch, make
from tests.service.wires import Script, Talk, Wire, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.mark.parametrize(("picture_format", "data"), ANYTHING, ids=[name for name, _ in ANYTHING])
def test_a_picture_lands_to_the_byte(run_async: Run, tmp_path: Path, picture_format: str, data: bytes) -> None:
    told: list[tuple[int, int]] = []
    part = tmp_path / "1.part"
    with wire(lambda t: t.say(200, data, "Content-Type: text/plain")) as server:
        got = run_async(fetch(server.url("/x.gif"), part, told))
    assert got == Received(len(data), hashlib.sha256(data).hexdigest(), picture_format, announced=True)
    assert part.read_bytes() == data
    assert told[-1] == (len(data), len(data))
    assert "authorization" not in server.heads[0].lower()
    assert "accept-encoding: identity" in server.heads[0].lower()


@pytest.mark.parametrize("target", ["/a%2Fb/%2f?s=a%2fb%2F+~=%7E&q='x'", "/a/../b?sig=%zz", "/x?", "//y?a=1&a=1"])
def test_the_link_leaves_to_the_letter(run_async: Run, tmp_path: Path, target: str) -> None:
    def once_elsewhere(talk: Talk) -> None:
        if talk.target.startswith("/from"):
            talk.say(302, b"", f"Location: {server.url(target)}")
        else:
            talk.say(200, PNG)

    with wire(once_elsewhere) as server:
        run_async(fetch(server.url(target), tmp_path / "p"))
        run_async(fetch(server.url("/from"), tmp_path / "p"))
    assert [head.split(" ")[1] for head in server.heads] == [target, "/from", target]


def test_letters_no_request_can_hold_are_escaped(run_async: Run, tmp_path: Path) -> None:
    with wire(lambda t: t.say(200, PNG)) as server:
        run_async(fetch(server.url("/图 1.png?x=é#part"), tmp_path / "p"))
    assert server.heads[0].startswith("GET /%E5%9B%BE%201.png?x=%C3%A9 HTTP")


def test_progress_without_a_length_and_a_file_that_was_there(run_async: Run, tmp_path: Path) -> None:
    def until_closed(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PNG)
        talk.connection.close()

    told: list[tuple[int, int]] = []
    (tmp_path / "p").write_bytes(b"x" * 9_000_000)
    with wire(until_closed) as server:
        run_async(fetch(server.url("/1"), tmp_path / "p", told))
    assert told[-1] == (len(PNG), 0)
    assert (tmp_path / "p").read_bytes() == PNG


def test_gzip_that_nobody_asked_for_is_undone(run_async: Run, tmp_path: Path) -> None:
    with wire(lambda t: t.say(200, gzip.compress(PNG), "Content-Encoding: gzip")) as server:
        got = run_async(fetch(server.url("/1"), tmp_path / "p"))
    assert got.sha256 == hashlib.sha256(PNG).hexdigest()
    assert (tmp_path / "p").read_bytes() == PNG


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_link_that_is_gone(run_async: Run, tmp_path: Path, status: int) -> None:
    error = failure(run_async, lambda t: t.say(status, b"<Error/>"), tmp_path / "p")
    assert type(error) is LinkGone
    assert str(status) in error.detail


@pytest.mark.parametrize("status", [400, 429, 500, 503, 204, 206, 304, 302])
def test_other_statuses_may_be_tried_again(run_async: Run, tmp_path: Path, status: int) -> None:
    body = b"" if status in (204, 304) else PNG
    assert type(failure(run_async, lambda t: t.say(status, body), tmp_path / "p")) is DownloadError


def test_a_host_whose_name_nobody_could_look_up(run_async: Run, tmp_path: Path) -> None:
    """httpx says so by a UnicodeError: it must stay with the one picture."""
    with pytest.raises(DownloadError) as error:
        run_async(fetch("https://xn--zzzzzzzzzzz99999.example/1", tmp_path / "p"))
    assert error.value.detail == "dns"


def cut(talk: Talk) -> None:
    talk.say(200, PNG[:-100], length=len(PNG))
    talk.connection.close()


def cut_chunked(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % 1000 + PNG[:1000])
    talk.connection.close()


def reset(talk: Talk) -> None:
    talk.say(200, PNG[:-100], length=len(PNG))
    talk.reset()


def stall(talk: Talk) -> None:
    talk.say(200, PNG[:5000], length=len(PNG))
    talk.wait()


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (cut, DownloadError),
        (cut_chunked, DownloadError),
        (reset, DownloadError),
        (stall, DownloadError),
        (Talk.reset, DownloadError),
        (Talk.wait, DownloadError),
        (lambda t: t.say(200, b"<html>hotel</html>"), NotAPicture),
        (lambda t: t.say(200, b""), NotAPicture),
        (lambda t: t.say(200, b"\x89PNG"), NotAPicture),
        (lambda t: t.say(200, b'{"code": 403}'), NotAPicture),
        (lambda t: t.say(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>"), NotAPicture),
        (lambda t: t.say(200, b"no gzip", "Content-Encoding: gzip"), DownloadError),
        (lambda t: t.send(b"nonsense\r\n\r\n"), DownloadError),
    ],
)
def test_what_breaks_leaves_nothing(run_async: Run, tmp_path: Path, script: Script, kind: type) -> None:
    assert type(failure(run_async, script, tmp_path / "p", stall_timeout=0.3)) is kind


def test_the_first_bytes_decide_at_once(run_async: Run, tmp_path: Path) -> None:
    def then_nothing(talk: Talk) -> None:
        talk.say(200, b"<html>" + b" " * HEAD, length=5_000_000)
        talk.wait()

    assert type(failure(run_async, then_nothing, tmp_path / "p", stall_timeout=5)) is NotAPicture


def test_eight_gigabytes_announced_are_not_begun(run_async: Run, tmp_path: Path) -> None:
    error = failure(run_async, lambda t: (t.say(200, PNG, length=8_000_000_000), t.wait()), tmp_path / "p")
    assert type(error) is PictureTooLarge


def test_more_than_announced_is_allowed_streamed(
    run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000_000)

    def endless(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n\r\n" + PNG)
        while True:
            talk.send(bytes(100_000))

    assert type(failure(run_async, endless, tmp_path / "p")) is PictureTooLarge


def test_a_live_drip_goes_on_and_a_trickle_does_not(
    run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLOOR_SECONDS", 0.2)
    monkeypatch.setattr(module, "FLOOR", 50)

    def drip(size: int) -> Script:
        def script(talk: Talk) -> None:
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(small))
            for i in range(0, len(small), size):
                talk.send(small[i : i + size])
                time.sleep(0.05)

        return script

    small = make("jpeg", (16, 16))  # some hundred bytes
    with wire(drip(100)) as server:  # 2,000 bytes a second, or fewer where the machine is busy
        assert run_async(fetch(server.url("/1"), tmp_path / "p", stall_timeout=LONGEST)).size == len(small)
    error = failure(run_async, drip(1), tmp_path / "p2", stall_timeout=LONGEST)
    assert (type(error), error.detail) == (DownloadError, "too slow")


def test_nobody_listens(run_async: Run, tmp_path: Path) -> None:
    with wire(Talk.reset) as server:
        pass
    with pytest.raises(DownloadError, match="refused"):
        run_async(fetch(server.url("/1"), tmp_path / "p"))


def open_files() -> int:
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


@pytest.mark.parametrize("after", [0, 100, 600_000])
def test_a_cancelled_download_leaves_nothing(run_async: Run, tmp_path: Path, after: int) -> None:
    data = make("png", (1024, 1024))  # 3 MB

    def part_of_it(talk: Talk) -> None:
        if after:
            talk.say(200, data[:after], length=len(data))
        talk.wait()

    async def cancelled(server: Wire) -> None:
        service = MaxAPI(server.base)
        part = tmp_path / "p"
        async with asyncio.TaskGroup() as group:
            getting = group.create_task(service.download(server.url("/1"), part, lambda *_: None))
            while not server.heads or (after > 500_000 and not part.exists()):
                await asyncio.sleep(0.005)
            getting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await getting
        assert not part.exists()
        await service.close()

    before = open_files()
    with wire(part_of_it) as server:
        run_async(cancelled(server))
    assert open_files() == before


def test_a_write_after_the_end_of_a_cancelled_download_is_nothing(tmp_path: Path) -> None:
    part = PartFile(tmp_path / "p")
    part.write(b"1")
    part.discard()
    part.write(b"2")
    part.discard()
    assert list(tmp_path.iterdir()) == []


def test_at_most_four_at_once(run_async: Run, tmp_path: Path) -> None:
    async def all_of_them(server: Wire) -> None:
        service = MaxAPI(server.base)
        async with asyncio.TaskGroup() as group:
            for i in range(40):
                group.create_task(service.download(server.url(f"/{i}"), tmp_path / str(i), lambda *_: None))
        await service.close()

    with wire(lambda t: t.say(200, PNG)) as server:
        run_async(all_of_them(server))
    assert len(server.heads) == 40
    assert server.connections <= 4


def test_the_crowd_waits_in_front_of_httpx(run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = [0]

    async def counted(*_: Any) -> None:
        inside.append(inside[-1] + 1)
        await asyncio.sleep(0.02)
        inside.append(inside[-1] - 1)

    monkeypatch.setattr(module, "fetch", counted)

    async def all_of_them() -> None:
        service = MaxAPI("http://127.0.0.1:1")
        await asyncio.gather(*(service.download("", tmp_path, lambda *_: None) for _ in range(40)))
        await service.close()

    run_async(all_of_them())
    assert max(inside) == 4


@pytest.mark.parametrize(
    ("number", "windows", "kind"),
    [
        (errno.ENOSPC, 0, DiskFull),
        (errno.EACCES, 0, FolderReadOnly),
        (errno.EROFS, 0, FolderReadOnly),
        (errno.EIO, 0, StorageError),
        (None, 0, StorageError),
        (errno.EACCES, 32, StorageError),  # a virus scanner has the file open: no folder is read-only
        (errno.ENOSPC, 39, DiskFull),
    ],
)
def test_what_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, windows: int, kind: type
) -> None:
    error = OSError(number, os.strerror(number), "/".join(("", "home", "somebody", "x"))) if number else OSError()
    error.winerror = windows or None  # type: ignore[attr-defined, unused-ignore]

    def refuse(path: Path, mode: str, buffering: int) -> io.FileIO:
        raise error

    monkeypatch.setattr(module, "open", refuse, raising=False)
    with pytest.raises(StorageError) as caught:
        PartFile(tmp_path / "p").write(PNG)
    assert type(caught.value) is kind
    assert "somebody" not in caught.value.detail


def test_a_folder_that_is_gone(run_async: Run, tmp_path: Path) -> None:
    assert type(failure(run_async, lambda t: t.say(200, PNG), tmp_path / "gone" / "p")) is FolderMissing


def test_a_disk_that_takes_a_slice_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sparing(io.FileIO):
        """Takes a few bytes of each write, as a file may."""

        def write(self, data: Any) -> int:
            return super().write(data[:7])

    monkeypatch.setattr(module, "open", lambda path, mode, buffering: Sparing(path, mode), raising=False)
    part = PartFile(tmp_path / "p")
    part.write(PNG[:1000])
    assert part.finish() == hashlib.sha256(PNG[:1000]).hexdigest()
    assert (tmp_path / "p").read_bytes() == PNG[:1000]


@pytest.mark.parametrize("step", ["open", "write", "close"])
def test_a_disk_that_fills_up(run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    class Full(io.FileIO):
        """Says no at one step, as a full disk does: on some file systems only at the close."""

        def write(self, data: Any) -> int:
            if step == "write":
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data[: len(data) // 2 + 1])  # a disk may also take only a part

        def close(self) -> None:
            was_open = not self.closed
            super().close()
            if step == "close" and was_open:
                raise OSError(errno.ENOSPC, "No space left on device")

    def full(path: Path, mode: str, buffering: int) -> io.FileIO:
        if step == "open":
            raise OSError(errno.ENOSPC, "No space left on device")
        return Full(path, mode)

    monkeypatch.setattr(module, "open", full, raising=False)
    assert type(failure(run_async, lambda t: t.say(200, PNG), tmp_path / "p")) is DiskFull


def test_a_slow_disk_does_not_hold_up_the_loop(run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, begun, goes_on = PartFile.write, threading.Semaphore(0), threading.Semaphore(0)

    def slowly(self: PartFile, data: bytes) -> None:
        begun.release()
        assert goes_on.acquire(timeout=10), "the loop stands still while it is written"
        write(self, data)

    monkeypatch.setattr(PartFile, "write", slowly)

    async def beside(server: Wire) -> int:
        async with asyncio.TaskGroup() as group:
            getting = group.create_task(fetch(server.url("/1"), tmp_path / "p"))
            while not getting.done():
                if begun.acquire(blocking=False):
                    goes_on.release()
                await asyncio.sleep(0.005)
        return getting.result().size

    with wire(lambda t: t.say(200, PNG)) as server:
        assert run_async(beside(server)) == len(PNG)
