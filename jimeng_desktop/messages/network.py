"""What the network died of, in words: the service layer names it in one word, which says nothing to an artist."""

from __future__ import annotations

from .words import QT_TRANSLATE_NOOP, Translate, tidy

_WORDS = {
    "dns": QT_TRANSLATE_NOOP("messages", "its name was not found; is this computer online?"),
    "refused": QT_TRANSLATE_NOOP("messages", "it takes no connections at this address"),
    "unreachable": QT_TRANSLATE_NOOP("messages", "no way leads there; is this computer online?"),
    "tls": QT_TRANSLATE_NOOP("messages", "the connection would not be secure"),
    "pool": QT_TRANSLATE_NOOP("messages", "no answer came in time"),
    "timeout": QT_TRANSLATE_NOOP("messages", "no answer came in time"),
    "proxy": QT_TRANSLATE_NOOP("messages", "the proxy does not lead there"),
    "socks": QT_TRANSLATE_NOOP("messages", "SOCKS proxies are not supported, only http:// and https://"),
    "reset": QT_TRANSLATE_NOOP("messages", "the connection broke off"),
    "cut": QT_TRANSLATE_NOOP("messages", "the connection broke off"),
    "encoding": QT_TRANSLATE_NOOP("messages", "its answer can't be read"),
    "malformed": QT_TRANSLATE_NOOP("messages", "its address can't be used"),
    "network": QT_TRANSLATE_NOOP("messages", "the network failed"),
}


def network_words(detail: str, tr: Translate) -> str:
    """Why the service could not be reached; a word that this version doesn't know is shown as it is."""
    return tr(_WORDS[detail]) if detail in _WORDS else tidy(detail)
