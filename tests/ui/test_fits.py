"""Nothing is cut off and nothing overlaps: every scene in a language longer by 40 %, samples of them in all others.

All scenes are measured in the stretched language in a small window, in Chinese at 1280 × 800, and in English at
640 × 400, which is what remains of 1280 × 800 at an interface size of 200 %; the busiest ones also very large. All of
it with the tests' own font, and again with its letters 10 % wider and 10 % narrower: a user's machine has other fonts.
One scene of each kind is measured in a process that really has twice the size.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests import processes
from tests.ui.fitting import badly_painted, cut_off, misplaced
from tests.ui.letters import WIDTHS
from tests.ui.painted import watched
from tests.ui.showing import SCENES, Showing, Stage, Variant, showing, shown

ROOT = Path(__file__).resolve().parents[2]
BUSY = ("main-busy", "failure-cards", "queue-popover", "form-faults")


@pytest.fixture(scope="module")
def shows(qapp: object) -> Iterator[Showing]:
    with showing() as theatre:
        yield theatre


def faults(stage: Stage) -> list[str]:
    """All that is wrong with the places of what is on screen."""
    widgets = shown()
    with watched() as painted:
        for top in (widget for widget in widgets if widget.isWindow()):
            top.grab()
    words = [*(job.recipe.prompt for job in stage.jobs), *stage.session.prompts.prompts]
    found = [*misplaced(widgets), *cut_off(widgets), *badly_painted(painted, words)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("letters", WIDTHS)
@pytest.mark.parametrize("name", SCENES)
def test_a_language_longer_by_two_fifths_fits_a_small_window(shows: Showing, name: str, letters: int) -> None:
    assert shows.see(name, Variant("dark", "pseudo", 900, 620), faults, letters) == []


@pytest.mark.parametrize("letters", WIDTHS)
@pytest.mark.parametrize("name", SCENES)
def test_chinese_fits(shows: Showing, name: str, letters: int) -> None:
    assert shows.see(name, Variant("light", "zh_CN", 1280, 800), faults, letters) == []


@pytest.mark.parametrize("letters", WIDTHS)
@pytest.mark.parametrize("name", SCENES)
def test_english_fits_at_twice_the_size(shows: Showing, name: str, letters: int) -> None:
    assert shows.see(name, Variant("dark", "en", 640, 400), faults, letters) == []


def test_those_windows_really_are_half_as_large_as_a_small_screen(shows: Showing) -> None:
    size = shows.see("smallest", Variant(), lambda stage: stage.window.size().toTuple())
    assert size == (640, 400)


@pytest.mark.parametrize("name", BUSY)
@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("size", [(1280, 800), (2560, 1440)], ids=["usual", "large"])
@pytest.mark.parametrize("letters", WIDTHS)
def test_the_busiest_scenes_fit_larger_windows(
    shows: Showing, name: str, language: str, size: tuple[int, int], letters: int
) -> None:
    assert shows.see(name, Variant("light", language, *size), faults, letters) == []


def test_what_does_not_fit_is_seen(qapp: object) -> None:
    room = QWidget()
    room.resize(100, 40)
    word, beside = QLabel("much too long for its place", room), QLabel("over it", room)
    word.setGeometry(0, 0, 30, 20)
    beside.setGeometry(20, 0, 90, 20)
    room.show()
    found = [*misplaced([room, word, beside]), *cut_off([room, word, beside])]
    room.close()
    assert len(found) == 3, found
    assert "overlap by 10 × 20" in " ".join(found)
    assert "stands out of its parent" in " ".join(found)
    assert "takes" in " ".join(found)


SCALES = ("1.25", "1.5", "1.75", "2")


@pytest.mark.parametrize("scale", SCALES)
def test_at_a_real_scale_all_fits_and_lines_and_icons_are_crisp(scale: str) -> None:
    env = {**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONPATH": str(ROOT)}
    probe = [sys.executable, str(ROOT / "tests" / "ui" / "scale_probe.py")]
    done = processes.run(probe, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"looked at scale {float(scale)}"]
