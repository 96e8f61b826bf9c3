"""A file and its name are on the disk itself when the program says so: the system is really asked, on each system."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.files import disk
from tests.flushes import Flushes

posix = pytest.mark.skipif(os.name == "nt", reason="Windows flushes folders by itself, and has no fcntl")


def refuses(code: int) -> Callable[..., Any]:
    """In place of a call: what the system says instead."""

    def refuse(*_: Any) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


def test_a_file_is_flushed_with_all_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, flushes = tmp_path / "fox.png", Flushes(monkeypatch)
    path.write_bytes(b"all of it")
    assert not flushes.steps
    disk.fsync_file(path)
    flushes.check_bytes(path)


@posix
def test_a_folder_is_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes = Flushes(monkeypatch)
    disk.fsync_folder(tmp_path)
    assert flushes.folder_flushed(tmp_path)


@posix
def test_a_mac_flushes_past_the_cache_of_its_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    asked: list[object] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda handle, command: asked.append(command))
    monkeypatch.setattr(os, "fsync", lambda handle: asked.append("fsync"))
    disk.fsync_folder(tmp_path)
    assert asked == [51]

    monkeypatch.setattr(fcntl, "fcntl", refuses(errno.ENOTSUP))
    disk.fsync_folder(tmp_path)
    assert asked == [51, "fsync"]


@posix
@pytest.mark.parametrize(("code", "told"), [(errno.EINVAL, False), (errno.EIO, True), (errno.ENOSPC, True)])
def test_only_a_share_that_flushes_no_folders_is_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: bool
) -> None:
    monkeypatch.setattr(disk, "_flush_to_disk", refuses(code))
    found = None
    try:
        disk.fsync_folder(tmp_path)
    except OSError as error:
        found = error.errno
    assert found == (code if told else None)
    (tmp_path / "fox.png").touch()
    with pytest.raises(OSError):
        disk.fsync_file(tmp_path / "fox.png")


def test_each_new_folder_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes = Flushes(monkeypatch)
    disk.make_folders(tmp_path / "a" / "b")
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        flushes.check_name(folder)
    steps = len(flushes.steps)
    disk.make_folders(tmp_path / "a" / "b")
    assert len(flushes.steps) == steps, "what is there costs nothing"
    (tmp_path / "file").touch()
    with pytest.raises(OSError):
        disk.make_folders(tmp_path / "file" / "below")


@pytest.mark.parametrize("before", [None, b"before"])
@pytest.mark.parametrize("aside", [False, True])
def test_a_replaced_file_is_whole_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None, aside: bool
) -> None:
    path, old = tmp_path / "new" / "settings.json", tmp_path / "new" / "settings.json.bad"
    if before:
        disk.replace_file(path, before)
    flushes = Flushes(monkeypatch)
    disk.replace_file(path, b"after", aside=old if aside and before else None)
    flushes.check_file(path)
    if not before:
        flushes.check_name(path.parent)
    left = {path: b"after", **({old: before} if aside and before else {})}
    assert {entry: entry.read_bytes() for entry in path.parent.iterdir()} == left


@pytest.mark.parametrize("refusal", [None, errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK])
@pytest.mark.parametrize("kind", ["a file", "a link to nowhere"])
def test_a_name_that_is_taken_is_never_given_with_or_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None, kind: str
) -> None:
    part, taken, free = tmp_path / "1.part", tmp_path / "fox.png", tmp_path / "fox (2).png"
    part.write_bytes(b"new")
    if kind == "a file":
        taken.write_bytes(b"mine")
    else:
        taken.symlink_to(tmp_path / "nowhere")
    before = taken.lstat()
    if refusal:
        monkeypatch.setattr(os, "link", refuses(refusal))
    with pytest.raises(FileExistsError):
        disk.publish(part, taken)
    assert taken.lstat() == before and part.read_bytes() == b"new"
    disk.publish(part, free)
    assert free.read_bytes() == b"new" and not part.exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_gives_no_name_is_told_and_nothing_has_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    part = tmp_path / "1.part"
    part.write_bytes(b"new")
    monkeypatch.setattr(os, "rename" if os.name == "nt" else "link", refuses(code))
    with pytest.raises(OSError) as caught:
        disk.publish(part, tmp_path / "fox.png")
    assert caught.value.errno == code and os.listdir(tmp_path) == ["1.part"]


@posix
def test_a_first_name_that_stays_fails_nothing(tmp_path: Path) -> None:
    part = tmp_path / "1.part"
    part.write_bytes(b"new")
    disk.publish(part, tmp_path / "fox.png", unlink=refuses(errno.EACCES))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"1.part": b"new", "fox.png": b"new"}
