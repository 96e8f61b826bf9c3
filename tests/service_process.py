"""A stand-in for MaxAPI in a process of its own, over real loopback sockets: for tests, soaks and benchmarks.

    python tests/service_process.py --state DIR [--port 0] [options]       prints its port in one line, then serves

Each submit it receives is a line of DIR/submits.jsonl, {"task_id", "body", "headers", "time"}, fsynced before the
answer leaves; cancels are lines of DIR/cancels.jsonl. A restart on the same DIR (even after kill -9) knows all tasks
again.

Options
    --seconds-per-job S  from submit to end (default 1); a quarter each in PENDING and PROCESSING, then SUBMITTED
    --pictures N         result links of a job (default 4)
    --format F           png, jpeg or webp;   --size WxH (default 512x384);   --grain: heavy, noisy pictures
    --key K              any other key is answered with 401
    --faulty EVERY       every so-maniest answer to a submit, query or download is a fault, of the kinds in turn
    --kinds A,B…         which (default: reset,500,garbage,cut,slow); also html, empty, 429, and any other HTTP status

Words in a prompt choose what becomes of its job: [moderation] [parameters] [points] [transient] (FAILURE and its
reason), [timeout] [cancelled] [nonsense] (a status nobody knows), [stay=PENDING] (or another status, for ever),
[urls=15], [png] [jpeg] [webp], [video], [refuse] (code 1001, no task), [broke] (402, no task), and faults:
[submit=KIND], [query=KINDx3] (the first three answers only), [download=KIND]. A submit's fault comes after its line is
on disk, except 429, 402 and 1001.

`GET /_stats` -> {"submits", "polls", "downloads", "cancels", "keys_at_pictures", "tasks": {id: {"prompt", "status",
"polls", "downloads"}}}; `GET /_hashes[?task=ID]` -> {id: [sha256 of each picture, in order]}. Pictures are the same for
the same task and position, for ever.

From Python:  with start_service(folder, seconds_per_job=0, pictures=4) as base_url: …
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # when run as a script

from tests.processes import started
from tests.service_world import TYPES, World

SLOW = 1.0  # seconds that a slow answer waits


@contextmanager
def start_service(state: Path, **options: Any) -> Iterator[str]:
    """Starts the process, yields its base URL and kills it; options are the flags above (`faulty=10`, `grain=True`)."""
    flags = [sys.executable, str(Path(__file__).resolve()), "--state", str(state)]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        flags += [flag] if value is True else [f"{flag}={value}"]
    with started(flags, seconds=None, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        assert port.isdigit(), "the service process did not start"
        yield f"http://127.0.0.1:{port}"


class Talk(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    world: World

    def do_POST(self) -> None:
        """Submit and cancel."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        if path == "/api/v1/task/submit":
            self._submit(raw)
        elif path.startswith("/api/v1/task/") and path.endswith("/cancel"):
            self._cancel(path.split("/")[-2])
        else:
            self._say({"code": 404, "msg": "not found"}, 404)

    def do_GET(self) -> None:
        """Query, pictures, and what the tests want to know."""
        parts = urlsplit(self.path)
        if parts.path.startswith("/pictures/"):
            self._picture(parts.path)
        elif parts.path == "/_stats":
            self._say(self.world.stats())
        elif parts.path == "/_hashes":
            self._say(self.world.hashes(parse_qs(parts.query).get("task", [None])[0]))
        elif parts.path.startswith("/api/v1/task/"):
            self._query(parts.path.rsplit("/", 1)[1])
        else:
            self._say({"code": 404, "msg": "not found"}, 404)

    def _submit(self, raw: bytes) -> None:
        world = self.world
        if not self._key_fits():
            return
        try:
            body = json.loads(raw)
            prompt = str(body["input"]["prompt"])
        except (ValueError, KeyError, TypeError):
            self._say({"code": 400, "msg": "invalid parameters"}, 400)
            return
        if "[refuse]" in prompt:
            self._say({"code": 1001, "msg": "参数错误"})
        elif "[broke]" in prompt:
            self._say({"code": 402, "msg": "积分不足"}, 402)
        else:
            fault = world.fault("submit", prompt, 0)
            if fault == "429":
                self._fault(fault)
                return
            task_id = world.submit(body, self._headers_to_check())
            world.counts["submits"] += 1
            self._answer({"code": 0, "msg": "ok", "data": {"taskId": task_id}}, fault)

    def _headers_to_check(self) -> dict[str, str]:
        """What the journal shows of the request's headers; never a key."""
        shown = {"content-type": self.headers.get("Content-Type", "")}
        if self.headers.get("Authorization", "").startswith("Bearer "):
            shown["authorization"] = "Bearer …"
        return shown

    def _query(self, task_id: str) -> None:
        world = self.world
        if not self._key_fits():
            return
        world.counts["polls"] += 1
        if task_id not in world.tasks:
            self._say({"code": 404, "msg": "task not found"}, 404)
            return
        count = world.polls[task_id]
        world.polls[task_id] += 1
        data = self._task(task_id)
        self._answer({"code": 0, "msg": "ok", "data": data}, world.fault("query", world.prompt(task_id), count))

    def _task(self, task_id: str) -> dict[str, Any]:
        world = self.world
        status, reason = world.status(task_id)
        line = world.tasks[task_id]
        result = None
        if status == "SUCCESS":
            root = f"http://{self.headers['Host']}/pictures/{task_id}"
            kind = world.picture_format(task_id)
            urls = [f"{root}/{i}.{kind}?sig=a%2fB%2F+{i}~%7E==&exp=9" for i in range(world.pictures(task_id))]
            result = {"type": "video" if "[video]" in world.prompt(task_id) else "image", "urls": urls}
        body = line["body"]
        now = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) + ".123456Z"
        made = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(line["time"])) + ".686768Z"
        given = {"model": body.get("model"), **body["input"]}
        return {
            "taskId": task_id,
            "status": status,
            "input": given,
            "result": result,
            "failure_reason": reason,
            "created_at": made,
            "updated_at": now,
        }

    def _cancel(self, task_id: str) -> None:
        world = self.world
        if not self._key_fits():
            return
        if task_id not in world.tasks:
            self._say({"code": 404, "msg": "task not found"}, 404)
        elif world.status(task_id)[0] != "PENDING":
            self._say({"code": 1002, "msg": "only a pending task can be cancelled"})
        else:
            world.cancels.append({"task_id": task_id, "time": time.time()})
            world.cancelled.add(task_id)
            world.counts["cancels"] += 1
            self._say({"code": 0, "msg": "ok"})

    def _picture(self, path: str) -> None:
        world = self.world
        if self.headers.get("Authorization"):
            world.counts["keys_at_pictures"] += 1
        found = re.fullmatch(r"/pictures/([^/]+)/(\d+)\.\w+", path)
        if not found or found[1] not in world.tasks or "sig=a%2fB%2F+" + found[2] + "~%7E==" not in self.path:
            self._send(403, b"signature", "text/plain")
            return
        task_id, index = found[1], int(found[2])
        count = world.downloads[task_id]
        world.downloads[task_id] += 1
        world.counts["downloads"] += 1
        fault = world.fault("download", world.prompt(task_id), count)
        body = world.picture(task_id, index)
        if fault:
            self._fault(fault, body)
        else:
            self._send(200, body, TYPES[world.picture_format(task_id)])

    def _key_fits(self) -> bool:
        key = self.world.options.key
        if not key or self.headers.get("Authorization") == f"Bearer {key}":
            return True
        self._say({"code": 401, "msg": "unauthorized"}, 401)
        return False

    def _answer(self, value: Any, fault: str | None) -> None:
        if fault:
            self._fault(fault, json.dumps(value).encode())
        else:
            self._say(value)

    def _say(self, value: Any, status: int = 200) -> None:
        self._send(status, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), "application/json")

    def _send(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _fault(self, kind: str, body: bytes = b"{}") -> None:
        """One broken answer in the place of `body`."""
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif kind == "cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif kind == "slow":
            time.sleep(SLOW)
            self._send(200, body, "application/octet-stream")
        elif kind == "garbage":
            self._send(200, b"\x00\xff not what was asked", "application/octet-stream")
        elif kind == "html":
            self._send(200, b"<html><body>Welcome to the hotel</body></html>", "text/html")
        elif kind == "empty":
            self._send(200, b"", "application/json")
        elif kind == "429":
            self._send(429, b'{"code": 429, "msg": "too many requests"}', "application/json", Retry_After="1")
        else:
            self._send(int(kind), json.dumps({"code": int(kind), "msg": "fault"}).encode(), "application/json")

    def log_message(self, *args: Any) -> None:
        """Silent: the journal is the log."""


class Server(ThreadingHTTPServer):
    """Threads that die with the process, and a queue long enough for a crowd."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *args: Any) -> None:
        """A client that hangs up, or that we hung up on, is what this server is for."""


def main() -> None:
    """Reads the flags, prints the port, serves until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seconds-per-job", type=float, default=1.0)
    parser.add_argument("--pictures", type=int, default=4)
    parser.add_argument("--format", choices=sorted(TYPES), default="png")
    parser.add_argument("--size", default="512x384")
    parser.add_argument("--grain", action="store_true")
    parser.add_argument("--key", default="")
    parser.add_argument("--faulty", type=int, default=0)
    parser.add_argument("--kinds", default="reset,500,garbage,cut,slow")
    options = parser.parse_args()
    options.width, options.height = (int(side) for side in options.size.split("x"))
    Talk.world = World(options)
    with Server(("127.0.0.1", options.port), Talk) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
