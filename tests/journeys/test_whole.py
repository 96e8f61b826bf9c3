"""The whole of it, by events alone: first run, three prompts, one taken back, loupe, export, and all there again."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QImage, QImageReader
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.receipts import Receipt
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base import language  # both before either is patched: one takes a name from the other
from jimeng_desktop.ui.exporting.dialog import ExportDialog
from jimeng_desktop.ui.first_run import first_run
from jimeng_desktop.ui.loupe.loupe import Loupe
from jimeng_desktop.ui.window.columns import Side
from tests.journeys.whole_program import (
    Keyboard,
    focused,
    front,
    in_program,
    page,
    page_or_none,
    step,
    window,
    window_or_none,
)
from tests.journeys.windows import jobs, until
from tests.known_sums import known_sums

LONG_EDGE = 320
SQUARE = 64
PROMPTS = {
    "en": ("a red fox in snow", "an owl at dusk", "a carp under the ice", "a heron, not sent yet"),
    "zh_CN": ("雪地里的红狐", "暮色中的猫头鹰", "冰下的锦鲤", "苍鹭，还没有发送"),
}
MARK = {"en": "Demo", "zh_CN": "演示"}
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def quick_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")
    monkeypatch.setattr(language, "system_language", lambda: "en")
    monkeypatch.setattr(first_run, "system_language", lambda: "en")


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_from_the_first_start_to_exported_pictures_and_a_second_start(tmp_path: Path, spoken: str) -> None:
    where, out = tmp_path / "profile", tmp_path / "for the client"
    out.mkdir()
    keys, made = Keyboard(), list[Job]()
    fox, owl, carp, draft = PROMPTS[spoken]

    async def first() -> None:
        await to_the_demo(keys, spoken)
        for prompt in (fox, owl, carp):
            await generate(keys, prompt)
        await take_back_the_last(keys)
        await until(lambda: states() == [JobState.CANCELLED, JobState.DONE, JobState.DONE])
        made.extend(jobs(window()))
        before = originals(where, made)
        assert len(before) == 8
        await look_at_two(keys, made[1])
        await export(keys, out)
        assert originals(where, made) == before
        await keys.strike(Key.Key_L, CONTROL)
        await keys.replace(draft)
        await close()

    async def again() -> None:
        assert page_or_none() is None and window().toolbar.mark.text() == MARK[spoken]
        assert jobs(window()) == made and window().composer.recipe().prompt == draft
        assert focused() is window().composer.prompt
        gallery = window().middle.gallery
        docked = window().columns.docks(Side.LEFT)  # on a small screen the form lies over the gallery
        await keys.strike(Key.Key_F6 if docked else Key.Key_Escape)
        assert focused() is gallery
        await until(lambda: all(gallery.is_painted(picture.id) for picture in made[1].pictures))
        assert jobs(window()) == made and originals(where, jobs(window())) == originals(where, made)
        await close()

    options = Options(profile=where)
    assert in_program(options, first) == 0
    sent = receipts(where)
    assert sorted(receipt.job_id for receipt in sent) == sorted(job.id for job in made[1:])
    assert all(receipt.sent for receipt in sent)
    check_copies(out, made[1])
    assert in_program(options, again) == 0
    assert receipts(where) == sent


async def to_the_demo(keys: Keyboard, spoken: str) -> None:
    """The first run: the language, where it isn't the system's, and the demo."""
    await step(1)
    if spoken != "en":
        await keys.go_to(*page().languages.stops())
        await keys.strike(Key.Key_Right)
        assert focused() in page().languages.stops()
    await keys.go_to(page().demo)
    await keys.strike(Key.Key_Return)
    await until(lambda: (found := window_or_none()) is not None and found.toolbar.mark.text() == MARK[spoken])
    assert page_or_none() is None and focused() is window().composer.prompt


async def generate(keys: Keyboard, prompt: str) -> None:
    """Another prompt in the form, and sent off; the keyboard stays in the form."""
    number = len(jobs(window()))
    await keys.replace(prompt)
    await keys.strike(Key.Key_Return, CONTROL)
    await until(lambda: len(jobs(window())) == number + 1)
    assert jobs(window())[0].recipe.prompt == prompt
    assert focused() is window().composer.prompt


async def take_back_the_last(keys: Keyboard) -> None:
    """While it is held. In the text the same key would take back what was typed."""
    await keys.strike(Key.Key_F6)
    assert focused() is window().middle.gallery
    await until(lambda: states()[0] is JobState.WAITING)
    await keys.strike(Key.Key_Z, CONTROL)
    await until(lambda: states()[0] is JobState.CANCELLED)


async def look_at_two(keys: Keyboard, job: Job) -> None:
    """The first and the second picture of the job, large; then both are selected."""
    middle, (one, two) = window().middle, (picture.id for picture in job.pictures[:2])
    await keys.strike(Key.Key_Home)
    await keys.strike(Key.Key_Right)  # past the card of the job that was taken back
    assert middle.gallery.current_picture == one
    await keys.strike(Key.Key_Return)
    assert focused() is middle.loupe and middle.current_picture == one
    await keys.strike(Key.Key_Right)
    assert middle.current_picture == two
    await keys.strike(Key.Key_Z)
    await until(lambda: shows_pixels_of(middle.loupe, job.pictures[1].path or ""))
    await keys.strike(Key.Key_Escape)
    assert focused() is middle.gallery and middle.gallery.current_picture == two
    await keys.strike(Key.Key_Left, SHIFT)
    assert middle.chosen_pictures() == [one, two]


def shows_pixels_of(loupe: Loupe, path: str) -> bool:
    """Whether what is in the middle of the loupe is the file's, one pixel for one."""
    assert loupe.zoom.scale == 1
    original = QImage(path)
    x, y = round(loupe.zoom.u * original.width()), round(loupe.zoom.v * original.height())
    seen = QRect(loupe.rect().center() - QPoint(SQUARE // 2, SQUARE // 2), QSize(SQUARE, SQUARE))
    there = original.copy(x - SQUARE // 2, y - SQUARE // 2, SQUARE, SQUARE)
    pairs = zip(mean(loupe.grab(seen).toImage()), mean(there), strict=True)
    return max(abs(one - other) for one, other in pairs) < 3


def mean(image: QImage) -> list[float]:
    """Its colour, all in all."""
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return [sum(part) / len(colours) for part in zip(*((c.red(), c.green(), c.blue()) for c in colours), strict=True)]


async def export(keys: Keyboard, out: Path) -> None:
    """What is selected, as small JPEGs, into a folder whose name is typed."""
    await keys.strike(Key.Key_E, CONTROL | SHIFT)
    await until(lambda: isinstance(front(), ExportDialog))
    dialog = front()
    assert isinstance(dialog, ExportDialog)
    await keys.go_to(*dialog.format.stops())
    await keys.strike(Key.Key_Left)
    assert dialog.order().format == "png", "the dialog begins with JPEG"
    await keys.strike(Key.Key_Right)
    await keys.go_to(dialog.size_choice)
    await keys.strike(Key.Key_Down)
    await keys.go_to(dialog.edge)
    await keys.replace(str(LONG_EDGE))
    await keys.go_to(dialog.choose)
    await keys.strike(Key.Key_Space)
    await until(lambda: isinstance(front(), QFileDialog))
    await keys.go_to(*front().findChildren(QLineEdit, "fileNameEdit"))
    await keys.replace(str(out))
    await keys.strike(Key.Key_Return)
    await until(lambda: front() is dialog and dialog.order().folder == str(out))
    assert (dialog.order().format, dialog.order().resize, dialog.order().long_edge) == ("jpeg", True, LONG_EDGE)
    await keys.go_to(dialog.export)
    await keys.strike(Key.Key_Return)
    await until(lambda: front() is window() and window().status_bar.exports.show_button.isVisible())
    assert len(list(out.iterdir())) == 2
    said = window().status_bar.exports.text.text()
    assert "2" in said and out.name in said


async def close() -> None:
    """As by the window's own button."""
    QApplication.sendEvent(window(), QCloseEvent())
    await until(lambda: window_or_none() is None)


def states() -> list[JobState]:
    """Of the jobs in the gallery, newest first."""
    return [job.state for job in jobs(window())]


def originals(profile: Path, found: list[Job]) -> dict[str, str]:
    """Their files, each with the sum of its bytes, which is the one that the library knows."""
    pictures = [picture for job in found for picture in job.pictures]
    sums = {
        picture.path or "": hashlib.sha256(Path(picture.path or "").read_bytes()).hexdigest() for picture in pictures
    }
    assert list(sums.values()) == known_sums(profile, [picture.id for picture in pictures])
    return sums


def receipts(profile: Path) -> list[Receipt]:
    """What has been sent, as the ledger has it once the program has ended."""
    where = folders(profile, demo=True)

    async def read() -> list[Receipt]:
        library = Library.open(where.data, where.originals)
        try:
            return await library.receipts()
        finally:
            await library.close()

    return asyncio.run(read())


def check_copies(out: Path, job: Job) -> None:
    """Two whole pictures, named and numbered, as large as asked for, of the shape of their originals."""
    copies = sorted(out.iterdir())
    for number, (path, picture) in enumerate(zip(copies, job.pictures[:2], strict=True), start=1):
        assert path.stem.endswith(f"_{number:02}") and job.recipe.prompt.split()[0] in path.name
        assert QImageReader(str(path)).format() == b"jpeg" and path.suffix == ".jpg"
        copy, original = QImage(str(path)), QImage(picture.path or "")
        assert max(copy.width(), copy.height()) == LONG_EDGE < max(original.width(), original.height())
        assert abs(copy.width() * original.height() / (copy.height() * original.width()) - 1) < 0.01
