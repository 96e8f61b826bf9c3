"""Answers every query for a task with PROCESSING, 50 ms later, at next to no cost: what polls are measured against.

python -m tests.bench.answers        prints its port; GET /_count gives how many it has answered
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

AFTER = 0.05  # seconds


class Answers(asyncio.Protocol):
    """One connection."""

    count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._heard = transport, b""

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            path, self._heard = self._heard.split(b" ", 2)[1].decode(), self._heard[end + 4 :]
            asyncio.get_running_loop().call_later(AFTER, self._answer, path)

    def _answer(self, path: str) -> None:
        data = {"taskId": path.rpartition("/")[2], "status": "PROCESSING", "result": None, "failure_reason": None}
        body = json.dumps({"code": 0, "msg": "ok", "data": data}).encode()
        if path == "/_count":
            body = str(Answers.count).encode()
        else:
            Answers.count += 1
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)  # type: ignore[attr-defined]


@contextmanager
def start_answers() -> Iterator[str]:
    """Starts the process and yields its base URL."""
    command = [sys.executable, "-m", "tests.bench.answers"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Answers, "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
