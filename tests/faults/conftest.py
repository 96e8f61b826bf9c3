"""The fault table is played on both loops: asyncio's own, of the command line, and the window's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jimeng_desktop.ui.process.garbage import collected_here
from jimeng_desktop.ui.process.loop import window_runner
from tests.runner import world


@pytest.fixture(params=["asyncio", "window"])
def each_loop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What `bounded` runs on."""
    if request.param == "asyncio":
        yield
        return
    application = request.getfixturevalue("qapp")
    monkeypatch.setattr(world, "new_runner", lambda: window_runner(application))
    with collected_here():
        yield
