"""Tasks of the demo service: all that will become of one is in its id, so it outlives a restart of the program.

Words in a prompt ask for what else a service can do. Write `demo:` or `演示：` and one of them, of either language, as
in "a lake at dawn, demo:moderation":

    word                     what happens
    ----------------------   ------------------------------------------------------------------
    moderation    审核       FAILURE, CONTENT_MODERATION
    parameters    参数       FAILURE, INVALID_PARAMETERS
    points        积分       FAILURE, INSUFFICIENT_POINTS
    transient     故障       FAILURE without a reason
    timeout       超时       TIMEOUT
    cancelled     取消       CANCELLED by the service
    refused       拒绝       the submit is refused (code 400)
    broke         余额       the submit is refused: no points (code 402, 积分不足)
    key           密钥       the submit is refused: wrong key (401)
    busy          繁忙       the first submit of this prompt gets 429 with Retry-After
    unknown       未知       the submit is accepted, but its answer is cut off
    offline       离线       the submit finds no connection
    slow          慢         takes eight times as long
    one           一张       makes one picture
    fifteen       十五张     makes fifteen pictures
    gone          失效       the first link of the first answer is dead; links asked for again work
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import random
import re
import zlib
from dataclasses import dataclass

WORDS = {
    "moderation": "审核",
    "parameters": "参数",
    "points": "积分",
    "transient": "故障",
    "timeout": "超时",
    "cancelled": "取消",
    "refused": "拒绝",
    "broke": "余额",
    "key": "密钥",
    "busy": "繁忙",
    "unknown": "未知",
    "offline": "离线",
    "slow": "慢",
    "one": "一张",
    "fifteen": "十五张",
    "gone": "失效",
}
OUTCOMES: dict[str, tuple[str, str | None]] = {
    "moderation": ("FAILURE", "CONTENT_MODERATION"),
    "parameters": ("FAILURE", "INVALID_PARAMETERS"),
    "points": ("FAILURE", "INSUFFICIENT_POINTS"),
    "transient": ("FAILURE", None),
    "timeout": ("TIMEOUT", None),
    "cancelled": ("CANCELLED", None),
}
LIFE = 7 * 24 * 3600.0  # seconds that links live
PENDING_SHARE, PROCESSING_SHARE = 0.2, 0.4  # of a task's own time, when the next status begins

_SIZES_1K = {
    "1:1": (1024, 1024),
    "4:3": (1024, 768),
    "3:4": (768, 1024),
    "16:9": (1024, 576),
    "9:16": (576, 1024),
    "3:2": (1024, 682),
    "2:3": (682, 1024),
    "21:9": (1195, 512),
}
_SIZES_2K = {
    "1:1": (2048, 2048),
    "4:3": (2304, 1728),
    "3:4": (1728, 2304),
    "16:9": (2560, 1440),
    "9:16": (1440, 2560),
    "3:2": (2496, 1664),
    "2:3": (1664, 2496),
    "21:9": (3024, 1296),
}
SIZES = {
    "1k": _SIZES_1K,
    "2k": _SIZES_2K,
    "4k": {ratio: (width * 2, height * 2) for ratio, (width, height) in _SIZES_2K.items()},
}


@dataclass(frozen=True, slots=True)
class DemoTask:
    """One accepted job. Times are seconds since the epoch, spans seconds."""

    model: str
    prompt: str
    ratio: str
    resolution: str
    pictures: int
    created_at: float
    delay: float  # waits this long behind others
    span: float  # then takes this long
    nonce: int

    @property
    def made_at(self) -> float:
        """When it ends."""
        return self.created_at + self.delay + self.span

    @property
    def size(self) -> tuple[int, int]:
        """Pixels, width and height."""
        return SIZES[self.resolution][self.ratio]

    @property
    def outcome(self) -> tuple[str, str | None]:
        """Its last status and the reason of a failure."""
        words = asked_for(self.prompt)
        return next((result for word, result in OUTCOMES.items() if word in words), ("SUCCESS", None))

    def status(self, now: float) -> str:
        """Where it stands at a time."""
        passed = now - self.created_at - self.delay
        if passed < self.span * PENDING_SHARE:
            return "PENDING"
        if passed < self.span * PROCESSING_SHARE:
            return "PROCESSING"
        return "SUBMITTED" if passed < self.span else self.outcome[0]

    def changed_at(self, now: float) -> float:
        """When it last changed its status before a time."""
        start = self.created_at + self.delay
        steps = (start + self.span * PENDING_SHARE, start + self.span * PROCESSING_SHARE, self.made_at)
        return max((step for step in steps if step <= now), default=self.created_at)


def asked_for(prompt: str) -> frozenset[str]:
    """The words of the table that a prompt contains, in English."""
    said = re.findall(r"(?:demo|演示)[:：]\s*([a-z]+|\w+)", prompt.lower())
    return frozenset(w for w, chinese in WORDS.items() if any(t == w or t.startswith(chinese) for t in said))


def new_task(body: dict[str, str | int], now: float, delay: float, seconds: float) -> DemoTask:
    """A task from the checked fields of a submit (model, prompt, ratio, resolution, n)."""
    nonce = random.SystemRandom().getrandbits(48)
    prompt = str(body["prompt"])
    words = asked_for(prompt)
    pictures = 1 if "one" in words else 15 if "fifteen" in words else int(body["n"])
    span = seconds * (0.8 + 0.4 * (nonce % 1009) / 1008) * (8 if "slow" in words else 1)
    fields = (str(body["model"]), prompt, str(body["ratio"]), str(body["resolution"]))
    return DemoTask(*fields, pictures, round(now, 6), round(delay, 3), round(span, 3), nonce)


def to_id(task: DemoTask) -> str:
    """The task as its id: letters, digits, `-` and `_`, with a check sum at its end."""
    fields = (task.model, task.prompt, task.ratio, task.resolution, task.pictures)
    times = (task.created_at, task.delay, task.span, task.nonce)
    packed = zlib.compress(json.dumps([*fields, *times], separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
    return f"{text}{_check(text)}"


def from_id(task_id: str) -> DemoTask | None:
    """The task of an id, None for an id that this service never gave."""
    text, check = task_id[:-8], task_id[-8:]
    if not text or check != _check(text):
        return None
    try:
        fields = json.loads(zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))
        return DemoTask(*fields)
    except (binascii.Error, zlib.error, ValueError, TypeError):
        return None


def _check(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8", "replace"), digest_size=4, key=b"demo").hexdigest()
