"""Whether a newer version is out: one question to a public feed, with clients of its own that know no key."""

from __future__ import annotations

import asyncio
import logging

import httpx

from ..core.errors import LinkForbidden
from ..core.releases import Release, read_release
from .envelope import Broken, Unsent
from .links import check_link
from .transport import SYSTEM, Timeouts, exchange, open_clients

log = logging.getLogger(__name__)


async def newest_release(
    feed: str, *, proxy: str = SYSTEM, transport: httpx.AsyncBaseTransport | None = None
) -> Release | None:
    """What the feed says is the newest release; None where it can't be asked or says nothing of use."""
    clients = await asyncio.to_thread(open_clients, Timeouts(), 1, 1, transport, proxy)
    try:
        link = check_link(feed, "localhost")
        answer = await exchange(clients.questions, "GET", link, {"Accept": "application/json"})
    except (Unsent, Broken, LinkForbidden) as error:
        log.info("no word of new versions: %s", error)
        return None
    finally:
        await clients.close()
    return read_release(answer.body) if answer.status == 200 and not answer.cut else None
