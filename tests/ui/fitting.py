"""Measures whether what a window shows has its place: texts in widgets, widgets in parents, none over another.

Widgets of Qt's own are asked for their contents; what the program paints by hand is watched while it is painted, so
that a new painted widget is measured without being told of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from jimeng_desktop.ui.window.columns import Columns, Side
from tests.ui.painted import Painted, PaintedText
from tests.ui.showing import named

SLACK = 1  # pixels that rounding may take

# Pairs of siblings that lie over one another on purpose.
OVERLAYS = {
    frozenset({"QWidget", "Hint"}),  # the prompt editor: viewport, hint and meter
    frozenset({"QWidget", "LengthMeter"}),
    frozenset({"Hint", "LengthMeter"}),
}
ON_TOP = {"Line", "QuietNotice", "Veil", "ModelPopover", "FirstRunPage"}  # grips and covers lie over others on purpose


def misplaced(widgets: Collection[QWidget]) -> Iterator[str]:
    """Widgets that stand out of their parent, or over a sibling."""
    children: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        parent = widget.parentWidget()
        if parent is not None and not widget.isWindow():
            children.setdefault(parent, []).append(widget)
    for parent, within in children.items():
        for widget in within:
            if not _inside(widget, parent):
                room = (parent.width(), parent.height())
                yield f"{named(widget)} at {widget.geometry().getRect()} stands out of its parent {room}"
        for one, other in combinations(within, 2):
            kinds = frozenset({type(one).__name__, type(other).__name__})
            both = one.geometry().intersected(other.geometry())
            if not both.isEmpty() and kinds not in OVERLAYS and not kinds & ON_TOP and not _lies_over(one, other):
                yield f"{named(one)} and {named(other)} overlap by {both.width()} × {both.height()}"


def _lies_over(one: QWidget, other: QWidget) -> bool:
    """A panel that has no column lies over the middle."""
    columns = one.parentWidget()
    if not isinstance(columns, Columns) or columns.lies_over is None:
        return False
    panel = {Side.LEFT: "Composer", Side.RIGHT: "Inspector"}[columns.lies_over]
    return {type(one).__name__, type(other).__name__} == {panel, "Pages"}


def _inside(widget: QWidget, parent: QWidget) -> bool:
    box, room = widget.geometry(), parent.rect()
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        return box.left() >= room.left() and box.right() <= room.right()  # the rest can be scrolled to
    return room.contains(box)


def cut_off(widgets: Collection[QWidget]) -> Iterator[str]:
    """Texts that are larger than the widgets of Qt's own that show them."""
    for widget in widgets:
        measure = next((measure for kind, measure in MEASURES.items() if isinstance(widget, kind)), None)
        lacks = measure(widget) if measure else ""
        if lacks:
            yield f"{named(widget)}: {lacks}"


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        needs = label.heightForWidth(label.width())
        words = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split() or [""])
        inner = label.contentsRect().width()
        if words > inner + SLACK and not _han(label.text()):
            return f"its longest word takes {words} of {inner} across"
        needs -= _air(label, needs)
        return f"takes {needs} of {label.height()} down" if needs > label.height() + SLACK else ""
    return _hint(label)


def _air(label: QLabel, needs: int) -> int:
    """How much of a line's height has no ink: a Chinese line is higher than ours, its letters are not."""
    tight = label.fontMetrics().tightBoundingRect(label.text()).height()
    lines = max(1, round(needs / max(label.fontMetrics().lineSpacing(), tight)))
    return max(0, needs // lines - tight)


def _hint(widget: QWidget) -> str:
    needs = widget.sizeHint()
    if needs.width() > widget.width() + SLACK:
        return f"takes {needs.width()} of {widget.width()} across"
    return f"takes {needs.height()} of {widget.height()} down" if needs.height() > widget.height() + SLACK else ""


def _push_button(button: QPushButton) -> str:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    inner = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    text = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text())
    across = text.width() + (0 if button.icon().isNull() else button.iconSize().width() + 4)
    return _compare(across, inner.width(), text.height(), button.height())


def _tool_button(button: QToolButton) -> str:
    iconic = button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull()
    if type(button).sizeHint is QToolButton.sizeHint and (iconic or not button.text()):
        size = button.iconSize()
        return _compare(size.width(), button.width(), size.height(), button.height())
    if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:  # the style's own hint adds air
        metrics, icon = button.fontMetrics(), button.iconSize()
        across = icon.width() + 4 + metrics.horizontalAdvance(button.text())
        return _compare(across, button.width(), max(metrics.height(), icon.height()), button.height())
    return _hint(button)


def _combo(box: QComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control = QStyle.ComplexControl.CC_ComboBox
    inner = box.style().subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, box)
    texts = [box.itemText(at) for at in range(box.count())]
    widest = max((box.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
    return _compare(widest, inner.width(), box.fontMetrics().height(), box.height())


def _check(box: QCheckBox | QRadioButton) -> str:
    if not box.text():
        return ""
    option = QStyleOptionButton()
    box.initStyleOption(option)
    check = isinstance(box, QCheckBox)
    part = QStyle.SubElement.SE_CheckBoxContents if check else QStyle.SubElement.SE_RadioButtonContents
    inner = box.style().subElementRect(part, option, box)
    text = box.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, box.text())
    return _compare(text.width(), inner.width(), text.height(), box.height())


def _line_edit(field: QLineEdit) -> str:
    if isinstance(field.parentWidget(), QAbstractSpinBox):
        return ""
    metrics, margins = field.fontMetrics(), field.textMargins()
    inner = field.contentsRect().width() - margins.left() - margins.right() - 4
    text = field.placeholderText() or (field.text() if field.isReadOnly() else "")
    buttons = sum(button.width() for button in field.findChildren(QToolButton) if button.isVisible())
    return _compare(metrics.horizontalAdvance(text) if text else 0, inner - buttons, metrics.height(), field.height())


def _spin_box(box: QAbstractSpinBox) -> str:
    field = box.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    largest = getattr(box, "maximum", lambda: "")()
    across = box.fontMetrics().horizontalAdvance(str(largest))
    return _compare(across, field.width() - 4, box.fontMetrics().height(), box.height())


def _menu(menu: QMenu) -> str:
    return _hint(menu)


def _compare(across: int, wide: int, down: int, high: int) -> str:
    if across > wide + SLACK:
        return f"takes {across} of {wide} across"
    return f"takes {down} of {high} down" if down > high + SLACK else ""


def _han(text: str) -> bool:
    return any(ord(letter) > 0x2E80 for letter in text)


MEASURES: dict[type[QWidget], Callable[..., str]] = {
    QLabel: _label,
    QPushButton: _push_button,
    QToolButton: _tool_button,
    QComboBox: _combo,
    QCheckBox: _check,
    QRadioButton: _check,
    QAbstractSpinBox: _spin_box,
    QLineEdit: _line_edit,
    QMenu: _menu,
}


def badly_painted(painted: Painted, of_the_user: Collection[str]) -> Iterator[str]:
    """Painted texts that are cut off or lie over something. Only words of the user's own may be shortened."""
    by_widget: dict[QWidget, list[PaintedText]] = {}
    for text in painted.texts:
        by_widget.setdefault(text.widget, []).append(text)
        if text.whole != text.text and not any(text.whole in word for word in of_the_user):
            yield f"{named(text.widget)} shortens {text.whole!r} to {text.text!r}"
        lacks = _painted_lacks(text)
        if lacks:
            yield f"{named(text.widget)} paints {text.text!r}, which {lacks}"
    for widget, texts in by_widget.items():
        yield from _overpainted(widget, texts)


def _painted_lacks(text: PaintedText) -> str:
    takes, room, whole = text.rect.toAlignedRect(), text.room.toAlignedRect(), text.widget.rect()
    if takes.width() > room.width() + SLACK:
        return f"takes {takes.width()} of {room.width()} across"
    tight = QFontMetrics(text.font).tightBoundingRect(text.text)
    if "\n" not in text.text and tight.height() > room.height() + SLACK:
        return f"takes {tight.height()} of {room.height()} down"
    if takes.left() < whole.left() - SLACK or takes.right() > whole.right() + SLACK:
        return f"ends at {takes.right()} of {whole.right()}"
    return ""


def _overpainted(widget: QWidget, texts: list[PaintedText]) -> Iterator[str]:
    for one, other in combinations(texts, 2):
        both = _core(one).intersected(_core(other))
        if both.width() > SLACK and both.height() > SLACK and one.text != other.text:
            yield f"{named(widget)} paints {one.text!r} over {other.text!r}"
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        for text in texts:
            both = _core(text).intersected(child.geometry())
            if child.isVisible() and both.width() > SLACK and both.height() > SLACK:
                yield f"{named(widget)} paints {text.text!r} under {named(child)}"


def _core(text: PaintedText) -> QRect:
    """The rows that have ink in nearly every text: lines may stand closer than their full height."""
    box = text.rect.toRect()
    return box.adjusted(0, box.height() // 4, 0, -(box.height() // 4))
