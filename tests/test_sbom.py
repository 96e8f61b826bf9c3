"""The bill of materials: what it says of each package, and that the same input is the same to the byte."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop import __version__
from release import sbom

ONE, TWO = "1" * 64, "2" * 64
LOCK = f"""app-need==1.0 \\
    --hash=sha256:{TWO} \\
    --hash=sha256:{ONE}
deeper-one==2.0 ; sys_platform != 'amiga' \\
    --hash=sha256:{ONE}
for-windows==3.0 ; sys_platform == 'amiga' \\
    --hash=sha256:{ONE}
pyinstaller==6.0 \\
    --hash=sha256:{ONE}
altgraph==0.1 \\
    --hash=sha256:{ONE}
"""


def install(site: Path, name: str, version: str, *fields: str) -> None:
    folder = site / f"{name}-{version}.dist-info"
    folder.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *fields]
    (folder / "METADATA").write_text("\n".join(lines) + "\n\n", "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    install(
        tmp_path,
        "App_Need",
        "1.0",
        "License-Expression: MIT",
        "Requires-Dist: deeper.one>=1; python_version >= '3'",
        "Requires-Dist: for-windows; sys_platform == 'amiga'",
        "Requires-Dist: altgraph; extra == 'drawing'",
    )
    install(tmp_path, "deeper.one", "2.0", "License: LGPL-3.0-only OR GPL-3.0-only")
    install(tmp_path, "pyinstaller", "6.0", "Requires-Dist: altgraph")
    install(tmp_path, "altgraph", "0.1", "Classifier: License :: OSI Approved :: MIT License")
    install(tmp_path, "stray", "9.0")
    return tmp_path


def made(site: Path) -> dict[str, Any]:
    return sbom.bill(site, LOCK, ["app-need>=1", "for-windows; sys_platform == 'amiga'"], "test-system")


def test_what_is_said_of_each_package(site: Path) -> None:
    document = made(site)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == __version__
    python, *parts = document["components"]
    assert (python["name"], python["type"]) == ("python", "platform")
    assert [part["name"] for part in parts] == ["altgraph", "app-need", "deeper-one", "pyinstaller"]
    by_name = {part["name"]: part for part in parts}
    assert by_name["app-need"]["purl"] == "pkg:pypi/app-need@1.0"
    assert by_name["app-need"]["licenses"] == [{"expression": "MIT"}]
    assert [entry["content"] for entry in by_name["app-need"]["hashes"]] == [ONE, TWO]
    assert by_name["deeper-one"]["licenses"] == [{"license": {"name": "LGPL-3.0-only OR GPL-3.0-only"}}]
    assert by_name["altgraph"]["licenses"] == [{"license": {"name": "MIT License"}}]
    assert "licenses" not in by_name["pyinstaller"]


def test_what_only_builds_is_not_in_the_program(site: Path) -> None:
    scopes = {part["name"]: part["scope"] for part in made(site)["components"]}
    excluded = {name for name, scope in scopes.items() if scope == "excluded"}
    assert excluded == {"altgraph"}


def test_who_needs_whom(site: Path) -> None:
    tree = {entry["ref"]: entry["dependsOn"] for entry in made(site)["dependencies"]}
    assert tree["pkg:pypi/app-need@1.0"] == ["pkg:pypi/deeper-one@2.0"]
    assert "pkg:pypi/app-need@1.0" in tree[f"pkg:generic/jimeng-desktop@{__version__}"]
    assert tree["pkg:pypi/pyinstaller@6.0"] == ["pkg:pypi/altgraph@0.1"]


def test_another_version_than_the_locked_one_is_not_described(site: Path) -> None:
    folder = site / "App_Need-1.0.dist-info"
    (folder / "METADATA").write_text("Metadata-Version: 2.4\nName: App_Need\nVersion: 1.1\n\n", "utf-8")
    with pytest.raises(SystemExit):
        made(site)


def test_the_same_again_is_the_same_to_the_byte(site: Path) -> None:
    first, second = (json.dumps(made(site)) for _ in range(2))
    assert first == second
    install(site, "for-windows", "3.0")
    assert made(site)["serialNumber"] != json.loads(first)["serialNumber"]


def test_the_real_packages_are_described() -> None:
    """Those of the environment the tests run in, which is made from a lock too."""
    lock = (sbom.dev.ROOT / "packaging/requirements.lock").read_text("utf-8")
    requirements = tomllib.loads(sbom.PYPROJECT.read_text("utf-8"))["project"]["dependencies"]
    document = sbom.bill(sbom.dev.site_of(Path(sys.prefix)), lock, requirements, "test-system")
    parts = {part["name"]: part for part in document["components"]}
    assert parts["pillow"]["licenses"] == [{"expression": "MIT-CMU"}]
    assert (parts["httpcore"]["scope"], parts["pytest"]["scope"]) == ("required", "excluded")
    refs = {part["bom-ref"] for part in document["components"]}
    assert {need for entry in document["dependencies"] for need in entry["dependsOn"]} <= refs


def test_it_runs_where_it_freezes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sbom.dev, "make_environment", lambda venv, lock: None)
    monkeypatch.setattr(sbom.dev, "hand_over", lambda command, env: started.append(command) or 7)
    monkeypatch.setattr(sys, "argv", ["packaging/release/sbom.py", "--out", str(tmp_path)])
    monkeypatch.setattr(sbom.freeze, "VENV", Path(sys.prefix))
    sbom.environment.enter()  # here already
    assert started == []
    monkeypatch.setattr(sbom.freeze, "VENV", tmp_path)
    with pytest.raises(SystemExit) as ended:
        sbom.environment.enter()
    assert ended.value.code == 7
    assert started == [[str(sbom.dev.python_of(tmp_path)), "packaging/release/sbom.py", "--out", str(tmp_path)]]


def test_the_real_lock_is_read_whole() -> None:
    pins = sbom.locked((sbom.dev.ROOT / "packaging/freeze.lock").read_text("utf-8"))
    names = {name for name, _ in pins}
    assert {"pillow", "pyside6-essentials", "pywin32-ctypes", "secretstorage", "pyinstaller"} <= names
    assert all(hashes for hashes in pins.values())
    text = (sbom.dev.ROOT / "packaging/freeze.lock").read_text("utf-8")
    assert sum(map(len, pins.values())) == text.count("sha256:")
