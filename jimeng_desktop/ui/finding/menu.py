"""The lists of the filters: what there is to choose in each field, with how many, counted by the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ...core.catalog import Catalog
from ...core.marks import MOST_STARS
from ...core.search import Wanted, span_of
from ...messages import FIELDS, PERIODS, choices, stars_name
from ..base.language import fill, translate_message
from ..design.look import icon
from .bar import ALL_FILTERS, COLLECTION, GROUPS, FilterBar
from .collections import Collections
from .collections_menu import Chosen, add_collections, collection_words
from .finding import Finding

MOST_MONTHS = 24
MENU = "filters"  # the name of the menu while it is there
translate = QCoreApplication.translate


async def open_filter_menu(
    group: str, bar: FilterBar, finding: Finding, collections: Collections, catalog: Catalog, chosen: Chosen | None
) -> None:
    """Counts, then shows it under its button of the bar; ALL_FILTERS: every group in one. `chosen` is None where no
    picture is.
    """
    window = bar.window()
    if window.findChild(QMenu, MENU):
        return  # pressed twice
    menu = QMenu(window)
    menu.setObjectName(MENU)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    try:
        await _fill(menu, group, finding, catalog)
    except BaseException:
        menu.deleteLater()
        raise
    if group in (ALL_FILTERS, COLLECTION):
        part = menu.addMenu(translate("FilterMenu", "Collection")) if group == ALL_FILTERS else menu
        add_collections(part, finding, collections, chosen)
    if group == ALL_FILTERS:
        menu.addSeparator()
        everything = menu.addAction(icon("close"), translate("FilterMenu", "Show everything"))
        everything.setEnabled(not finding.wanted.everything)
        everything.triggered.connect(finding.show_all)
    button = bar.button(group)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


async def _fill(menu: QMenu, group: str, finding: Finding, catalog: Catalog) -> None:
    every = [field for fields in ((GROUPS.values()) if group == ALL_FILTERS else [GROUPS[group]]) for field in fields]
    fields = [*(["flag"] if group == ALL_FILTERS else []), *every]
    counts = {field: await finding.count(field) for field in fields}
    apart = len(fields) > 1
    for field in fields:
        if field == "unjudged":
            _add_toggle(menu, finding, counts[field])
            continue
        part = menu.addMenu(translate_message(FIELDS[field].name)) if apart else menu
        _add_field(part, finding, catalog, field, counts[field])
        part.setEnabled(not part.isEmpty())


def filter_words(wanted: Wanted, collections: Collections, catalog: Catalog) -> dict[str, str]:
    """What is chosen in each group, in words; nothing for a group of which all is shown."""
    words = {
        group: ", ".join(filter(None, (_chosen_words(catalog, field, wanted) for field in fields)))
        for group, fields in GROUPS.items()
    }
    words[COLLECTION] = collection_words(collections)
    return words


def clear_group(finding: Finding, group: str) -> None:
    """All of it is shown again."""
    plain = Wanted()
    names = [FIELDS[field].wanted for field in GROUPS[group]] or ["collection"]
    finding.change(**{name: getattr(plain, name) for name in names})


def _chosen_words(catalog: Catalog, field: str, wanted: Wanted) -> str:
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
    return ", ".join(_name(catalog, field, name) for _, name, _ in found)


def _add_field(menu: QMenu, finding: Finding, catalog: Catalog, field: str, counts: Mapping[str, int]) -> None:
    name = FIELDS[field].wanted
    chosen: Any = getattr(finding.wanted, name)
    if field == "period":
        _add_periods(menu, finding, counts, chosen)
    elif field == "stars":
        for stars in range(MOST_STARS, 0, -1):
            many = sum(count for rating, count in counts.items() if int(rating) >= stars)
            if many or stars == chosen:
                does = _changes(finding, stars=0 if stars == chosen else stars)
                _add(menu, stars_name(stars), many, stars == chosen, does)
    else:
        for choice in choices(field, counts, chosen, translate_message):
            does = _toggles(finding, name, choice.values)
            _add(menu, _name(catalog, field, choice.name), choice.many, choice.values <= chosen, does)


def _add_periods(menu: QMenu, finding: Finding, months: Mapping[str, int], chosen: str) -> None:
    for period in PERIODS:
        does = _changes(finding, period="" if period == chosen else period)
        _add(menu, period_name(period), None, period == chosen, does)
    menu.addSeparator()
    for month in sorted(months, reverse=True)[:MOST_MONTHS]:
        if span_of(month, date.today()):
            does = _changes(finding, period="" if month == chosen else month)
            _add(menu, period_name(month), months[month], month == chosen, does)


def _add_toggle(menu: QMenu, finding: Finding, counts: Mapping[str, int]) -> None:
    on = finding.wanted.unjudged
    _add(menu, translate_message(FIELDS["unjudged"].name), sum(counts.values()), on, _changes(finding, unjudged=not on))


def period_name(period: str) -> str:
    """A period of span_of() in words."""
    if period in PERIODS:
        return translate_message(PERIODS[period])
    year, month = (int(part) for part in period.split("-"))
    return QLocale().toString(QDate(year, month, 1), "yyyy年M月" if QLocale().language() == _CHINESE else "MMMM yyyy")


_CHINESE = QLocale.Language.Chinese


def _changes(finding: Finding, **changes: Any) -> Callable[[], object]:
    return lambda: finding.change(**changes)


def _toggles(finding: Finding, name: str, values: frozenset[str]) -> Callable[[], object]:
    return lambda: finding.toggle(name, values)


def _add(menu: QMenu, name: str, count: int | None, chosen: bool, does: Callable[[], object]) -> None:
    text = name if count is None else fill(translate("FilterMenu", "%1 (%2)"), name, count)
    action = QAction(text.replace("&", "&&"), menu)
    action.setCheckable(True)
    action.setChecked(chosen)
    action.triggered.connect(lambda: does())
    menu.addAction(action)


def _name(catalog: Catalog, field: str, value: str) -> str:
    model = catalog.get(value) if field == "model" else None
    return model.name if model else value
