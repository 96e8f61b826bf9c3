"""The model of the form: a combo box whose list can be searched, has favourites, and takes a new model by its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ...core.catalog import Catalog, Model
from ..base.language import in_words
from ..design.plain import set_tip

if TYPE_CHECKING:
    from .popover import ModelPopover

_WITH_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
LEAST_LETTERS = 8  # the box never grows with a long name: the form stays as narrow as it may be


class ModelPicker(QComboBox):
    """Its items are the models, their ids the data. The list is made anew each time it opens."""

    favourites_changed = Signal(list)  # ids
    add_asked = Signal(str)  # an id that no model here has yet

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: tuple[Model, ...] = ()
        self._favourites: list[str] = []
        self.popover: ModelPopover | None = None
        self.setAccessibleName(self.tr("Model"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not the wheel's
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.currentIndexChanged.connect(self._describe)

    def set_models(self, catalog: Catalog) -> None:
        """Offers these models; the chosen one stays, without a word, where it is among them."""
        chosen = self.currentData()
        blocked = self.blockSignals(True)
        self._models = catalog.models
        self.clear()
        for model in catalog:
            self.addItem(model.name, model.id)
        self.setCurrentIndex(max(0, self.findData(chosen), self.findData(catalog.default) if chosen is None else 0))
        self.blockSignals(blocked)
        self._describe()

    def choose(self, model_id: str) -> None:
        """Chooses the model with this id, if there is one."""
        index = self.findData(model_id)
        if index >= 0:
            self.setCurrentIndex(index)

    def set_favourites(self, ids: Sequence[object]) -> None:
        """The favourites as they are remembered."""
        self._favourites = [one for one in ids if isinstance(one, str)]

    def showPopup(self) -> None:
        self._open("")

    def hidePopup(self) -> None:
        if self.popover:
            self.popover.leave()

    def _open(self, typed: str) -> None:
        if self.popover or not self.count():
            return
        from .popover import ModelPopover  # late: not before the first frame

        popover = self.popover = ModelPopover(self, self._models, self.currentData(), self._favourites)
        popover.chosen.connect(self.choose)
        popover.starred.connect(self._star)
        popover.add_asked.connect(self._add)
        popover.left.connect(self._closed)
        popover.open(typed)

    def _closed(self) -> None:
        self.popover = None
        self.update()

    def _star(self, model_id: str, on: bool) -> None:
        self._favourites = [one for one in self._favourites if one != model_id] + [model_id] * on
        self.favourites_changed.emit(list(self._favourites))

    def _add(self, model_id: str) -> None:
        if self.findData(model_id) >= 0:
            self.choose(model_id)
        else:
            self.add_asked.emit(model_id)

    def _describe(self) -> None:
        model = next((model for model in self._models if model.id == self.currentData()), None)
        line = in_words(model.line) if model else ""
        self.setAccessibleDescription(line)
        set_tip(self, f"{model.id}\n{line}".strip() if model else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Whoever scrolls the form must not find another model, at another price, in it.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.strip() and text.isprintable() and not event.modifiers() & _WITH_COMMAND:
            self._open(text)  # Qt would go to the next model with this letter, unseen
        else:
            super().keyPressEvent(event)
