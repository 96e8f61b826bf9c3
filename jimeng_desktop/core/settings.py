"""The settings: one dataclass with type, range and default per field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

NAME_TEMPLATE = "{year}/{date}/{time} {prompt} {n}"
MOST_PROGRAMS = 3  # that are remembered for "Open with"


def _ranged(default: Any, low: float, high: float) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


def _one_of(default: Any, *choices: Any, **more: Any) -> Any:
    return field(default=default, metadata={"choices": choices, **more})


def _text(kind: str, default: str = "", **more: Any) -> Any:
    """`kind` says what it is a text of: "address", "proxy", "folder" or "names"."""
    return field(default=default, metadata={"kind": kind, **more})


def _own(kind: type = dict) -> Any:
    """What the window keeps for itself: nothing the user sets by hand."""
    return field(default_factory=kind, metadata={"hidden": True})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can choose. A value out of its range or type falls back to the default, alone."""

    language: str = _one_of("system", "system", "en", "zh_CN")
    theme: str = _one_of("system", "system", "light", "dark")
    interface_size: int = _one_of(100, 100, 125, 150, 175, 200, takes_effect="start")  # percent
    reduce_motion: bool = False
    notifications: bool = True
    look_for_versions: bool = False
    base_url: str = _text("address", "https://api.maxapi.io", takes_effect="session")
    proxy: str = _one_of("system", "system", "none", "manual", takes_effect="session")
    proxy_url: str = _text("proxy", takes_effect="session")  # of the manual one; never with a user's name in it
    start_in_demo: bool = _own(bool)  # went over to the demo and has not come back; read in the service's profile
    library_folder: str = _text("folder", takes_effect="session", stays=True)  # empty: Pictures/Jimeng
    name_template: str = _text("names", NAME_TEMPLATE)
    hold_seconds: float = _ranged(3.0, 0, 60)  # "undo send"
    sends_at_once: int = _ranged(2, 1, 3)  # the client keeps the rest of its connections for questions
    open_jobs: int = _ranged(5, 1, 100)  # accepted and unfinished
    favourite_models: list[str] = _own(list)  # ids; the model picker's
    last_form: dict[str, Any] = _own()  # the composer's
    window: dict[str, Any] = _own()  # the main window's
    keys: dict[str, Any] = _own()  # host -> the kept keys' names and what tells them apart; never a key
    releases: dict[str, Any] = _own()  # when it was looked for a new version, what was found, what has been read
    export: dict[str, Any] = _own()  # the export dialog's
    open_with: list[str] = _own(list)  # programs pictures were opened with, the last one first

    def way_out(self) -> str:
        """How the service is reached: "system", "none", or the address of a proxy, which may be unusable."""
        if self.proxy != "manual":
            return self.proxy
        return self.proxy_url if "://" in self.proxy_url else "manual"  # which is no address, so nothing leaves


def user_facing() -> tuple[Field[Any], ...]:
    """The fields that the user sets, in the order of the dialog.

    In their metadata: `choices`, or `low` and `high`, or the `kind` of a text; `takes_effect`, where that is not at
    once but with the next "session" or "start"; `stays`: restoring the defaults leaves it alone.
    """
    return tuple(spec for spec in fields(Settings) if not spec.metadata.get("hidden"))


def settings_from(data: Mapping[str, Any]) -> Settings:
    """The settings with these values by field; defaults for what is missing, of the wrong type or out of range."""
    return Settings(**{f.name: data[f.name] for f in fields(Settings) if f.name in data and _fits(f, data[f.name])})


def _fits(spec: Any, value: Any) -> bool:
    limits = spec.metadata
    if "choices" in limits:
        return type(value) is type(spec.default) and value in limits["choices"]
    if "low" in limits:
        kinds = (int,) if spec.type == "int" else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool) and limits["low"] <= value <= limits["high"]
    return type(value).__name__ == str(spec.type).partition("[")[0]
