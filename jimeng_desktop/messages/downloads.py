"""The words of what can befall a picture on its way, or that it can't be shown when it is here."""

from __future__ import annotations

from .actions import FETCH_NOW
from .words import QT_TRANSLATE_NOOP, Words

OF_DOWNLOADS = {
    "download_failed": Words(
        QT_TRANSLATE_NOOP("messages", "The download broke off"),
        QT_TRANSLATE_NOOP("messages", "The picture is still on the server and is fetched again."),
        FETCH_NOW,
        "server-only",
    ),
    "link_gone": Words(
        QT_TRANSLATE_NOOP("messages", "The link no longer works"),
        QT_TRANSLATE_NOOP("messages", "The service is asked for a fresh one."),
        FETCH_NOW,
        "server-only",
    ),
    "link_forbidden": Words(
        QT_TRANSLATE_NOOP("messages", "The link is not safe"),
        QT_TRANSLATE_NOOP("messages", "It does not lead to a secure address, so it was not followed."),
        FETCH_NOW,
        "attention",
    ),
    "not_a_picture": Words(
        QT_TRANSLATE_NOOP("messages", "What arrived is not a picture"),
        QT_TRANSLATE_NOOP("messages", "It was not kept and is fetched again."),
        FETCH_NOW,
        "server-only",
    ),
    "picture_damaged": Words(
        QT_TRANSLATE_NOOP("messages", "The picture arrived damaged"),
        QT_TRANSLATE_NOOP("messages", "What came is kept beside, and the picture is fetched again."),
        FETCH_NOW,
        "attention",
    ),
    "picture_unproven": Words(
        QT_TRANSLATE_NOOP("messages", "The picture may lack its end"),
        QT_TRANSLATE_NOOP("messages", "What came is kept beside, and the picture is fetched again."),
        FETCH_NOW,
        "attention",
    ),
    "not_shown": Words(
        QT_TRANSLATE_NOOP("messages", "The picture can't be shown here"),
        QT_TRANSLATE_NOOP("messages", "It is saved as it came. Another program may open it."),
        None,
        "image",
    ),
    "picture_too_large": Words(
        QT_TRANSLATE_NOOP("messages", "The picture is too large"),
        QT_TRANSLATE_NOOP("messages", "It has more bytes or pixels than any model makes, and is fetched again."),
        FETCH_NOW,
        "attention",
    ),
}
