"""From the demo to the service and back: two profiles with a file of settings each, and what goes along."""

from __future__ import annotations

import logging
from dataclasses import fields, replace
from pathlib import Path

from ..core.settings import Settings
from ..files.settings import read_settings, write_settings
from .folders import folders

# What is the user's rather than the profile's; a name that the settings don't have is passed over.
CARRIED = ("language", "theme", "interface_size", "reduce_motion", "window")
log = logging.getLogger(__name__)


def is_fresh(profile: Path | None) -> bool:
    """Nobody has been at the service in this profile yet."""
    return not folders(profile).settings.exists()


def starts_in_demo(profile: Path | None) -> bool:
    """The user was last in the demo, by choice."""
    return read_settings(folders(profile).settings).start_in_demo


def go_over(profile: Path | None, *, to_demo: bool) -> None:
    """Carries what is the user's own to the other profile and remembers the choice. Blocking.

    A disk that says no costs only that memory: it is logged.
    """
    here = read_settings(folders(profile, not to_demo).settings)
    path = folders(profile, to_demo).settings
    there = read_settings(path)
    carried = {name: getattr(here, name) for name in CARRIED if name in {f.name for f in fields(Settings)}}
    there = replace(there, **{**carried, "window": {**there.window, **here.window}})
    try:
        if to_demo:
            write_settings(path, there)
            write_settings(folders(profile).settings, replace(here, start_in_demo=True))
        else:
            write_settings(path, replace(there, start_in_demo=False))
    except OSError as error:
        log.warning("settings not carried over: %s", error)
