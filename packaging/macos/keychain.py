#!/usr/bin/env python3
"""Put the secrets of signing for macOS into a keychain of their own, for packaging/macos/bundle.py.

    python3 packaging/macos/keychain.py --keychain FILE      makes it; prints NAME=VALUE lines for the environment
    python3 packaging/macos/keychain.py --keychain FILE --delete

Reads MACOS_P12 (base64), MACOS_P12_PASSWORD, NOTARY_KEY (the text of the .p8), NOTARY_KEY_ID and NOTARY_ISSUER from the
environment. No certificate, key or password gets into an argument list, where every process of the machine could read
it: `security` reads its commands from stdin, and notarytool the key from a file that is gone afterwards.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev

PROFILE = "jimeng-desktop"
NEEDED = ("MACOS_P12", "MACOS_P12_PASSWORD", "NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER")
LONGEST_SIGNING = 21600  # seconds until the keychain locks itself
IDENTITY = re.compile(r'"(Developer ID Application: [^"]+)"')


def quoted(word: str) -> str:
    """A word for the stdin of `security`, which knows no way to write a quote or a line break in one."""
    if re.search(r'["\\\n]', word):
        dev.stop('A password or path with a quote, a backslash or a line break cannot be given to "security".')
    return f'"{word}"'


def security(*commands: str) -> None:
    """Run commands of `security`, read from stdin. It ends well even if one failed: look at what came of them."""
    subprocess.run(["security", "-i"], input="\n".join(commands) + "\n", text=True, check=True, stdout=sys.stderr)


def searched() -> list[str]:
    """The keychains the user's programs look into."""
    said = subprocess.run(["security", "list-keychains", "-d", "user"], check=True, capture_output=True, text=True)
    return [line.strip().strip('"') for line in said.stdout.splitlines() if line.strip()]


def make(keychain: Path, env: Mapping[str, str]) -> dict[str, str]:
    """The keychain with certificate and notary key; what bundle.py needs to know of it."""
    missing = [name for name in NEEDED if not env.get(name)]
    if missing:
        dev.stop("Signing needs all of its secrets; missing: " + ", ".join(missing))
    with tempfile.TemporaryDirectory(prefix="jimeng-signing-") as work:  # only we may look into it
        certificate, key = Path(work, "certificate.p12"), Path(work, "notary.p8")
        certificate.write_bytes(base64.b64decode(env["MACOS_P12"]))
        key.write_text(env["NOTARY_KEY"], "utf-8")
        ours, password = quoted(str(keychain)), quoted(secrets.token_hex(24))
        security(
            f"create-keychain -p {password} {ours}",
            f"set-keychain-settings -lut {LONGEST_SIGNING} {ours}",
            f"unlock-keychain -p {password} {ours}",
            f"import {quoted(str(certificate))} -k {ours} -f pkcs12 -P {quoted(env['MACOS_P12_PASSWORD'])}"
            " -T /usr/bin/codesign",
            f"set-key-partition-list -S apple-tool:,apple:,codesign: -s -k {password} {ours}",
        )
        # codesign looks for the chain of a certificate only in keychains of the search list.
        dev.quietly("security", "list-keychains", "-d", "user", "-s", keychain, *searched())
        who = ("--key-id", env["NOTARY_KEY_ID"], "--issuer", env["NOTARY_ISSUER"])
        store = ("notarytool", "store-credentials", PROFILE, "--key", key, *who, "--keychain", keychain)
        dev.quietly("xcrun", *store)
    return {"CODESIGN_IDENTITY": identity(keychain), "CODESIGN_KEYCHAIN": str(keychain), "NOTARY_PROFILE": PROFILE}


def identity(keychain: Path) -> str:
    """The one Developer ID in it; that it is there is also how we know that the import went well."""
    asked = ["security", "find-identity", "-v", "-p", "codesigning", str(keychain)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    names = sorted(set(IDENTITY.findall(said)))
    if len(names) != 1:
        dev.stop(
            f"The certificate should hold one Developer ID Application identity; found: {', '.join(names) or 'none'}"
        )
    return names[0]


def main(args: Sequence[str] | None = None) -> int:
    """Make it and say so, or take it away."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keychain", type=Path, required=True)
    parser.add_argument("--delete", action="store_true")
    given = parser.parse_args(args)
    keychain = given.keychain.resolve()
    if given.delete:
        if keychain.exists():
            dev.quietly("security", "delete-keychain", keychain)  # from the search list too
        return 0
    for name, value in make(keychain, os.environ).items():
        print(f"{name}={value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
