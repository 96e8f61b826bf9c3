"""What goes along from the demo to the service and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.desktop.going_over import go_over, is_fresh, starts_in_demo
from jimeng_desktop.files.settings import read_settings, write_settings


def test_language_theme_and_window_go_along_and_nothing_else(tmp_path: Path) -> None:
    write_settings(
        folders(tmp_path).settings,
        Settings(language="zh_CN", theme="light", hold_seconds=9.0, window={"geometry": "here", "tile": 100}),
    )
    write_settings(
        folders(tmp_path, True).settings,
        Settings(hold_seconds=1.0, last_form={"prompt": "kept"}, window={"geometry": "there", "composer": 300}),
    )
    go_over(tmp_path, to_demo=True)
    there = read_settings(folders(tmp_path, True).settings)
    assert (there.language, there.theme, there.hold_seconds) == ("zh_CN", "light", 1.0)
    assert there.last_form == {"prompt": "kept"}
    assert there.window == {"geometry": "here", "tile": 100, "composer": 300}
    assert starts_in_demo(tmp_path) and read_settings(folders(tmp_path).settings).hold_seconds == 9.0
    go_over(tmp_path, to_demo=False)
    assert not starts_in_demo(tmp_path)


def test_a_profile_is_fresh_until_somebody_has_been_there(tmp_path: Path) -> None:
    assert is_fresh(tmp_path)
    go_over(tmp_path, to_demo=False)
    assert not is_fresh(tmp_path)


def test_a_disk_that_refuses_costs_only_the_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "demo").write_text("in the way")
    go_over(tmp_path, to_demo=True)
    assert "not carried over" in caplog.text
