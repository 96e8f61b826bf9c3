"""Calls Qt in some sixty ways, many times each, and prints {call: change of the count of None per call} as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

TIMES = 200
Calls = dict[str, Callable[[], object]]


def drift_of(call: Callable[[], object], times: int = TIMES) -> float:
    """References to None gained (or lost) per call, after a few calls that fill caches."""
    for _ in range(10):
        call()
    before = sys.getrefcount(None)
    for _ in range(times):
        call()
    return (sys.getrefcount(None) - before) / times


def both(first: Callable[[], object], second: Callable[[], object]) -> Callable[[], object]:
    """Two calls that belong together, as one."""

    def call() -> None:
        first()
        second()

    return call


def painting() -> Calls:
    """What a paintEvent does."""
    from PySide6.QtCore import QPoint, QRect, QRectF, Qt
    from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

    image, pixmap = QImage(64, 64, QImage.Format.Format_RGB32), QPixmap(20, 20)
    color, rect, rect_f, point = QColor("red"), QRect(0, 0, 5, 5), QRectF(0, 0, 5, 5), QPoint(0, 0)
    brush, pen, path, red = QBrush(color), QPen(color), QPainterPath(), Qt.GlobalColor.red
    pixmap.fill(red)
    p = QPainter(image)
    return {
        "QImage.fill(QColor)": lambda: image.fill(color),
        "QImage.fill(GlobalColor)": lambda: image.fill(red),
        "QImage.fill(int)": lambda: image.fill(0),
        "QPixmap.fill(QColor)": lambda: pixmap.fill(color),
        "QPixmap.fill(GlobalColor)": lambda: pixmap.fill(red),
        "fillRect(int*4, QColor)": lambda: p.fillRect(0, 0, 5, 5, color),
        "fillRect(int*4, QBrush)": lambda: p.fillRect(0, 0, 5, 5, brush),
        "fillRect(int*4, GlobalColor)": lambda: p.fillRect(0, 0, 5, 5, red),
        "fillRect(QRect, QColor)": lambda: p.fillRect(rect, color),
        "fillRect(QRect, QBrush)": lambda: p.fillRect(rect, brush),
        "fillRect(QRectF, QColor)": lambda: p.fillRect(rect_f, color),
        "fillPath": lambda: p.fillPath(path, brush),
        "eraseRect": lambda: p.eraseRect(0, 0, 1, 1),
        "drawRect": lambda: p.drawRect(rect),
        "drawRoundedRect": lambda: p.drawRoundedRect(rect, 2, 2),
        "drawEllipse": lambda: p.drawEllipse(rect),
        "drawLine": lambda: p.drawLine(0, 0, 4, 4),
        "drawPoint": lambda: p.drawPoint(1, 1),
        "drawPath": lambda: p.drawPath(path),
        "drawPixmap(int, int, QPixmap)": lambda: p.drawPixmap(0, 0, pixmap),
        "drawPixmap(QPoint, QPixmap)": lambda: p.drawPixmap(point, pixmap),
        "drawPixmap(QRect, QPixmap)": lambda: p.drawPixmap(rect, pixmap),
        "drawImage": lambda: p.drawImage(rect, QImage(2, 2, QImage.Format.Format_RGB32)),
        "drawText(int, int, str)": lambda: p.drawText(1, 9, "a"),
        "drawText(QRect, flags, str)": lambda: p.drawText(rect, Qt.AlignmentFlag.AlignCenter, "a"),
        "setPen(QColor)": lambda: p.setPen(color),
        "setPen(QPen)": lambda: p.setPen(pen),
        "setPen(NoPen)": lambda: p.setPen(Qt.PenStyle.NoPen),
        "setBrush(QColor)": lambda: p.setBrush(color),
        "setBrush(QBrush)": lambda: p.setBrush(brush),
        "save, restore": both(p.save, p.restore),
        "setClipRect": lambda: p.setClipRect(rect),
        "setClipping": lambda: p.setClipping(False),
        "translate": lambda: p.translate(0, 0),
        "setOpacity": lambda: p.setOpacity(1),
        "setRenderHint": lambda: p.setRenderHint(QPainter.RenderHint.Antialiasing),
    }


def widgets() -> Calls:
    """What widgets are asked all day."""
    from PySide6.QtCore import QRect, QStringListModel
    from PySide6.QtWidgets import QLabel, QListView, QPushButton, QScrollArea, QScrollBar, QWidget

    w, bar, label, button, area, view = QWidget(), QScrollBar(), QLabel(), QPushButton(), QScrollArea(), QListView()
    model = QStringListModel(["a"])
    view.setModel(model)
    return {
        "update()": lambda: w.update(),
        "update(QRect)": lambda: w.update(QRect(0, 0, 5, 5)),
        "repaint": lambda: w.repaint(),
        "scroll": lambda: w.scroll(0, 0),
        "resize": lambda: w.resize(5, 5),
        "setMinimumSize": lambda: w.setMinimumSize(1, 1),
        "setToolTip": lambda: w.setToolTip("a"),
        "setAccessibleName": lambda: w.setAccessibleName("a"),
        "setEnabled": lambda: w.setEnabled(True),
        "setVisible": lambda: w.setVisible(False),
        "setStyleSheet": lambda: w.setStyleSheet(""),
        "setProperty(None)": lambda: w.setProperty("x", None),
        "property of nothing": lambda: w.property("nothing"),
        "parent of none": lambda: w.parent(),
        "layout of none": lambda: w.layout(),
        "QScrollBar.setValue": lambda: bar.setValue(1),
        "QScrollBar.setRange": lambda: bar.setRange(0, 5),
        "QScrollBar.setSingleStep": lambda: bar.setSingleStep(3),
        "QLabel.setText": lambda: label.setText("a"),
        "QPushButton.setText": lambda: button.setText("a"),
        "viewport().update()": lambda: area.viewport().update(),
        "setCurrentIndex": lambda: view.setCurrentIndex(model.index(0, 0)),
    }


def objects() -> Calls:
    """Signals, timers, events and models."""
    from PySide6.QtCore import (
        QAbstractListModel,
        QCoreApplication,
        QEvent,
        QModelIndex,
        QObject,
        QPersistentModelIndex,
        QTimer,
        Signal,
    )

    class Model(QAbstractListModel):
        def rowCount(self, parent: object = None) -> int:
            return 1

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> None:
            return None

    class Source(QObject):
        told = Signal(int)

    source, timer, model, target = Source(), QTimer(), Model(), QObject()
    source.told.connect(lambda number: None)
    event = QEvent(QEvent.Type.User)
    return {
        "emit": lambda: source.told.emit(1),
        "QTimer start, stop": both(lambda: timer.start(1000), timer.stop),
        "singleShot": both(lambda: QTimer.singleShot(0, lambda: None), QCoreApplication.processEvents),
        "sendEvent": lambda: QCoreApplication.sendEvent(target, event),
        "processEvents": lambda: QCoreApplication.processEvents(),
        "data() is None": lambda: model.index(0, 0).data(),
        "dataChanged.emit": lambda: model.dataChanged.emit(model.index(0, 0), model.index(0, 0)),
        "setObjectName": lambda: target.setObjectName("a"),
        "blockSignals": lambda: target.blockSignals(False),
    }


def main() -> None:
    """Measure and print; leave without tearing Qt down, which is not the question here."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    calls = {**painting(), **widgets(), **objects()}
    print(json.dumps({name: drift_of(call) for name, call in calls.items()}), flush=True)
    assert application
    os._exit(0)


if __name__ == "__main__":
    main()
