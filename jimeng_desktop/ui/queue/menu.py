"""The menus of the queue's pop-over: of one job, and of the queue as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...core.job import Job
from ...messages import Translate, cancel_label
from ...messages.actions import DISCARD_LEFT_OVER, SEND_LEFT_OVER
from ..design.look import icon
from .words import CANCEL, SHOW, Sorted

translate = QCoreApplication.translate
TO_FRONT, CANCEL_WAITING = "to_front", "cancel_waiting"


class MenuEntry(NamedTuple):
    """A line of a menu; None in its place is a separator."""

    code: str
    icon: str
    label: str
    enabled: bool = True


def job_entries(job: Job, jobs: Sorted, message: Translate) -> list[MenuEntry | None]:
    """What can be done with a job of the queue; nothing of it costs."""
    entries: list[MenuEntry | None] = []
    if job in jobs.waiting:
        entries.append(MenuEntry(TO_FRONT, "to-front", translate("QueueMenu", "To the front"), job != jobs.waiting[0]))
    label, enabled = cancel_label(job, message)
    if enabled:
        entries.append(MenuEntry(CANCEL, "cancelled", label))
    if entries:
        entries.append(None)
    return [
        *entries,
        MenuEntry(SHOW, "eye", translate("QueueMenu", "Show in the gallery")),
        MenuEntry("show_in_form", "recipe", translate("QueueMenu", "Recipe into the form")),
    ]


def queue_entries(jobs: Sorted, message: Translate) -> list[MenuEntry | None]:
    """What can be done with all that wait."""
    cancel = translate("QueueMenu", "Cancel all waiting jobs")
    entries: list[MenuEntry | None] = [MenuEntry(CANCEL_WAITING, "cancelled", cancel, bool(jobs.waiting))]
    if jobs.kept:
        kept = translate("QueueMenu", "Kept back: %1")
        for action, name in ((SEND_LEFT_OVER, "sending"), (DISCARD_LEFT_OVER, "trash")):
            entries.append(MenuEntry(action.code, name, kept.replace("%1", message(action.label))))
    return entries


def open_menu(
    parent: QWidget, entries: Sequence[MenuEntry | None], at: QPoint, chosen: Callable[[str], object]
) -> QMenu:
    """Opens a menu at a point of the screen; `chosen` hears the code."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            action = menu.addAction(icon(entry.icon), entry.label)
            action.setData(entry.code)
            action.setEnabled(entry.enabled)
    menu.triggered.connect(lambda action: chosen(action.data()))
    menu.popup(at)
    return menu
