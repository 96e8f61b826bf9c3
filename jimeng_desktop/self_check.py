"""Drives the real window on the demo, as a user would, and says as one JSON object whether all of it works.

For packagers, who run it on the frozen program, and for machines without a screen. It works on the demo, in a new
temporary profile, without a key or a network: type a prompt, generate, see four pictures, save one, close, start again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QPointF, QSettings, Qt, QTranslator
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from .app import window_session
from .assets import asset
from .core.errors import JimengError
from .core.job import Picture
from .core.settings import Settings
from .decoding.kinds import PILLOW
from .decoding.reading import is_read_here
from .desktop.folders import folders
from .export.formats import FORMATS
from .export.writing import Manner, write_copy
from .files.settings import write_settings
from .options import Options
from .ui.base.language import LANGUAGES
from .ui.gallery.view import GalleryView
from .ui.process.application import make_application
from .ui.process.loop import window_runner
from .ui.window.main_window import MainWindow

PROMPT = "Layered mountains after snow, a lake at first light"
DEMO_SECONDS = 1.0
LONGEST = 60.0  # seconds that any one step may take
# What every build has; keychains and roots are told only, the system has its say there.
WANTED = {
    "formats": [format.code for format in FORMATS if format.save],
    "kinds": [kind for kind in PILLOW if kind != "avif"],  # which Pillow lacks on Windows for ARM
    "languages": list(LANGUAGES),
    "languages of Qt": list(LANGUAGES),
    "icons": True,
}
_GRID = 24  # pictures are compared as so many squared averages
_FAR = 10.0  # mean difference of a channel, of 255, that two drawings of one picture stay below


class CheckFailed(Exception):
    """A step did not come to its end; the text says which."""


@dataclass
class Report:
    """What is printed in the end."""

    profile: Path = Path()  # a new temporary folder
    steps: dict[str, float] = field(default_factory=dict)
    pictures: list[dict[str, Any]] = field(default_factory=list)
    screenshot: Path | None = None
    saved: Path | None = None
    parts: dict[str, Any] = field(default_factory=dict)
    error: str | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measures a step in seconds; what goes wrong in it bears its name."""
        begun = time.perf_counter()
        try:
            yield
        except (TimeoutError, JimengError, OSError) as error:
            raise CheckFailed(f"{name}: {error!r}") from error
        self.steps[name] = round(time.perf_counter() - begun, 3)

    def as_json(self) -> str:
        """One line."""
        report = {
            "ok": self.error is None,
            "pictures": self.pictures,
            "screenshot": str(self.screenshot) if self.screenshot else None,
            "saved": str(self.saved) if self.saved else None,
            "steps": self.steps,
            "parts": self.parts,
            **({"error": self.error} if self.error else {}),
        }
        return json.dumps(report)


def main(options: Options) -> int:
    """Runs all steps, prints the report and returns 0 or 1."""
    report = Report(error="not begun")
    try:
        _run(report)
        report.error = None
    except CheckFailed as failed:
        report.error = str(failed)
    except OSError as error:
        report.error = repr(error)
    finally:  # whatever else comes through leaves its report too, and then its traceback
        if report.error == "not begun":
            report.error = f"unexpected: {sys.exc_info()[1]!r}"
        if sys.stdout:
            print(report.as_json(), flush=True)
    return 0 if report.error is None else 1


def _run(report: Report) -> None:
    report.profile = Path(tempfile.mkdtemp(prefix="jimeng-self-check-"))
    # Qt's file dialog remembers its folders in the user's own settings: not those of a check.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(report.profile / "Qt"))
    # The system's own file dialogs can't be driven by events of ours.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = make_application()
    with window_runner(app) as loop:
        loop.run(_check(app, report))


async def _check(app: QApplication, report: Report) -> None:
    options = Options(demo=True, profile=report.profile)
    write_settings(folders(report.profile, True).settings, Settings(language="en", theme="dark", hold_seconds=0))
    async with _window(app, options, report, "start") as window:
        with report.step("type"):
            await _type_prompt(window)
        with report.step("generate"):
            _click(window.composer.foot.button)
            pictures = await _four_saved(window)
            _press(window.composer.prompt, Qt.Key.Key_Escape)  # on a small screen the form lies over the gallery
        with report.step("painted"):
            await _until(lambda: all(_shown_truly(window, picture) for picture in pictures))
        report.pictures = [_described(picture) for picture in pictures]
        report.screenshot = report.profile / "screenshot.png"
        if not window.grab().save(str(report.screenshot)):
            raise CheckFailed("the screenshot could not be written")
        with report.step("save"):
            report.saved = await _save_copy(window, pictures[1], report.profile / "copy of the second.png")
        with report.step("close"):
            await _close(window)
    async with _window(app, options, report, "start again") as window:
        with report.step("all there"):
            _press(window.composer.prompt, Qt.Key.Key_Escape)
            await _until(lambda: all(_shown_truly(window, picture) for picture in pictures))
            await _close(window)
    with report.step("parts"):
        report.parts = await asyncio.to_thread(_parts, pictures[0], report.profile)
    if lacking := [name for name, wanted in WANTED.items() if report.parts[name] != wanted]:
        raise CheckFailed(f"parts: {', '.join(lacking)}")


def _parts(picture: Picture, profile: Path) -> dict[str, Any]:
    """What a build may have left out unseen: formats, languages, keychains (none is opened), roots of trust."""
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    from .service.transport import trusted_roots

    copies = profile / "formats"
    copies.mkdir()
    formats = [format for format in FORMATS if format.save]
    for format in formats:
        write_copy(Path(picture.path or ""), copies, [format.code], Manner(format, format.quality or 0))
    translated = [QTranslator(), QTranslator()]
    return {
        "formats": [format.code for format in formats if not QImage(str(copies / format.code)).isNull()],
        "kinds": [kind for kind in PILLOW if kind != "avif" and is_read_here(kind)],
        "avif": is_read_here("avif"),
        "languages": [code for code in LANGUAGES if translated[0].load(f"jimeng_{code}", str(asset("i18n")))],
        "languages of Qt": [
            code
            for code in LANGUAGES
            if translated[1].load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        ],
        "icons": QImage(str(asset("icons", "app.svg"))).size().toTuple() != (0, 0),
        "keychains": sorted(point.name for point in entry_points(group="keyring.backends") if find_spec("keyring")),
        "roots": trusted_roots(),
    }


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except JimengError as error:
        raise CheckFailed(f"{name}: {error.fault}") from error


class _window:
    """A session of the window whose start is a step of the report."""

    def __init__(self, app: QApplication, options: Options, report: Report, name: str) -> None:
        self._session = window_session(options, app=app, demo_seconds=DEMO_SECONDS)
        self._report = report
        self._name = name

    async def __aenter__(self) -> MainWindow:
        with self._report.step(self._name):
            return await self._session.__aenter__()

    async def __aexit__(self, *error: Any) -> None:
        with _named("close"):
            await self._session.__aexit__(*error)


async def _type_prompt(window: MainWindow) -> None:
    prompt = window.composer.prompt
    prompt.setFocus()
    for letter in PROMPT:
        _press(prompt, 0, letter)
    await _until(lambda: window.composer.recipe().prompt == PROMPT and window.composer.foot.button.isEnabled())


async def _four_saved(window: MainWindow) -> list[Picture]:
    rows = _gallery(window).gallery_model.rows

    def saved() -> bool:
        jobs = [section.job for section in rows]
        return len(jobs) == 1 and jobs[0].ended

    await _until(saved)
    job = next(iter(rows)).job
    if job.saved != 4 or len(job.pictures) != 4:
        raise CheckFailed(f"generate: {job.state}, {job.saved} pictures saved, {job.fault}")
    return list(job.pictures)


def _gallery(window: MainWindow) -> GalleryView:
    return window.middle.gallery


def _shown_truly(window: MainWindow, picture: Picture) -> bool:
    """Whether what is grabbed from the gallery at the picture's place is what its file holds."""
    view = _gallery(window)
    rect = view.rect_of(picture.id)
    if not view.is_painted(picture.id) or not view.viewport().rect().contains(rect):
        return False
    shown = view.viewport().grab(rect).toImage()
    return _difference(shown, QImage(picture.path or "")) < _FAR


def _difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures' channels, 0 to 255; 255 where one can't be read."""
    if one.isNull() or other.isNull():
        return 255.0
    a, b = _squares(one), _squares(other)
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def _squares(image: QImage) -> bytes:
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(_GRID, _GRID, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    plain = small.convertToFormat(QImage.Format.Format_RGB888)  # held: its bytes go with it
    return bytes(plain.constBits())


def _described(picture: Picture) -> dict[str, Any]:
    """The picture as its file has it, not as the library remembers it."""
    path = Path(picture.path or "")
    image = QImage(str(path))
    return {
        "path": str(path),
        "width": image.width(),
        "height": image.height(),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


async def _save_copy(window: MainWindow, picture: Picture, target: Path) -> Path:
    """Ctrl+S on the picture, a name typed into the file dialog, Enter; the copy has the original's bytes."""
    view = _gallery(window)
    _click(view.viewport(), QPointF(view.rect_of(picture.id).center()))
    await _until(lambda: view.current_picture == picture.id)
    if not window.isActiveWindow():  # no window manager, as under a bare Xvfb: shortcuts need an active window
        window.activateWindow()
    await _until(window.isActiveWindow)
    _press(view, Qt.Key.Key_S, modifiers=Qt.KeyboardModifier.ControlModifier)
    await _until(lambda: _name_field(window) is not None)
    name = _name_field(window)
    assert name is not None
    name.selectAll()
    for letter in str(target):
        _press(name, 0, letter)
    _press(name, Qt.Key.Key_Return)
    await _until(target.exists)
    if target.read_bytes() != Path(picture.path or "").read_bytes():
        raise CheckFailed("save: the copy is not the original")
    return target


def _name_field(window: MainWindow) -> QLineEdit | None:
    for dialog in window.findChildren(QFileDialog):
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if dialog.isVisible() and isinstance(field, QLineEdit):
            return field
    return None


async def _close(window: MainWindow) -> None:
    closing = asyncio.Event()
    window.closing.connect(closing.set)
    window.close()
    async with asyncio.timeout(LONGEST):
        await closing.wait()


async def _until(condition: Callable[[], bool]) -> None:
    """Looks again every 20 ms; raises TimeoutError after LONGEST."""
    async with asyncio.timeout(LONGEST):
        while not condition():
            await asyncio.sleep(0.02)


def _press(
    widget: QWidget, key: int, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key down and up, as the system would bring them; shortcuts get their chance first."""
    shortcut = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    QCoreApplication.sendEvent(widget, shortcut)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def _click(widget: QWidget, place: QPointF | None = None) -> None:
    """The left button down and up."""
    at = place or QPointF(widget.rect().center())
    everywhere = QPointF(widget.mapToGlobal(at))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
        QCoreApplication.sendEvent(widget, QMouseEvent(kind, at, everywhere, left, held, none))
