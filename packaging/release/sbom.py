#!/usr/bin/env python3
"""Write what the frozen program is made of, as a CycloneDX 1.6 bill of materials.

    python3 packaging/release/sbom.py [--out DIR]  DIR/jimeng-desktop-VERSION-SYSTEM-MACHINE.cdx.json (build/)

Says what packaging/freeze.lock and the freeze environment say of this system: each package with version, licence and
what it needs. A package's hashes are those of every file the lock lets pip take for it, one of which was taken. What
only PyInstaller needs is marked as excluded from the program; libraries of the system that get into it are not listed.
The same input gives the same bytes: no time, no random number.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import environment, freeze

PYPROJECT = dev.ROOT / "pyproject.toml"
TOOLS = {
    "pyinstaller",
    "pyinstaller-hooks-contrib",
}  # their starter lies in the program; what they need to build does not
OURS = "jimeng-desktop"
ABOUT_HASHES = "the SHA-256 of every file of this version that the lock lets pip take; one of them was installed"
PYTHON: dict[str, Any] = {
    "type": "platform",
    "bom-ref": f"pkg:generic/python@{platform.python_version()}",
    "name": "python",
    "version": platform.python_version(),
    "scope": "required",
    "licenses": [{"license": {"id": "PSF-2.0"}}],
    "purl": f"pkg:generic/python@{platform.python_version()}",
}


def canonical(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[tuple[str, str], list[str]]:
    """(name, version) -> hashes, for every line of a lock."""
    entries = re.findall(r"^([\w.-]+)==([^\s;\\]+)((?:[^\n]*\\\n)*[^\n]*)", text, re.MULTILINE)
    return {(canonical(name), version): re.findall(r"sha256:([0-9a-f]{64})", rest) for name, version, rest in entries}


def needed(requirements: Iterable[str], extra: str = "") -> set[str]:
    """The names of those requirements that hold on this system and Python."""
    from packaging.requirements import Requirement

    parsed = (Requirement(line) for line in requirements)
    return {canonical(one.name) for one in parsed if one.marker is None or one.marker.evaluate({"extra": extra})}


def reached(roots: Iterable[str], needs: Mapping[str, set[str]]) -> set[str]:
    """Everything these packages need, themselves included."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found


def licence(package: Distribution) -> str:
    """The SPDX expression the package states, or else the words it uses for its licence, or ""."""
    fields = package.metadata
    short = [text for name in ("License-Expression", "License") for text in fields.get_all(name) or ()]
    stated = next((text for text in short if text and "\n" not in text), "")
    classified = [
        line.rpartition(" :: ")[2] for line in fields.get_all("Classifier", []) if line.startswith("License ::")
    ]
    return stated or " AND ".join(classified)


def component(package: Distribution, hashes: Sequence[str], inside: bool) -> dict[str, Any]:
    """One package."""
    name, version = canonical(package.metadata["Name"]), package.version
    words = licence(package)
    is_expression = words in (package.metadata.get_all("License-Expression") or ())
    stated = {"expression": words} if is_expression else {"license": {"name": words}}
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "scope": "required" if inside else "excluded",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)],
        **({"licenses": [stated]} if words else {}),
        "purl": f"pkg:pypi/{name}@{version}",
    }


def bill(site: Path, lock: str, requirements: Sequence[str], system: str) -> dict[str, Any]:
    """The whole document, of the packages in `site` that `lock` names. What it names for this system must be there."""
    pins = locked(lock)
    here = {canonical(one.metadata["Name"]): one for one in distributions(path=[str(site)])}
    known = {name: one for name, one in sorted(here.items()) if (name, one.version) in pins}
    needs = {name: needed(one.requires or ()) & known.keys() for name, one in known.items()}
    ours = needed(requirements)
    if not ours <= known.keys():
        dev.stop("Not installed as the lock says: " + ", ".join(sorted(ours - known.keys())))
    inside = reached(ours, needs) | TOOLS
    refs = {name: f"pkg:pypi/{name}@{one.version}" for name, one in known.items()}
    root = f"pkg:generic/{OURS}@{dev.version()}"
    parts = [PYTHON, *(component(one, pins[name, one.version], name in inside) for name, one in known.items())]
    tree = [{"ref": root, "dependsOn": sorted([PYTHON["bom-ref"], *(refs[name] for name in ours)])}]
    tree += [{"ref": refs[name], "dependsOn": sorted(refs[need] for need in needs[name])} for name in known]
    about = {
        "component": {
            "type": "application",
            "bom-ref": root,
            "name": OURS,
            "version": dev.version(),
            "licenses": [{"license": {"id": "MIT"}}],
            "purl": root,
        },
        "properties": [{"name": "system", "value": system}, {"name": "hashes", "value": ABOUT_HASHES}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([about, parts, tree], sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {**head, "metadata": about, "components": parts, "dependencies": tree}


def main(args: Sequence[str] | None = None) -> int:
    """Write it, for the system it runs on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    out = parser.parse_args(args).out.resolve()
    environment.enter()
    system = f"{({'darwin': 'macos', 'win32': 'windows'}).get(sys.platform, sys.platform)}-{platform.machine().lower()}"
    requirements = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["dependencies"]
    document = bill(dev.site_of(freeze.VENV), freeze.LOCK.read_text("utf-8"), requirements, system)
    target = out / f"{OURS}-{dev.version()}-{system}.cdx.json"
    out.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    dev.say(f"{target}: {len(document['components'])} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
