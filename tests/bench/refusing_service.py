"""The stand-in for MaxAPI, every fifth of whose bodies must be refused while it comes.

    python -m tests.bench.refusing_service --state DIR [--every 5]

Prints its port. Pictures are refused in the ways of WAYS in turn, answers to questions because they are too long. What
makes a body a picture that finds the disk full, or one that is too large, is up to the client: MARK and LONG.
"""

from __future__ import annotations

import argparse
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.service_process import Server, Talk
from tests.service_world import World

WAYS = ("page", "bomb", "large", "disk")
LONG = 2_000_000  # bytes: more than any of its sound pictures has
MARK = b"finds the disk full"
TOO_LONG = b"[" + b" " * 3_000_000 + b"]"


def png(width: int, height: int, more: bytes) -> bytes:
    """The head of a PNG, and more."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + more


BODIES = {
    "page": b"<html>" + b"sorry " * 100_000,
    "bomb": png(60_000, 60_000, bytes(600_000)),
    "large": png(512, 384, bytes(LONG + 1_000_000)),
    "disk": png(512, 384, MARK + bytes(LONG - 200_000)),
}


class Refusing(Talk):
    """One connection."""

    every = 5
    lock = threading.Lock()
    pictures = 0
    questions = 0

    def _picture(self, path: str) -> None:
        with Refusing.lock:
            Refusing.pictures += 1
            number = Refusing.pictures
        if number % self.every:
            super()._picture(path)
            return
        way = WAYS[number // self.every % len(WAYS)]
        self.world.counts[way] += 1
        self.close_connection = way == "large"
        self.send_response(200)
        if way != "large":  # else it would be refused by its length alone
            self.send_header("Content-Length", str(len(BODIES[way])))
        self.end_headers()
        self.wfile.write(BODIES[way])

    def _query(self, task_id: str) -> None:
        with Refusing.lock:
            Refusing.questions += 1
            number = Refusing.questions
        if number % self.every:
            super()._query(task_id)
        else:
            self.world.counts["answer"] += 1
            self._send(200, TOO_LONG, "application/json")

    def _say(self, value: Any, status: int = 200) -> None:
        if self.path == "/_stats":
            value["refused"] = {way: self.world.counts[way] for way in (*WAYS, "answer")}
        super()._say(value, status)


@contextmanager
def start_refusing(state: Path, every: int = 5) -> Iterator[str]:
    """Starts the process and yields its base URL."""
    command = [sys.executable, "-m", "tests.bench.refusing_service", f"--state={state}", f"--every={every}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--every", type=int, default=5)
    options = parser.parse_args()
    options.key, options.kinds, options.faulty, options.format, options.grain = "", "", 0, "png", False
    options.pictures, options.width, options.height, options.seconds_per_job = 4, 512, 384, 0.2
    Talk.world, Refusing.every = World(options), options.every
    with Server(("127.0.0.1", 0), Refusing) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
