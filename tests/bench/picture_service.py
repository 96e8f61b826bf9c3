"""The stand-in for MaxAPI, for benchmarks: real pictures, slowly, and only while it is let.

    python -m tests.bench.picture_service --state DIR [--pictures 1] [--seconds-per-job 0.2] [--rate 0] [--last-after 0]

Prints its port. While it is held (`GET /_hold`), queries are answered with 429 for an hour and pictures stand still;
`GET /_open` lets all go on. A picture goes at --rate bytes a second (0: at once); its last bytes wait --last-after
seconds for their turn, so that whoever receives it has done with all before, and `GET /_last` gives the time at which
they left.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.corpus import pngs
from tests.service_process import Server, Talk
from tests.service_world import World

LAST = 4096  # bytes
SLICE = 64 * 1024


class Pictures(World):
    """Its pictures are those of the benchmarks."""

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(options)
        self.open, self.last = threading.Event(), 0.0
        self.files = [path.read_bytes() for path in pngs()]
        self.open.set()

    def picture(self, task_id: str, index: int) -> bytes:
        """One of the few, in turn."""
        return self.files[(list(self.tasks).index(task_id) + index) % len(self.files)]


class Slowly(Talk):
    """One connection."""

    world: Pictures

    def do_GET(self) -> None:
        """What the benchmarks say, beside what the service knows."""
        if self.path == "/_open":
            self.world.open.set()
        elif self.path == "/_hold":
            self.world.open.clear()
        elif self.path != "/_last":
            super().do_GET()
            return
        self._say(self.world.last)

    def _query(self, task_id: str) -> None:
        if self.world.open.is_set():
            super()._query(task_id)
        else:
            self._send(429, b'{"code": 429, "msg": "held"}', "application/json", Retry_After="3600")

    def _send(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        if not content_type.startswith("image/"):
            super()._send(status, body, content_type, **headers)
            return
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        options = self.world.options
        for first in range(0, len(body) - LAST, SLICE):
            self.world.open.wait()
            self.wfile.write(body[first : min(first + SLICE, len(body) - LAST)])
            time.sleep(SLICE / options.rate if options.rate else 0)
        time.sleep(options.last_after)
        self.world.last = time.time()
        self.wfile.write(body[-LAST:])


@contextmanager
def start_pictures(state: Path, **options: Any) -> Iterator[str]:
    """Starts the process and yields its base URL; options are the flags above."""
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "tests.bench.picture_service", f"--state={state}", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


def say(url: str, word: str) -> Any:
    """Tells it to "hold" or to "open", or asks when the "last" bytes left."""
    with urllib.request.urlopen(f"{url}/_{word}") as answer:
        return json.loads(answer.read())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=1)
    parser.add_argument("--seconds-per-job", type=float, default=0.2)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--last-after", type=float, default=0)
    options = parser.parse_args()
    options.key, options.kinds, options.faulty, options.format = "", "", 0, "png"
    Slowly.world = Pictures(options)
    Talk.world = Slowly.world
    with Server(("127.0.0.1", 0), Slowly) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
