"""Bodies that are refused while they come take nothing from those after them: a small soak in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimeng_desktop import app
from tests.bench.soak_refused import run


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed by Linux")
def test_every_sound_picture_arrives_and_no_connection_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", "test-key-1234")
    outcome = run(tmp_path, app.make_application(), jobs=20, every=5, scale=0.05, longest=120)
    assert outcome.fine, outcome
    assert all(outcome.refused.values()), outcome
