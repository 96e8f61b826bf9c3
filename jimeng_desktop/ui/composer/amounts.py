"""Where the form asks for amounts: resolution, pictures and jobs, the pictures only where the model lets one choose."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


class Amounts(QGridLayout):
    """Without pictures, resolution and jobs share a line; with them the resolution goes one up. Jobs never move."""

    def __init__(self, resolution: QLayout, pictures: QLayout, jobs: QLayout, parent: QWidget) -> None:
        super().__init__()
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(0)
        self._resolution, self._pictures, self._jobs = (
            _boxed(part, parent) for part in (resolution, pictures, jobs)
        )  # fmt: skip
        self.setColumnStretch(0, 1)
        self.show_pictures(False)

    def show_pictures(self, shown: bool) -> None:
        """Whether the model takes a number of pictures."""
        for part in (self._resolution, self._pictures, self._jobs):
            self.removeWidget(part)
        self.addWidget(self._resolution, 0, 0, 1, 2 if shown else 1)
        if shown:
            self.addWidget(self._pictures, 1, 0)
        self.addWidget(self._jobs, int(shown), 1)
        self.setVerticalSpacing(16 if shown else 0)
        self._pictures.setVisible(shown)


def _boxed(part: QLayout, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    part.setContentsMargins(0, 0, 0, 0)
    box.setLayout(part)
    return box
