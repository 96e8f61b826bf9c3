"""Journeys leave nothing behind in the one application that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.base.language import take_out_language


@pytest.fixture(autouse=True)
def speaks_as_the_source() -> Iterator[None]:
    """The language that one test has put in must not be heard by the next."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        take_out_language(app)
