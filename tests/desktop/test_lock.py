"""The library's lock, against real processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jimeng_desktop.core.errors import FolderReadOnly, LibraryBusy, StorageError
from jimeng_desktop.desktop import lock as lock_module
from jimeng_desktop.desktop.lock import NAME, LibraryLock
from tests import processes
from tests.flushes import Flushes

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from jimeng_desktop.desktop.lock import LibraryLock
lock = LibraryLock.take(Path(sys.argv[1]), sys.argv[2])
print("taken", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(data: Path, who: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that has the lock until it is killed or its stdin ends."""
    command = [sys.executable, "-c", HOLD, str(data), who]
    with processes.started(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "taken\n"
        yield child


@pytest.mark.parametrize("who", ["window", "generate"])
def test_a_second_process_hears_who_has_it(tmp_path: Path, who: str) -> None:
    with held_by_another(tmp_path, who), pytest.raises(LibraryBusy) as caught:
        LibraryLock.take(tmp_path, "window")
    assert caught.value.detail == who


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    with held_by_another(tmp_path, "generate") as child:
        child.kill()
        child.wait()
        LibraryLock.take(tmp_path, "window").release()


def test_an_ended_process_lets_go(tmp_path: Path) -> None:
    with held_by_another(tmp_path, "generate") as child:
        child.communicate("")
        LibraryLock.take(tmp_path, "window").release()


def test_released_it_can_be_taken_by_another(tmp_path: Path) -> None:
    lock = LibraryLock.take(tmp_path, "window")
    with pytest.raises(LibraryBusy):
        LibraryLock.take(tmp_path, "generate")  # the same process counts as another too
    lock.release()
    lock.release()
    with held_by_another(tmp_path, "generate"):
        pass


def test_a_child_process_does_not_inherit_it(tmp_path: Path) -> None:
    lock = LibraryLock.take(tmp_path, "window")
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with processes.started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False) as child:
        assert child.stdout is not None
        child.stdout.readline()
        os.close(lock._descriptor or -1)  # as the system does at our death: nothing is unlocked by hand
        LibraryLock.take(tmp_path, "window").release()


def test_it_makes_the_folder_durably_and_keeps_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes, data = Flushes(monkeypatch), tmp_path / "new" / "data"
    lock = LibraryLock.take(data, "window")
    for folder in (data.parent, data):
        flushes.check_name(folder)
    path = data / NAME
    assert path.read_text().split() == ["window", str(os.getpid())]
    lock.release()
    assert path.exists()


def test_what_a_dead_owner_wrote_is_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("generate 123456789 and more than any new owner writes\n")
    lock = LibraryLock.take(tmp_path, "window")
    assert (tmp_path / NAME).read_text() == f"window {os.getpid()}\n"
    lock.release()


def test_an_owner_that_has_not_written_yet_counts_as_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_module, "_write", lambda descriptor, text: None)
    lock = LibraryLock.take(tmp_path, "generate")
    with pytest.raises(LibraryBusy) as caught:
        LibraryLock.take(tmp_path, "generate")
    assert caught.value.detail == "window"
    lock.release()


def test_a_folder_that_can_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(lock_module.os, "open", refuse)
    with pytest.raises(FolderReadOnly):
        LibraryLock.take(tmp_path, "window")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError):
        LibraryLock.take(tmp_path / "data", "window")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_the_file_is_ours_alone(tmp_path: Path) -> None:
    LibraryLock.take(tmp_path, "window").release()
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
