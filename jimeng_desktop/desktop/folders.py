"""Where the program keeps its things on this machine. Only paths are computed: nothing is made or read here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

APP = "jimeng-desktop"


@dataclass(frozen=True, slots=True)
class Folders:
    """Absolute paths: three folders and two files."""

    data: Path  # index, ledger and lock: never on a share or in a synced folder
    cache: Path  # may be thrown away at any time
    originals: Path  # the library folder: the pictures as received
    settings: Path  # a file
    log: Path  # a file

    @property
    def models(self) -> Path:
        """The file of the user's own models, which need not be there."""
        return self.settings.with_name("models.toml")


def folders(profile: Path | None = None, demo: bool = False, library_folder: str = "") -> Folders:
    """The folders of a profile, or the system's own without one; the demo's are always its own.

    `library_folder` is the user's choice for the originals; "" is Pictures/Jimeng.
    """
    found = _in_profile(profile, demo) if profile is not None else _of_the_system(demo)
    if not library_folder:
        return found
    chosen = Path(library_folder).expanduser().absolute()
    return Folders(found.data, found.cache, chosen, found.settings, found.log)


def _in_profile(profile: Path, demo: bool) -> Folders:
    root = profile.expanduser().absolute()
    if demo:
        root /= "demo"
    return Folders(root / "data", root / "cache", root / "Pictures", root / "settings.json", root / "log.txt")


def _of_the_system(demo: bool) -> Folders:
    import platformdirs  # late: a start with a profile does without

    part = "demo" if demo else ""
    return Folders(
        data=platformdirs.user_data_path(APP, appauthor=False) / part,
        cache=platformdirs.user_cache_path(APP, appauthor=False) / part,
        originals=platformdirs.user_pictures_path() / ("Jimeng Demo" if demo else "Jimeng"),
        settings=platformdirs.user_config_path(APP, appauthor=False) / part / "settings.json",
        log=platformdirs.user_log_path(APP, appauthor=False) / part / "log.txt",
    )
