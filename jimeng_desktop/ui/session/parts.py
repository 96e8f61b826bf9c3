"""What lives as long as a library is open, each part under its name and given what it needs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from ...core.catalog import Catalog
from ...library.library import Library
from ..base.language import translate_message
from ..base.settings_in_use import KeptSettings
from ..base.tasks import Tasks
from ..base.undo import Undo
from ..composer.held_sends import HeldSends
from ..finding.collections import Collections
from ..finding.finding import Finding
from ..jobs.counts import Tally
from ..jobs.feed import Feed
from ..jobs.model import GalleryModel
from ..jobs.prompt_history import PromptHistory
from ..judging.judging import Judging
from ..notices.notices import Notices
from ..pictures.thumbnails import Thumbnails
from ..process.ending import Leaving
from ..window.main_window import MainWindow
from ..window.pages import ChosenInPages
from .heard import Heard
from .in_view import InView
from .runner_calls import RunnerCalls
from .unsaved import Unsaved

FIRST_JOBS = 60  # more than fit on a screen


class Place(NamedTuple):
    """What a session works on, in plain values."""

    demo: bool
    service: str  # as the toolbar calls it
    originals: Path
    log: Path
    models: Path  # the file of the user's own models


class Acts(Protocol):
    """The next steps that messages offer."""

    def act(self, code: str, job_id: int | None = None) -> None: ...


class Parts(QObject):
    """Only the room of the session knows it: every other room is given the few values and calls that it needs."""

    window_changed = Signal()  # `window` is another one now, and not shown yet
    window: MainWindow  # another one after a change of the language
    steps: Acts

    def __init__(
        self, place: Place, catalog: Catalog, kept: KeptSettings, library: Library, tasks: Tasks, leaving: Leaving
    ) -> None:  # fmt: skip
        super().__init__()
        self.place, self.catalog, self.library = place, catalog, library
        self.kept, self.tasks, self.ended = kept, tasks, leaving
        self.begun_with = kept.value  # what is read only at the start of a session stands here
        self.all_read = asyncio.Event()  # the model has every job
        self.feed, self.tally, self.notices, self.prompts = Feed(self), Tally(), Notices(self), PromptHistory()
        self.model = GalleryModel(translate_message, self)
        self.thumbnails = Thumbnails(library.thumbnail, tasks.start, self, stored=library.stored_thumbnails)
        first = library.first_jobs(FIRST_JOBS, light=True)
        self.model.set_jobs(first)
        self.model.set_marks(library.first_marks(first))
        self.tally.hear(first)
        self.undo = Undo(tasks.start, self)
        self.sends = HeldSends(self.undo, self)
        self.calls = RunnerCalls(lambda: self.kept.value.hold_seconds, self)
        self.heard = Heard(self.feed, self.model, self.tally, self.prompts, self.sends, self)
        self.unsaved = Unsaved(lambda: self.window.composer, self.notices)
        self.finding = Finding(self.model, library, library.sorting, tasks.start, self.notices, kept, self)
        self.feed.job_changed.connect(self.finding.job_changed)
        self.chosen = ChosenInPages(self)
        view = InView(lambda: self.window.middle, self.finding)
        self.judging = Judging(
            self.model, library.sorting, self.chosen, view, tasks.start, self.notices, self.undo, self
        )  # fmt: skip
        self.collections = Collections(
            library.sorting, self.finding, self.all_read, tasks.start, self.notices, lambda: self.window, self
        )

    def show_counts(self) -> None:
        """Shows anew how everything stands."""
        raise NotImplementedError

    def use_catalog(self, catalog: Catalog) -> None:
        """There are other models than before."""
        raise NotImplementedError

    def set_theme(self, code: str) -> None:
        """Changes the theme at once."""
        raise NotImplementedError

    def set_language(self, code: str) -> None:
        """Changes the language at once: the window is built anew."""
        raise NotImplementedError
