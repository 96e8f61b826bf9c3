#!/usr/bin/env python3
"""What a release needs besides its artefacts: that the tag fits, the sums, and the notes.

    python3 packaging/release/release.py check --tag v1.2.3            ends with 2 if it doesn't fit what is checked out
    python3 packaging/release/release.py write --artefacts DIR --notes FILE  DIR/SHA256SUMS, and the notes for users

The version is that of jimeng_desktop/__init__.py, and what changed is its section of packaging/CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev

CHANGELOG = dev.ROOT / "packaging" / "CHANGELOG.md"
UNRELEASED = "not released yet"
SUMS = "SHA256SUMS"
HOW_TO_VERIFY = f"""
## To see that a file is the one built here

    sha256sum --ignore-missing --check {SUMS}
    gh attestation verify FILE --repo OWNER/REPOSITORY

The first compares it with the list below, the second asks for the signed record of the build that made it. What each
package is made of stands in the files `*.cdx.json` (CycloneDX).
"""


def section(version: str, changelog: str) -> tuple[str, str]:
    """Heading and body of a version's section, "" and "" if it has none."""
    for part in f"\n{changelog}".split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        if heading.split()[:1] == [version]:
            return heading.strip(), body.strip()
    return "", ""


def problems(tag: str, version: str, changelog: str) -> list[str]:
    """Why this checkout is not to be released under this tag."""
    found = []
    if tag != f"v{version}":
        found.append(f"The tag is {tag}, but jimeng_desktop/__init__.py says {version}.")
    heading, body = section(version, changelog)
    if not body:
        found.append(f"packaging/CHANGELOG.md has no section for {version}.")
    elif UNRELEASED in heading:
        found.append(f"packaging/CHANGELOG.md calls {version} {UNRELEASED}; the date belongs there.")
    return found


def sums(folder: Path) -> str:
    """One line for each file, as sha256sum reads them. An empty folder is a mistake, not an empty list."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != SUMS:
            with open(path, "rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    if not lines:
        dev.stop(f"{folder} holds nothing to release.")
    return "".join(lines)


def notes(version: str, changelog: str, listed: str) -> str:
    """What changed, and how to check what was downloaded."""
    _, body = section(version, changelog)
    indented = "".join(f"    {line}\n" for line in listed.splitlines())
    return f"{body}\n{HOW_TO_VERIFY}\n{indented}"


def main(args: Sequence[str] | None = None) -> int:
    """Check, or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check")
    check.add_argument("--tag", required=True)
    write = commands.add_parser("write")
    write.add_argument("--artefacts", type=Path, required=True)
    write.add_argument("--notes", type=Path, required=True)
    given = parser.parse_args(args)
    version, changelog = dev.version(), CHANGELOG.read_text("utf-8")
    if given.command == "check":
        found = problems(given.tag, version, changelog)
        if found:
            dev.stop("\n".join(found))
        return 0
    listed = sums(given.artefacts)
    (given.artefacts / SUMS).write_text(listed, "utf-8", newline="\n")
    given.notes.write_text(notes(version, changelog, listed), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
