"""The lists of the filters: what there is to choose in each field, with how many, counted by the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ...core.marks import MOST_STARS
from ...core.search import Wanted, span_of
from ...messages import FIELDS, PERIODS, choices, stars_name
from ..base.language import fill, translate_message
from ..design.look import icon
from .bar import ALL_FILTERS, COLLECTION, GROUPS
from .collections_menu import add_collections, collection_words

if TYPE_CHECKING:
    from ..session.session import Session

MOST_MONTHS = 24
MENU = "filters"  # the name of the menu while it is there
translate = QCoreApplication.translate


async def open_filter_menu(session: Session, group: str) -> None:
    """Counts, then shows it under its button; ALL_FILTERS: every group in one."""
    if session.window.findChild(QMenu, MENU):
        return  # pressed twice
    menu = QMenu(session.window)
    menu.setObjectName(MENU)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    try:
        await _fill(menu, session, group)
    except BaseException:
        menu.deleteLater()
        raise
    button = session.window.toolbar.filters.button(group)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


async def _fill(menu: QMenu, session: Session, group: str) -> None:
    finding, library = session.finding, session.library
    every = [field for fields in ((GROUPS.values()) if group == ALL_FILTERS else [GROUPS[group]]) for field in fields]
    fields = [*(["flag"] if group == ALL_FILTERS else []), *every]
    counts = {field: await library.count(finding.wanted, field) for field in fields}
    apart = len(fields) > 1
    for field in fields:
        if field == "unjudged":
            _add_toggle(menu, session, counts[field])
            continue
        part = menu.addMenu(translate_message(FIELDS[field].name)) if apart else menu
        _add_field(part, session, field, counts[field])
        part.setEnabled(not part.isEmpty())
    if group in (ALL_FILTERS, COLLECTION):
        add_collections(menu.addMenu(translate("FilterMenu", "Collection")) if apart else menu, session)
    if group == ALL_FILTERS:
        menu.addSeparator()
        everything = menu.addAction(icon("close"), translate("FilterMenu", "Show everything"))
        everything.setEnabled(not finding.wanted.everything)
        everything.triggered.connect(finding.show_all)


def filter_words(session: Session) -> dict[str, str]:
    """What is chosen in each group, in words; nothing for a group of which all is shown."""
    wanted = session.finding.wanted
    words = {
        group: ", ".join(filter(None, (_chosen_words(session, field, wanted) for field in fields)))
        for group, fields in GROUPS.items()
    }
    words[COLLECTION] = collection_words(session)
    return words


def clear_group(session: Session, group: str) -> None:
    """All of it is shown again."""
    plain = Wanted()
    names = [FIELDS[field].wanted for field in GROUPS[group]] or ["collection"]
    session.finding.change(**{name: getattr(plain, name) for name in names})


def _chosen_words(session: Session, field: str, wanted: Wanted) -> str:
    value: Any = getattr(wanted, FIELDS[field].wanted)
    if not value:
        return ""
    if field == "period":
        return period_name(value)
    if field == "stars":
        return stars_name(value)
    if field == "unjudged":
        return translate_message(FIELDS[field].name)
    found = choices(field, {}, value, translate_message)
    return ", ".join(_name(session, field, name) for _, name, _ in found)


def _add_field(menu: QMenu, session: Session, field: str, counts: Mapping[str, int]) -> None:
    finding, name = session.finding, FIELDS[field].wanted
    chosen: Any = getattr(finding.wanted, name)
    if field == "period":
        _add_periods(menu, session, counts, chosen)
    elif field == "stars":
        for stars in range(MOST_STARS, 0, -1):
            many = sum(count for rating, count in counts.items() if int(rating) >= stars)
            if many or stars == chosen:
                does = _changes(session, stars=0 if stars == chosen else stars)
                _add(menu, stars_name(stars), many, stars == chosen, does)
    else:
        for choice in choices(field, counts, chosen, translate_message):
            does = _toggles(session, name, choice.values)
            _add(menu, _name(session, field, choice.name), choice.many, choice.values <= chosen, does)


def _add_periods(menu: QMenu, session: Session, months: Mapping[str, int], chosen: str) -> None:
    for period in PERIODS:
        does = _changes(session, period="" if period == chosen else period)
        _add(menu, period_name(period), None, period == chosen, does)
    menu.addSeparator()
    for month in sorted(months, reverse=True)[:MOST_MONTHS]:
        if span_of(month, date.today()):
            does = _changes(session, period="" if month == chosen else month)
            _add(menu, period_name(month), months[month], month == chosen, does)


def _add_toggle(menu: QMenu, session: Session, counts: Mapping[str, int]) -> None:
    on = session.finding.wanted.unjudged
    _add(menu, translate_message(FIELDS["unjudged"].name), sum(counts.values()), on, _changes(session, unjudged=not on))


def period_name(period: str) -> str:
    """A period of span_of() in words."""
    if period in PERIODS:
        return translate_message(PERIODS[period])
    year, month = (int(part) for part in period.split("-"))
    return QLocale().toString(QDate(year, month, 1), "yyyy年M月" if QLocale().language() == _CHINESE else "MMMM yyyy")


_CHINESE = QLocale.Language.Chinese


def _changes(session: Session, **changes: Any) -> Callable[[], object]:
    return lambda: session.finding.change(**changes)


def _toggles(session: Session, name: str, values: frozenset[str]) -> Callable[[], object]:
    return lambda: session.finding.toggle(name, values)


def _add(menu: QMenu, name: str, count: int | None, chosen: bool, does: Callable[[], object]) -> None:
    text = name if count is None else fill(translate("FilterMenu", "%1 (%2)"), name, count)
    action = QAction(text.replace("&", "&&"), menu)
    action.setCheckable(True)
    action.setChecked(chosen)
    action.triggered.connect(lambda: does())
    menu.addAction(action)


def _name(session: Session, field: str, value: str) -> str:
    model = session.catalog.get(value) if field == "model" else None
    return model.name if model else value
