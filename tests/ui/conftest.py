"""Tests of the window: garbage is collected between them and by their own thread, as the program itself does."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring.core
import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base.language import take_out_language
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.process.garbage import collect_due
from tests.ui.made_jobs import job
from tests.ui.many_jobs import JOBS, Play, plays
from tests.ui.pictured import make_four, run_in
from tests.ui.settings_sessions import InMemory, Run, prepare


@pytest.fixture(autouse=True)
def collects_in_this_thread() -> Iterator[None]:
    """A worker of one test must not destroy the widgets that another has left behind."""
    gc.disable()
    yield
    collect_due()


@pytest.fixture(autouse=True, scope="session")
def collects_again_afterwards() -> Iterator[None]:
    """For tests that are not about the window."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that app.make_application gives the program, whatever the system's own is."""
    return ["pytest", "-style", "fusion"]


@pytest.fixture(autouse=True, scope="session")
def looks_as_the_program(qapp: QApplication) -> None:
    """Sizes depend on the style sheet: none is measured without it, whichever test comes first."""
    look.apply(qapp, "dark")


@pytest.fixture(autouse=True, scope="session")
def leaves_the_clipboard_empty(qapp: QApplication) -> Iterator[None]:
    """Offscreen, what lies in it is let go when Python has ended, and a part of it is Python's."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def points_at_nothing(qapp: QApplication) -> None:
    """Where the mouse of one test has been left, the window of the next may open under it."""
    QCursor.setPos(QPoint(8000, 8000))


@pytest.fixture(autouse=True)
def speaks_as_the_source() -> Iterator[None]:
    """The language that one test has put in must not be heard by the next."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        take_out_language(app)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    backend = InMemory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    app.make_application()

    yield lambda coroutine: run_in(qapp, coroutine)
    take_out_language(qapp)
    look.set_reduced_motion(False)
    look.apply(qapp, "dark")
    QCoreApplication.sendPostedEvents(None, 0)


@pytest.fixture
def demo(tmp_path: Path) -> Options:
    options = Options(demo=True, profile=tmp_path / "p", headless=True)
    prepare(options)
    return options


@pytest.fixture
def service(tmp_path: Path) -> Options:
    options = Options(profile=tmp_path / "p", headless=True)
    prepare(options, base_url="http://127.0.0.1:9")
    return options


@pytest.fixture(scope="session")
def four_pictures(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of the demo with four saved pictures, to be copied."""
    profile = tmp_path_factory.mktemp("four") / "profile"
    make_four(qapp, profile)
    return profile


@pytest.fixture
def cull(qapp: QApplication, tmp_path: Path) -> Callable[[Play], None]:
    """Runs a play in a session over many jobs with four pictures."""
    return plays(qapp, tmp_path, [job(number, pictures=4, prompt="a fox") for number in range(JOBS)])
