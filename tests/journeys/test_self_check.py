"""What packagers run: the whole way in the real window, twice, without a key and without a network."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import processes

# Runs the program and writes down every address that anything of it wants to reach, and whether the keychain was asked.
WATCHED = """
import json, socket, sys
reached = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(arguments[1], tuple):
        reached.append(arguments[1][0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        reached.append(arguments[0])
sys.addaudithook(watch)
from jimeng_desktop.__main__ import main
status = main(["--self-check"])
with socket.socket() as own:  # what is reached is seen
    own.connect_ex(("127.0.0.1", 9))
print(json.dumps({"status": status, "reached": reached, "keyring": "keyring" in sys.modules}))
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict]:
    """The report, and what was seen of the process."""
    folder = tmp_path_factory.mktemp("temp")
    done = processes.run(
        [sys.executable, "-c", WATCHED],
        env={**os.environ, "TMPDIR": str(folder), "HOME": str(folder / "home"), "XDG_CONFIG_HOME": ""},
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 2, done.stdout + done.stderr
    at_home = [path.name for path in (folder / "home").rglob("*.conf")]
    return json.loads(lines[0]), {**json.loads(lines[1]), "at home": at_home}


def test_nothing_is_remembered_in_the_user_s_settings(checked: tuple[dict, dict]) -> None:
    assert checked[1]["at home"] == []


def test_whatever_fails_leaves_a_report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from jimeng_desktop import self_check
    from jimeng_desktop.options import Options

    def disk_full(report: self_check.Report) -> None:
        raise OSError(28, "No space left on device")

    def broken(report: self_check.Report) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(self_check, "_run", disk_full)
    assert self_check.main(Options()) == 1
    monkeypatch.setattr(self_check, "_run", broken)
    with pytest.raises(RuntimeError):
        self_check.main(Options())
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [report["ok"] for report in reports] == [False, False]
    assert "No space" in reports[0]["error"] and "planted" in reports[1]["error"]


def test_the_report_says_what_is_on_disk(checked: tuple[dict, dict]) -> None:
    report, seen = checked
    assert report["ok"] and seen["status"] == 0, report
    assert len(report["pictures"]) == 4
    hashes = [hashlib.sha256(Path(picture["path"]).read_bytes()).hexdigest() for picture in report["pictures"]]
    assert hashes == [picture["sha256"] for picture in report["pictures"]] and len(set(hashes)) == 4
    assert {(picture["width"], picture["height"]) for picture in report["pictures"]} == {(1728, 2304)}
    assert hashlib.sha256(Path(report["saved"]).read_bytes()).hexdigest() == hashes[1]
    assert Path(report["screenshot"]).read_bytes().startswith(b"\x89PNG")
    expected = ["start", "type", "generate", "painted", "save", "close", "start again", "all there", "parts"]
    assert list(report["steps"]) == expected


def test_a_step_is_measured_and_what_goes_wrong_in_it_bears_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from jimeng_desktop import self_check

    moments = iter([10.0, 11.2506, 20.0])
    monkeypatch.setattr(self_check, "time", SimpleNamespace(perf_counter=lambda: next(moments)))
    report = self_check.Report()
    with report.step("start"):
        assert report.steps == {}
    with pytest.raises(self_check.CheckFailed, match="^save: .*No space left"), report.step("save"):
        raise OSError(28, "No space left on device")
    assert report.steps == {"start": 1.251}


def test_it_reaches_nobody_and_asks_no_keychain(checked: tuple[dict, dict]) -> None:
    _, seen = checked
    assert set(seen["reached"]) == {"127.0.0.1"} and not seen["keyring"]
    assert len(seen["reached"]) == 1 or os.name == "nt", "a loop of Windows wakes itself through loopback"
