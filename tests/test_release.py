"""The release: its workflow read as text, and the tag, sums and notes that packaging/release/release.py makes."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from shutil import which

import pytest

from jimeng_desktop import __version__
from release import release
from tests import processes
from tests.stand_ins import StandIns
from windows import sign

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
CHANGES = "# What has changed\n\n## 1.2.0 (2027-01-02)\n\n- New.\n\n## 1.1 (2026-12-01)\n\n- Old.\n"
COMMANDS = {
    *("linux/deb.py", "linux/tarball.py", "linux/appdir.py", "windows/setup.py", "macos/bundle.py", "dev.py"),
    *("freeze/freeze.py", "windows/sign.py", "macos/keychain.py", "release/manifests.py", "release/release.py"),
    "release/sbom.py",
}


def jobs() -> dict[str, str]:
    """Name -> text of each job."""
    body = WORKFLOW.partition("\njobs:\n")[2]
    parts = re.split(r"^  ([\w-]+):\n", body, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def commands() -> list[str]:
    """The text of every `run:`, in one line or in a block of them."""
    found = []
    lines = WORKFLOW.splitlines()
    for number, line in enumerate(lines):
        begun = re.match(r"( *)(?:- )?run: (.*)$", line)
        if begun and begun[2][:1] in "|>":
            deeper = len(line) - len(line.lstrip(" -"))
            block = []
            for other in lines[number + 1 :]:
                if other.strip() and len(other) - len(other.lstrip()) <= deeper:
                    break
                block.append(other)
            found.append("\n".join(block))
        elif begun:
            found.append(begun[2])
    return found


# The workflow


def test_it_starts_by_a_tag_or_by_hand_only() -> None:
    assert re.search(r'^on:\n  push:\n    tags: \["v\*"\]\n  workflow_dispatch:\n\n', WORKFLOW, re.MULTILINE)


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    used = re.findall(r"uses: (.*)", WORKFLOW)
    assert len(used) > 10
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    assert len({action.split("@")[0] for action in used}) == len(set(used)), "one action in two versions"


def test_images_are_pinned_too() -> None:
    (image,) = re.findall(r"container: (.*)", WORKFLOW)
    assert re.search(r"@sha256:[0-9a-f]{64}$", image)
    assert not re.search(r"runs-on: .*latest", WORKFLOW)


# Stands for curl: writes a file for each address, the one that is to be another with other bytes, and its name down.
CURL = """#!/bin/sh
for word; do
    case $word in *://*)
        name=${word##*/}
        echo "$name" >> "$FETCHED"
        if [ "$name" = "$OTHER" ]; then echo "something else"; else echo "the tool $name"; fi > "$name"
    esac
done
"""


class Fetching:
    """Runs the commands that fetch something, in a checkout where other programs only note how they are called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.checkout = folder, folder / "checkout"
        self.programs = StandIns(folder, monkeypatch)
        self.programs.add("wget", "7z", "cygpath", "python3.11", "mv", "unzip", "tar")
        curl = folder / "curl"
        curl.write_text(CURL, "utf-8")
        curl.chmod(0o755)
        pinned = (ROOT / "packaging/tools.sha256").read_text("utf-8").splitlines()
        tools = {name: f"the tool {name}\n".encode() for _, name in map(str.split, pinned)}
        sums = [f"{hashlib.sha256(tool).hexdigest()}  {name}\n" for name, tool in tools.items()]
        (self.checkout / "packaging").mkdir(parents=True)
        (self.checkout / "packaging/tools.sha256").write_text("".join(sums), "utf-8")

    def run(self, command: str, other: str = "") -> tuple[int, list[str]]:
        """The status of the command, and which files it has fetched."""
        fetched = self.folder / "fetched"
        fetched.write_text("", "utf-8")
        places = {"GITHUB_WORKSPACE": self.checkout, "GITHUB_PATH": self.folder / "path", "FETCHED": fetched}
        env = {**os.environ, "OTHER": other, **{name: str(place) for name, place in places.items()}}
        done = processes.run(["bash", "-e", "-c", command], cwd=self.checkout, env=env)
        return done.returncode, fetched.read_text("utf-8").splitlines()


@pytest.mark.skipif(os.name == "nt" or not which("sha256sum"), reason="scripts, and a program that macOS may lack")
def test_a_tool_that_is_not_the_pinned_one_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetching = Fetching(tmp_path, monkeypatch)
    fetch = [command for command in commands() if re.search(r"curl|wget|://|Invoke-(Web|Rest)|Start-Bits", command)]
    assert len(fetch) == 2
    for command in fetch:
        status, fetched = fetching.run(command)
        assert (status, len(fetched)) == (0, command.count("curl ")) and fetching.programs.lines
        for name in fetched:
            fetching.programs.record.unlink()
            assert fetching.run(command, other=name)[0] != 0, name
            assert not fetching.programs.record.exists(), "what comes after the check is not done"
            fetching.run(command)


def test_what_is_pinned_is_a_sum() -> None:
    pinned = dict(reversed(line.split()) for line in (ROOT / "packaging/tools.sha256").read_text("utf-8").splitlines())
    assert pinned and all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in pinned.values())


def test_rights_are_none_but_what_each_job_needs() -> None:
    assert re.search(r"^permissions: \{\}$", WORKFLOW, re.MULTILINE)
    rights = {
        name: set(re.findall(r"^      ([a-z-]+: (?:read|write))", text.partition("steps:")[0], re.MULTILINE))
        for name, text in jobs().items()
    }
    assert rights.pop("release") == {"contents: write", "id-token: write", "attestations: write"}
    assert rights.pop("linux-installed") == set()
    assert set(map(frozenset, rights.values())) == {frozenset({"contents: read"})}
    assert all("permissions:" in text for text in jobs().values())
    assert WORKFLOW.count("actions/checkout@") == WORKFLOW.count("persist-credentials: false")


def test_no_command_holds_a_secret_or_an_expression() -> None:
    assert len(commands()) > 20
    for command in commands():
        assert "${{" not in command, command
        assert "secrets." not in command, command
    uses = re.findall(r"^ *(\w+): \$\{\{ secrets\.(\w+).*$", WORKFLOW, re.MULTILINE)
    assert len(uses) == WORKFLOW.count("{{ secrets.") > 5


def test_signing_is_left_out_without_its_secrets() -> None:
    steps = re.split(r"^      - ", WORKFLOW, flags=re.MULTILINE)
    with_secrets = [step for step in steps if re.search(r"^          \w+: \$\{\{ secrets\.", step, re.MULTILINE)]
    assert len(with_secrets) == 2
    assert all("if: env.SIGN == 'true'" in step for step in with_secrets)
    assert {name for name, text in jobs().items() if "secrets." in text} == {"windows", "macos"}
    assert all("environment: signing" in jobs()[name] for name in ("windows", "macos"))


def test_every_script_it_calls_is_there() -> None:
    called = set(re.findall(r"packaging/([\w/]+\.py)", "\n".join(commands())))
    assert called >= COMMANDS
    assert {name for name in called if not (ROOT / "packaging" / name).is_file()} == set()


@pytest.mark.parametrize("name", ["linux", "windows", "macos"])
def test_each_system_tests_freezes_packs_and_lists_in_this_order(name: str) -> None:
    package = {"linux": "linux/deb.py", "windows": "windows/setup.py", "macos": "macos/bundle.py"}[name]
    text = jobs()[name]
    places = [text.index(step) for step in ("dev.py test", "freeze.py", f"packaging/{package}", "upload-artifact@")]
    assert places == sorted(places)
    assert "sbom.py" in text


def test_what_is_released_was_installed_and_checked() -> None:
    assert re.search(r"needs: \[linux-installed, windows, macos\]", jobs()["release"])
    for name in ("linux-installed", "windows", "macos"):
        assert "--self-check --headless" in jobs()[name]
    assert jobs()["linux-installed"].count("--self-check --headless") == 3
    assert "--draft" in jobs()["release"]
    tagged = "if: startsWith(github.ref, 'refs/tags/v')"
    assert jobs()["release"].count(tagged) == 2


# Tag, sums, notes


def test_a_tag_that_fits() -> None:
    assert release.problems("v1.2.0", "1.2.0", CHANGES) == []


@pytest.mark.parametrize(
    ("tag", "version", "changes", "word"),
    [
        ("v1.2.1", "1.2.0", CHANGES, "The tag is v1.2.1"),
        ("1.2.0", "1.2.0", CHANGES, "The tag is 1.2.0"),
        ("v1.2", "1.2", CHANGES, "no section for 1.2."),
        ("v1.2.0", "1.2.0", CHANGES.replace("2027-01-02", "not released yet"), "not released yet"),
        ("v1.2.0", "1.2.0", CHANGES.replace("- New.", ""), "no section for 1.2.0"),
    ],
)
def test_a_tag_that_does_not_fit(tag: str, version: str, changes: str, word: str) -> None:
    (problem,) = release.problems(tag, version, changes)
    assert word in problem


def test_the_changelog_here_has_a_section_of_this_version() -> None:
    heading, body = release.section(__version__, release.CHANGELOG.read_text("utf-8"))
    assert re.fullmatch(rf"{re.escape(__version__)} \((not released yet|\d{{4}}-\d\d-\d\d)\)", heading)
    assert body.startswith("- ")


def test_a_wrong_tag_ends_with_2() -> None:
    command = [sys.executable, str(ROOT / "packaging/release/release.py"), "check", "--tag", "v0.0.0"]
    done = processes.run(command)
    assert done.returncode == 2
    assert f"says {__version__}" in done.stderr


def test_the_sums_are_those_of_the_files_and_the_notes_tell_them(tmp_path: Path) -> None:
    for name in ("b.deb", "a.dmg"):
        (tmp_path / name).write_bytes(name.encode())
    notes = tmp_path / "notes"
    for _ in range(2):  # the second time SHA256SUMS lies there already, and is not summed itself
        assert release.main(["write", "--artefacts", str(tmp_path), "--notes", str(notes)]) == 0
        listed = (tmp_path / "SHA256SUMS").read_text("utf-8")
        notes.rename(tmp_path.parent / "notes.md")
    digest = hashlib.sha256(b"a.dmg").hexdigest()
    assert listed.startswith(f"{digest}  a.dmg\n") and listed.splitlines()[1].endswith("  b.deb")
    told = (tmp_path.parent / "notes.md").read_text("utf-8")
    assert told.startswith("- ") and digest in told and "gh attestation verify" in told


def test_nothing_to_release_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        release.sums(tmp_path)


# Signing for Windows


def test_without_a_certificate_nothing_is_signed(capfd: pytest.CaptureFixture[str]) -> None:
    assert sign.sign([Path("setup.exe")], {}) is False
    assert capfd.readouterr().err == "Not signed: CODESIGN_THUMBPRINT is not set.\n"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_a_certificate_signs_with_time_and_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = StandIns(tmp_path, monkeypatch)
    programs.add("signtool")
    env = {"CODESIGN_THUMBPRINT": "AB12", "TIMESTAMP_URL": "http://time.example"}
    assert sign.sign([Path("setup.exe")], env) is True
    stamp = "/tr http://time.example /td sha256"
    assert programs.lines == [
        f"signtool sign /sha1 AB12 /fd sha256 {stamp} /d Jimeng Desktop setup.exe",
        "signtool verify /pa setup.exe",
    ]
    with pytest.raises(SystemExit):
        sign.sign([Path("setup.exe")], {"CODESIGN_THUMBPRINT": "AB12"})


def test_of_several_kits_the_newest_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for version in ("10.0.9600.0", "10.0.26100.0", "10.0.22621.0"):
        tool = tmp_path / sign.KITS / version / "x64" / "signtool.exe"
        tool.parent.mkdir(parents=True)
        tool.touch()
    assert "10.0.26100.0" in sign.signtool({"ProgramFiles(x86)": str(tmp_path)})
    with pytest.raises(SystemExit):
        sign.signtool({"ProgramFiles(x86)": str(tmp_path / "nowhere")})
