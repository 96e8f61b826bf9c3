#!/usr/bin/env python3
"""Sign programs and installers for Windows with a certificate of the user's store.

    python packaging/windows/sign.py FILE…

CODESIGN_THUMBPRINT says which certificate (without it nothing is signed, and it says so), TIMESTAMP_URL which server
vouches for the time. Neither is a secret: whoever builds a release imports the certificate first, and its password
never gets here. Needs signtool, on PATH or where the Windows SDK lays it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev

KITS = Path("Windows Kits", "10", "bin")


def signtool(env: Mapping[str, str]) -> str:
    """The program; of several SDKs the newest."""
    found = shutil.which("signtool")
    if found:
        return found
    kits = Path(env.get("ProgramFiles(x86)", ""), KITS)
    versions = sorted(kits.glob("10.*/x64/signtool.exe"), key=lambda path: [int(n) for n in path.parts[-3].split(".")])
    if not versions:
        dev.stop("There is no signtool on PATH, and none in the Windows SDK.")
    return str(versions[-1])


def sign(files: Sequence[Path], env: Mapping[str, str]) -> bool:
    """Sign and verify them; False, with a word on it, where nobody is there to sign."""
    thumbprint = env.get("CODESIGN_THUMBPRINT", "")
    if not thumbprint:
        dev.say("Not signed: CODESIGN_THUMBPRINT is not set.")
        return False
    if not env.get("TIMESTAMP_URL"):
        dev.stop("TIMESTAMP_URL is not set; a signature without a time ends with its certificate.")
    tool = signtool(env)
    stamp = ("/tr", env["TIMESTAMP_URL"], "/td", "sha256")
    dev.quietly(tool, "sign", "/sha1", thumbprint, "/fd", "sha256", *stamp, "/d", "Jimeng Desktop", *files)
    dev.quietly(tool, "verify", "/pa", *files)
    return True


def main(args: Sequence[str] | None = None) -> int:
    """Sign what is named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    sign(parser.parse_args(args).files, os.environ)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
