"""What tests/service_process.py knows: its tasks, their fates, their pictures, and a journal that outlives kill -9."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import re
import struct
import threading
import time
import uuid
import zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

REASONS = {
    "[moderation]": "CONTENT_MODERATION",
    "[parameters]": "INVALID_PARAMETERS",
    "[points]": "INSUFFICIENT_POINTS",
    "[transient]": None,
}
ENDS = {"[timeout]": "TIMEOUT", "[cancelled]": "CANCELLED", "[nonsense]": "REVIEWING"}
TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


class Journal:
    """Lines of JSON that are on disk before `append` returns; a half last line (killed while writing) is cut off."""

    def __init__(self, path: Path) -> None:
        self.lines: list[dict[str, Any]] = []
        whole = 0
        if path.exists():
            for line in path.read_bytes().splitlines(keepends=True):
                if line.endswith(b"\n"):
                    self.lines.append(json.loads(line))
                    whole += len(line)
        self._file = open(path, "ab", buffering=0)  # noqa: SIM115  (for the life of the process)
        self._file.truncate(whole)
        self._lock = threading.Lock()

    def close(self) -> None:
        """For worlds inside a test; the process just dies."""
        self._file.close()

    def append(self, line: dict[str, Any]) -> None:
        """Writes one line, durably."""
        with self._lock:
            self._file.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            os.fsync(self._file.fileno())


class World:
    """All tasks, what is known of them by their journal alone, and counters of this run."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        options.state.mkdir(parents=True, exist_ok=True)
        self.submits = Journal(options.state / "submits.jsonl")
        self.cancels = Journal(options.state / "cancels.jsonl")
        self.tasks = {line["task_id"]: line for line in self.submits.lines}
        self.cancelled = {line["task_id"] for line in self.cancels.lines}
        self.lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.polls: Counter[str] = Counter()
        self.downloads: Counter[str] = Counter()
        self.kinds = [kind for kind in options.kinds.split(",") if kind]
        self._answers = 0

    def close(self) -> None:
        """Closes the journals."""
        self.submits.close()
        self.cancels.close()

    def submit(self, body: Any, headers: dict[str, str]) -> str:
        """Takes a task in."""
        line = {"task_id": str(uuid.uuid4()), "body": body, "headers": headers, "time": time.time()}
        self.submits.append(line)
        with self.lock:
            self.tasks[line["task_id"]] = line
        return line["task_id"]

    def prompt(self, task_id: str) -> str:
        """The words that decide."""
        given = self.tasks[task_id]["body"].get("input")
        return str(given.get("prompt", "")) if isinstance(given, dict) else ""

    def status(self, task_id: str) -> tuple[str, str | None]:
        """Status and failure reason at this moment."""
        if task_id in self.cancelled:
            return "CANCELLED", None
        stays = re.search(r"\[stay=(\w+)\]", self.prompt(task_id))
        if stays:
            return stays[1], None
        done = self.options.seconds_per_job
        part = (time.time() - self.tasks[task_id]["time"]) / done if done > 0 else 1.0
        if part < 1:
            return ("PENDING", "PROCESSING", "SUBMITTED", "SUBMITTED")[max(0, int(part * 4))], None
        prompt = self.prompt(task_id)
        for word, reason in REASONS.items():
            if word in prompt:
                return "FAILURE", reason
        return next((status for word, status in ENDS.items() if word in prompt), "SUCCESS"), None

    def pictures(self, task_id: str) -> int:
        """How many result links the task has."""
        wish = re.search(r"\[urls=(\d+)\]", self.prompt(task_id))
        return int(wish[1]) if wish else self.options.pictures

    def picture_format(self, task_id: str) -> str:
        """png, jpeg or webp."""
        prompt = self.prompt(task_id)
        return next((name for name in TYPES if f"[{name}]" in prompt), self.options.format)

    def picture(self, task_id: str, index: int) -> bytes:
        """The bytes of one picture, the same for ever."""
        options = self.options
        return draw(task_id, index, self.picture_format(task_id), options.width, options.height, options.grain)

    def fault(self, place: str, prompt: str, count: int) -> str | None:
        """The fault that this answer is to be, by the prompt's words or by --faulty."""
        wish = re.search(rf"\[{place}=(\w+?)(?:x(\d+))?\]", prompt)
        if wish and (not wish[2] or count < int(wish[2])):
            return wish[1]
        every = self.options.faulty
        if not every:
            return None
        with self.lock:
            self._answers += 1
            number = self._answers
        return self.kinds[number // every % len(self.kinds)] if number % every == 0 else None

    def stats(self) -> dict[str, Any]:
        """What GET /_stats answers."""
        with self.lock:
            tasks = list(self.tasks)
        return {
            **{name: self.counts[name] for name in ("submits", "polls", "downloads", "cancels", "keys_at_pictures")},
            "tasks": {
                task_id: {
                    "prompt": self.prompt(task_id),
                    "status": self.status(task_id)[0],
                    "polls": self.polls[task_id],
                    "downloads": self.downloads[task_id],
                }
                for task_id in tasks
            },
        }

    def hashes(self, task_id: str | None) -> dict[str, list[str]]:
        """What GET /_hashes answers."""
        with self.lock:
            tasks = [task_id] if task_id else list(self.tasks)
        return {
            task: [hashlib.sha256(self.picture(task, i)).hexdigest() for i in range(self.pictures(task))]
            for task in tasks
            if task in self.tasks
        }


def draw(task_id: str, index: int, picture_format: str, width: int, height: int, grain: bool) -> bytes:
    """A picture that no other task or position has; PNG and JPEG are drawn once and then only marked."""
    mark = f"{task_id}/{index}".encode()
    if picture_format == "webp":
        return _paint(hash_seed(mark), "webp", width, height, grain)
    plain = _painted(index % 8, picture_format, width, height, grain)
    if picture_format == "jpeg":
        return plain[:2] + b"\xff\xfe" + struct.pack(">H", len(mark) + 2) + mark + plain[2:]
    text = b"tEXtComment\x00" + mark
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    return plain[:33] + chunk + plain[33:]


def hash_seed(mark: bytes) -> int:
    """A number for random.Random that is the same in every process."""
    return int.from_bytes(hashlib.sha256(mark).digest()[:8], "big")


_painted_lock = threading.Lock()


def _painted(seed: int, picture_format: str, width: int, height: int, grain: bool) -> bytes:
    with _painted_lock:
        return _paint(seed, picture_format, width, height, grain)


@lru_cache(maxsize=64)
def _paint(seed: int, picture_format: str, width: int, height: int, grain: bool) -> bytes:
    from PIL import Image

    chance = random.Random(seed)
    small = Image.frombytes("RGB", (8, 6), chance.randbytes(8 * 6 * 3))
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    if grain:
        noise = Image.frombytes("L", (width, height), chance.randbytes(width * height))
        picture = Image.blend(picture, noise.convert("RGB"), 0.12)
    out = io.BytesIO()
    picture.save(out, picture_format, **({"compress_level": 1} if picture_format == "png" else {"quality": 90}))
    return out.getvalue()
