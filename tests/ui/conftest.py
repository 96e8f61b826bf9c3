"""Tests of the window: garbage is collected between them and by their own thread, as the program itself does."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from jimeng_desktop.ui.garbage import collect_due


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
