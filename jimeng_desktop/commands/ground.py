"""What every command stands on: settings, folders, the lock of the library; and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..core.errors import JimengError, LibraryBusy, StorageError
from ..core.settings import Settings
from ..desktop.folders import Folders, folders
from ..desktop.lock import LibraryLock
from ..desktop.logfile import kept_log
from ..files.settings import read_settings
from ..library.library import Library
from ..messages import as_it_is, fault_sentence
from ..options import Options
from .output import tell

DONE, FAILED, USAGE, ANSWER_UNKNOWN, MISSING, BUSY, STOPPED = 0, 1, 2, 3, 4, 5, 130  # exit statuses


class CannotStart(Exception):
    """Nothing was done; the text says why and `status` is the exit status."""

    def __init__(self, text: str, status: int = USAGE) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class Ground:
    """The user's settings and where things lie."""

    settings: Settings
    places: Folders
    demo: bool

    @classmethod
    def of(cls, options: Options) -> Ground:
        """The ground of these options; nothing is made yet."""
        settings = read_settings(folders(options.profile, options.demo).settings)
        return cls(settings, folders(options.profile, options.demo, settings.library_folder), options.demo)

    @contextmanager
    def held(self, who: str) -> Iterator[None]:
        """Nobody else changes the library and the log is written while the body runs.

        Raises CannotStart and LibraryBusy.
        """
        try:
            lock = LibraryLock.take(self.places.data, who)
        except StorageError as error:
            raise CannotStart(f"The library can't be kept there: {error.detail}.") from error
        try:
            with kept_log(self.places.log):
                yield
        finally:
            lock.release()

    def open_library(self) -> Library:
        """The library; only while it is held."""
        places = self.places
        return Library.open(places.data, places.originals, template=self.settings.name_template, thumbs=places.cache)


def status_of(work: Callable[[], int]) -> int:
    """The exit status of a command; what keeps it from its end is told on stderr."""
    try:
        return work()
    except CannotStart as error:
        tell(str(error))
        return error.status
    except JimengError as error:
        tell(fault_sentence(error.fault, as_it_is))
        return BUSY if isinstance(error, LibraryBusy) else FAILED
    except KeyboardInterrupt:  # before anything was done that must not be cut off
        return STOPPED
