"""Asks every control on screen what a screen reader would ask: its name, its role, its state."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QListView,
    QMenu,
    QScrollArea,
    QSlider,
    QWidget,
)

from jimeng_desktop.ui.composer.generate_button import GenerateButton
from tests.ui.showing import named

Role, Text = QAccessible.Role, QAccessible.Text
NOTHING = {Role.NoRole, Role.Client, Role.Window, Role.Pane}  # says nothing of what can be done with it
ICON_ALONE = 44  # wider, and a button that is drawn by hand has words of its own
CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider)


def controls(widgets: Collection[QWidget]) -> list[QWidget]:
    """What can be reached or pressed; not the parts of which Qt builds a control."""
    found = []
    for widget in widgets:
        reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, CONTROLS)
        built = isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox))
        part = built and not isinstance(widget, QAbstractButton)
        list_of_combo = isinstance(widget, QListView) and isinstance(widget.window().parentWidget(), QComboBox)
        if reached and not part and not list_of_combo and not isinstance(widget, (QLabel, QMenu)):
            found.append(widget)
    return found


def unspoken(widgets: Collection[QWidget]) -> Iterator[str]:
    """Everything a screen reader could not tell of these widgets."""
    QAccessible.setActive(True)
    reached = controls(widgets)
    for widget in reached:
        met = QAccessible.queryAccessibleInterface(widget)
        if met is None or not met.isValid():
            yield f"{named(widget)} can't be asked"
            continue
        yield from _of_control(widget, met)
    yield from _alike(reached)


def deaf(widgets: Collection[QWidget]) -> Iterator[str]:
    """Buttons that Enter does not press, or presses again while it is held; the one that costs must leave it to Space.

    Nothing comes of these presses.
    """
    popup = QApplication.activePopupWidget()
    for button in controls(widgets):
        if popup and button.window() is not popup:
            continue  # all keys are the pop-up's
        of_qt = isinstance(button, QCheckBox) or isinstance(button.parentWidget(), QDialogButtonBox)
        if not isinstance(button, QAbstractButton) or of_qt or button.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if button.group() or not button.parentWidget().isEnabled():
            continue  # one of several, which the arrows choose, or where nothing can be done
        pressed: list[object] = []
        enabled = button.isEnabled()
        button.blockSignals(True)
        button.click = partial(pressed.append, button)  # type: ignore[method-assign]
        button.setEnabled(True)
        for held in (False, True):
            enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", held)
            QApplication.sendEvent(button, enter)
        button.setEnabled(enabled)
        del button.click
        button.blockSignals(False)
        if len(pressed) != (not isinstance(button, GenerateButton)):
            yield f"{named(button)} is pressed {len(pressed)} times by Enter"


def _of_control(widget: QWidget, met: QAccessibleInterface) -> Iterator[str]:
    name, role, state = met.text(Text.Name), met.role(), met.state()
    if not name.strip():
        yield f"{named(widget)} has no name"
    if role in NOTHING and type(widget) is not QScrollArea:  # which is scrolled by keys, and says nothing else
        yield f"{named(widget)} has the role {role.name}"
    if bool(state.disabled) is widget.isEnabled():
        yield f"{named(widget)} says it is {'off' if state.disabled else 'on'}, which is untrue"
    if isinstance(widget, QAbstractButton):
        if widget.isCheckable() and bool(state.checked) is not widget.isChecked():
            yield f"{named(widget)} says it is {'' if state.checked else 'not '}checked, which is untrue"
        if (
            not _words(widget)
            and not widget.toolTip()
            and widget.width() <= ICON_ALONE
            and not isinstance(widget, QCheckBox)
        ):
            yield f"{named(widget)}, an icon alone, has no tooltip"
    if QApplication.focusWidget() is widget and not state.focused:
        yield f"{named(widget)} has the keyboard and doesn't say so"


def _words(button: QAbstractButton) -> str:
    """What is written on it; a choice that is drawn has its value."""
    value = getattr(button, "value", "")
    return button.text() or (value if isinstance(value, str) else "")


def _alike(reached: Collection[QWidget]) -> Iterator[str]:
    """Neighbours of one kind that can't be told apart by what is said of them."""
    seen: dict[tuple[object, ...], QWidget] = {}
    for widget in reached:
        met = QAccessible.queryAccessibleInterface(widget)
        said = met.text(Text.Name), met.text(Text.Description)
        key = (type(widget), widget.parentWidget(), *said)
        if key in seen and widget.isEnabled():
            yield f"{named(widget)} is called {said} like its neighbour"
        seen[key] = widget


def unspoken_items(area: QAbstractScrollArea, role: QAccessible.Role, item: QAccessible.Role) -> Iterator[str]:
    """A list whose items a screen reader could not tell."""
    QAccessible.setActive(True)
    met = QAccessible.queryAccessibleInterface(area)
    if met.role() != role:
        yield f"{named(area)} has the role {met.role().name}"
    items = [child for child in (met.child(at) for at in range(met.childCount())) if child and child.role() == item]
    if not items:
        yield f"{named(area)} has no items"
    for child in items:
        if not child.text(Text.Name).strip():
            yield f"an item of {named(area)} has no name"


def menu_entries(menu: QMenu) -> Iterator[str]:
    """Entries of a menu that have no words, and keys that two of them share."""
    seen: dict[str, str] = {}
    for action in menu.actions():
        if not action.isSeparator() and not action.text().strip():
            yield f"an entry of {named(menu)} has no words"
        if action.text() and action.text() in seen:
            yield f"{named(menu)} has two entries {action.text()!r}"
        seen[action.text()] = ""
