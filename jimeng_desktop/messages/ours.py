"""Faults on this side that came before anybody was asked: their own words, by code and detail."""

from __future__ import annotations

from ..core.errors import SOCKS_PROXY, UNUSABLE_KEY
from .actions import ASK_NOW, CHECK_KEY, FETCH_NOW
from .words import QT_TRANSLATE_NOOP, Words

OURS = {
    ("key_refused", UNUSABLE_KEY): Words(
        QT_TRANSLATE_NOOP("messages", "This key can’t be used"),
        QT_TRANSLATE_NOOP(
            "messages", "It contains characters that no key has; the service was not asked. Enter it again."
        ),
        CHECK_KEY,
        "key",
    ),
    ("not_sent", SOCKS_PROXY): Words(
        QT_TRANSLATE_NOOP("messages", "SOCKS proxies are not supported"),
        QT_TRANSLATE_NOOP("messages", "Nothing was sent. Enter an http:// or https:// proxy in the settings."),
        ASK_NOW,
        "offline",
    ),
    ("download_failed", SOCKS_PROXY): Words(
        QT_TRANSLATE_NOOP("messages", "SOCKS proxies are not supported"),
        QT_TRANSLATE_NOOP("messages", "Use an http:// or https:// proxy. The picture is still on the server."),
        FETCH_NOW,
        "server-only",
    ),
}
