"""The words for a new version."""

from __future__ import annotations

from ..core.releases import Release
from .actions import SHOW_RELEASE
from .words import QT_TRANSLATE_NOOP, Action, Translate, Words, fill

_OUT = QT_TRANSLATE_NOOP("messages", "Version {version} is out")


def version_words(release: Release, tr: Translate) -> Words:
    """One quiet line; nothing is downloaded."""
    title = fill(tr(_OUT), version=release.version)
    action = Action(SHOW_RELEASE.code, tr(SHOW_RELEASE.label))
    return Words(title, release.notes, action, "info")
