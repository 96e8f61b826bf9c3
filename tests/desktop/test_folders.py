"""Where things lie: with a profile, without one, for the demo."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from jimeng_desktop.desktop.folders import folders


def test_a_profile_holds_everything(tmp_path: Path) -> None:
    found = folders(tmp_path / "p")
    assert found.data == tmp_path / "p" / "data"
    assert found.cache == tmp_path / "p" / "cache"
    assert found.originals == tmp_path / "p" / "Pictures"
    assert found.settings == tmp_path / "p" / "settings.json"
    assert found.log == tmp_path / "p" / "log.txt"


def test_the_demo_shares_nothing(tmp_path: Path) -> None:
    for profile in (None, tmp_path / "p"):
        real, demo = astuple(folders(profile)), astuple(folders(profile, demo=True))
        assert not set(real) & set(demo)
    assert folders(tmp_path / "p", demo=True).data == tmp_path / "p" / "demo" / "data"


def test_without_a_profile_all_lies_in_the_home(home: Path) -> None:
    found = folders()
    assert all(path.is_relative_to(home) for path in astuple(found))
    assert found.originals.name == "Jimeng"
    assert folders(demo=True).originals.name == "Jimeng Demo"


def test_a_chosen_library_folder_moves_the_originals_alone(tmp_path: Path) -> None:
    usual, chosen = folders(tmp_path), folders(tmp_path, library_folder="~/art")
    assert chosen.originals == Path.home() / "art"
    assert (chosen.data, chosen.cache, chosen.settings, chosen.log) == (
        usual.data, usual.cache, usual.settings, usual.log,
    )  # fmt: skip


def test_paths_are_absolute_whatever_was_given() -> None:
    assert all(path.is_absolute() for path in astuple(folders(Path("here"), library_folder="there")))


def test_computing_makes_nothing(tmp_path: Path, home: Path) -> None:
    folders(tmp_path / "p")
    folders()
    folders(demo=True)
    assert list(tmp_path.iterdir()) == []
    assert list(home.iterdir()) == []
