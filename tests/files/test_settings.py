"""Settings survive a damaged file, a wrong value and a newer version's fields, each alone."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import read_settings, write_settings
from tests.flushes import Flushes


def test_what_is_written_is_read(tmp_path: Path) -> None:
    settings = Settings(
        language="zh_CN", hold_seconds=0, last_form={"prompt": "红狐", "jobs": 2}, favourite_models=["a"]
    )
    write_settings(tmp_path / "new folder" / "settings.json", settings)
    assert read_settings(tmp_path / "new folder" / "settings.json") == settings
    assert [path.name for path in (tmp_path / "new folder").iterdir()] == ["settings.json"], "no half file is left"


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "null", "\x00"])
def test_a_file_that_is_none_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert read_settings(tmp_path / "settings.json") == Settings()
    assert read_settings(tmp_path / "nothing there.json") == Settings()


@pytest.mark.parametrize("damaged", [b'{"theme": "dark", "last_form": {"prom', b"\xff\xfe", b"[1]", b"[" * 100_000])
def test_a_file_that_is_none_is_kept_beside(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damaged)
    assert read_settings(path) == Settings()
    for theme in ("dark", "light"):
        write_settings(path, Settings(theme=theme))
    assert read_settings(path).theme == "light"
    assert {entry.name for entry in tmp_path.iterdir()} == {"settings.json", "settings.json.bad"}
    assert (tmp_path / "settings.json.bad").read_bytes() == damaged


def test_it_is_on_the_disk_before_it_replaces_the_file_and_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, flushes = tmp_path / "settings.json", Flushes(monkeypatch)
    write_settings(path, Settings())
    flushes.check_file(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("theme", 3),
        ("hold_seconds", -1),
        ("hold_seconds", "3"),
        ("hold_seconds", True),
        ("sends_at_once", 2.5),
        ("sends_at_once", 50),
        ("open_jobs", 0),
        ("last_form", []),
        ("base_url", None),
        ("favourite_models", "jimeng-4.5"),
    ],
)
def test_a_wrong_value_costs_only_itself(tmp_path: Path, name: str, value: object) -> None:
    data = {"language": "en", "theme": "dark", "hold_seconds": 1.5, "unknown_to_us": 1}
    (tmp_path / "settings.json").write_text(json.dumps({**data, name: value}))
    settings = read_settings(tmp_path / "settings.json")
    assert getattr(settings, name) == getattr(Settings(), name)
    for other in {"language", "theme", "hold_seconds"} - {name}:
        assert getattr(settings, other) == data[other]


def test_the_defaults_lie_in_their_ranges() -> None:
    for spec in fields(Settings):
        if "low" in spec.metadata:
            assert spec.metadata["low"] <= getattr(Settings(), spec.name) <= spec.metadata["high"]
        if "choices" in spec.metadata:
            assert getattr(Settings(), spec.name) in spec.metadata["choices"]
