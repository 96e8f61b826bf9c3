"""What Windows does to folders, told apart from an ordinary refusal."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from jimeng_desktop.core.errors import FolderMissing, FolderReadOnly
from jimeng_desktop.desktop.room import room_in
from jimeng_desktop.files import windows
from jimeng_desktop.files.disk_errors import storage_error
from jimeng_desktop.library.files import Disk, probe
from jimeng_desktop.messages import as_it_is, copy_sentence, fault_sentence

DENIED = PermissionError(errno.EACCES, "Access is denied")
NOT_FOUND = FileNotFoundError(errno.ENOENT, "The system cannot find the file specified")


@pytest.fixture
def controlled(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("files.windows", "library.files", "desktop.room"):
        monkeypatch.setattr(f"jimeng_desktop.{place}.is_controlled", lambda: True)


@pytest.mark.usefixtures("controlled")
def test_controlled_folder_access_is_named_and_says_the_way_out(tmp_path: Path) -> None:
    for error, folder in ((DENIED, tmp_path), (DENIED, None), (NOT_FOUND, tmp_path / "Jimeng")):
        told = storage_error(error, folder)
        assert type(told) is FolderReadOnly and told.detail == "controlled"
        assert "Windows Security" in fault_sentence(told.fault, as_it_is)
        assert "the original is untouched" in copy_sentence(told.fault, as_it_is)
    assert type(storage_error(NOT_FOUND, tmp_path / "drive" / "Jimeng")) is FolderMissing  # its drive is away


@pytest.mark.usefixtures("controlled")
def test_a_probe_that_finds_no_file_in_a_folder_that_is_there_was_refused(tmp_path: Path) -> None:
    class Refusing(Disk):
        def create(self, path: Path) -> None:  # type: ignore[override]
            raise NOT_FOUND

    with pytest.raises(PermissionError):
        probe(Refusing(), tmp_path / "probe")
    with pytest.raises(FileNotFoundError):
        probe(Disk(), tmp_path / "gone" / "probe")


@pytest.mark.usefixtures("controlled")
def test_the_first_start_and_the_settings_hear_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**where: object) -> None:
        raise DENIED

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert room_in(tmp_path).problem == "controlled"


def test_elsewhere_a_refusal_is_an_ordinary_one(tmp_path: Path) -> None:
    assert not windows.is_controlled()
    assert storage_error(DENIED, tmp_path).detail.startswith("EACCES")


@pytest.mark.parametrize(
    ("folder", "redirected"),
    [
        (r"\\server\people\fox\Pictures\Jimeng", True),
        (r"C:\Users\Fox\OneDrive\Bilder\Jimeng", True),
        (r"C:\Users\Fox\Pictures\Jimeng", False),
        (r"C:\Users\Fox\OneDriveless\Jimeng", False),
        ("/srv/Pictures/Jimeng", False),
    ],
)
def test_redirected_folders(folder: str, redirected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", r"C:\Users\Fox\OneDrive")
    assert windows.is_redirected(folder) is redirected


def test_a_redirected_folder_that_is_away_is_named_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jimeng_desktop.files.windows.is_redirected", lambda folder: True)
    told = storage_error(NOT_FOUND, tmp_path / "gone" / "Jimeng")
    assert type(told) is FolderMissing and told.detail == "redirected"
    assert "OneDrive" in fault_sentence(told.fault, as_it_is)
    assert "OneDrive" in copy_sentence(told.fault, as_it_is)
