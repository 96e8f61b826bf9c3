"""The menu of the filters: what there is to choose in each field, with how many jobs, counted by the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ..messages.search import FIELDS, state_choices
from .language import fill, translate_message
from .look import icon

if TYPE_CHECKING:
    from .session import Session

translate = QCoreApplication.translate


async def open_filter_menu(session: Session) -> None:
    """Counts, then shows it under its button."""
    finding, library = session.finding, session.library
    counts = {field: await library.count(finding.wanted, field) for field in FIELDS}
    button = session.window.toolbar.filter
    menu = QMenu(session.window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for field, title in FIELDS.items():
        part = menu.addMenu(translate_message(title))
        for value, name, jobs in _choices(session, field, {value: jobs for value, jobs, _ in counts[field]}):
            action = QAction(fill(translate("FilterMenu", "%1 (%2)"), name, jobs), part)
            action.setCheckable(True)
            action.setChecked(finding.has(field, value))
            action.triggered.connect(lambda _=False, field=field, value=value: finding.toggle(field, value))
            part.addAction(action)
        part.setEnabled(not part.isEmpty())
    menu.addSeparator()
    everything = menu.addAction(icon("close"), translate("FilterMenu", "Show everything"))
    everything.setEnabled(not finding.wanted.everything)
    everything.triggered.connect(finding.show_all)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def _choices(session: Session, field: str, jobs: dict[str, int]) -> list[tuple[str, str, int]]:
    """(value, name, jobs), the most first; also what is chosen and has none any more."""
    if field == "state":
        return state_choices(jobs, translate_message)
    for value in session.finding.chosen(field):
        jobs.setdefault(value, 0)
    return [(value, _name(session, field, value), count) for value, count in jobs.items()]


def _name(session: Session, field: str, value: str) -> str:
    model = session.catalog.get(value) if field == "model" else None
    return model.name if model else value
