"""Tests of the window: garbage is collected between them and by their own thread, as the program itself does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.garbage import collect_due
from jimeng_desktop.ui.language import take_out_language


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


@pytest.fixture(autouse=True)
def speaks_as_the_source() -> Iterator[None]:
    """The language that one test has put in must not be heard by the next."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        take_out_language(app)


@pytest.fixture(scope="session")
def four_pictures(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of the demo with four saved pictures, to be copied."""
    from tests.ui.pictured import make_four

    profile = tmp_path_factory.mktemp("four") / "profile"
    make_four(qapp, profile)
    return profile
