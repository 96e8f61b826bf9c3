"""Pictures to fetch, and the two ways a test fetches them."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jimeng_desktop.core.errors import (
    JimengError,
)
from jimeng_desktop.service.download import Received
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service.wires import Script, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def make(picture_format: str, size: tuple[int, int] = (640, 360)) -> bytes:
    out = io.BytesIO()
    noise = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    noise.save(out, picture_format)
    return out.getvalue()


PNG = make("png")
ANYTHING = [("png", PNG), ("jpeg", make("jpeg")), ("webp", make("webp"))]


async def fetch(
    link: str, part: Path, told: list[tuple[int, int]] | None = None, base: str = "http://127.0.0.1:1", **options: Any
) -> Received:
    service = MaxAPI(base, "sk-secret", **options)
    try:
        return await service.download(link, part, lambda *bytes_: (told if told is not None else []).append(bytes_))
    finally:
        await service.close()


def failure(run_async: Run, script: Script, part: Path, **options: Any) -> JimengError:
    """The error; the part file must be gone, and the key must not have travelled."""
    with wire(script) as server:
        with pytest.raises(JimengError) as error:
            run_async(fetch(server.url("/1.png?sig=private"), part, **options))
        assert not any("sk-secret" in head for head in server.heads)
    assert not part.exists()
    assert "private" not in repr(error.value)
    return error.value
