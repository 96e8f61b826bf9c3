"""What a change of a setting does at once: one table. A setting that is not in it takes effect by being kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..api_key.coming import ComingKeys
from ..design import look
from ..settings.open import Given
from .parts import Parts


def effects(parts: Parts) -> dict[str, Callable[[Any], object]]:
    """By the setting's name; the value is in parts.kept already. The language is the window's, see Openers.settings."""

    def sending(_: Any) -> None:
        settings = parts.kept.value
        parts.window.composer.set_hold_seconds(settings.hold_seconds)
        parts.calls.when_running(lambda runner: runner.set_settings(settings))

    return {
        "theme": parts.set_theme,
        "reduce_motion": look.set_reduced_motion,
        "name_template": parts.library.set_template,
        "hold_seconds": sending,
        "sends_at_once": sending,
        "open_jobs": sending,
    }


def settings_given(parts: Parts, keys: ComingKeys) -> Given:
    """What the settings are given."""
    return Given(
        demo=parts.place.demo,
        service=parts.place.service,
        originals=parts.place.originals,
        begun_with=parts.begun_with,
        recipe=lambda: parts.window.composer.recipe(),
        keeps=parts.kept,
        write=parts.kept.write,
        effects=effects(parts),
        keys=keys,
        months=parts.library.use_by_month,
        jobs=parts.heard.jobs,
        start=parts.tasks.start,
        parent=lambda: parts.window,
    )
