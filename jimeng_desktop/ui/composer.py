"""The form: prompt, model, ratio, resolution, how many jobs, and Generate. It makes recipes and never changes a job."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..core.catalog import Catalog
from ..core.recipe import Problem, Recipe, validate
from ..messages import problem_sentence
from .controls import Stepper, ratio_tiles, segments
from .generate_button import GenerateFoot
from .language import fill, translate_message
from .prompt import PromptEditor

MOST_JOBS = 20
RATIO, RESOLUTION = "3:4", "2k"  # of a form never filled


class Composer(QWidget):
    """Emits `generate` with a valid recipe and how many jobs of it, `changed` when anything in the form differs."""

    generate = Signal(object, int)  # Recipe, times
    undo = Signal(object)  # ids of jobs
    changed = Signal()
    called = Signal()  # the keyboard is to come to a field: the form must be in sight

    def __init__(self, catalog: Catalog, hold_seconds: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._hold_seconds = hold_seconds
        self._holdup = ""
        self.prompt = PromptEditor(self)
        self.model = QComboBox(self)
        self.ratio = ratio_tiles(self.tr("Ratio"), self)
        self.resolution = segments(self.tr("Resolution"), self)
        self.times = Stepper(self.tr("Jobs"), 1, MOST_JOBS, self)
        self.pixels = _label("caption", self)
        self.foot = GenerateFoot(self)
        self._sentences = {field: _label("fault", self) for field in ("prompt", "model", "ratio", "resolution")}
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._order_tabs()
        self.set_form({})

    # What is in it

    def recipe(self) -> Recipe:
        """What would be sent now, valid or not."""
        return Recipe(self.model.currentData(), self.prompt.toPlainText(), self.ratio.value(), self.resolution.value())

    def show_recipe(self, recipe: Recipe) -> None:
        """Puts a recipe into the form; the number of jobs stays."""
        self.set_form({"model": recipe.model, "prompt": recipe.prompt, "ratio": recipe.ratio,
                       "resolution": recipe.resolution, "times": self.times.value()})  # fmt: skip

    def form(self) -> dict[str, Any]:
        """The form as it is remembered."""
        now = self.recipe()
        return {"model": now.model, "prompt": now.prompt, "ratio": now.ratio, "resolution": now.resolution,
                "times": self.times.value()}  # fmt: skip

    def set_form(self, form: dict[str, Any]) -> None:
        """Fills the form; what is missing, of another type or no longer there gets its default."""
        model = self.model.findData(form.get("model"))
        self.model.setCurrentIndex(model if model >= 0 else self.model.findData(self._catalog.default))
        self._model_changed()
        taken = self._catalog.get(self.model.currentData())
        assert taken is not None
        self.ratio.set_value(_of(form.get("ratio"), taken.ratios, RATIO))
        self.resolution.set_value(_of(form.get("resolution"), taken.resolutions, RESOLUTION))
        times = form.get("times")
        self.times.setValue(times if isinstance(times, int) else 1)
        prompt = form.get("prompt")
        self.prompt.set_text(prompt if isinstance(prompt, str) else "")
        self._refresh()

    # What happens

    def press_generate(self) -> None:
        """As Generate pressed: sends a valid form, shows what is wrong with any other. Nothing during composition."""
        if self.prompt.composing:
            return
        problems = validate(self.recipe(), self._catalog)
        self.show_problems(problems)
        if not problems:
            self.generate.emit(self.recipe(), self.times.value())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Lights up the fields at fault, each with its sentence, and goes to the first."""
        said = {problem.field: problem_sentence(problem, translate_message) for problem in problems}
        for field, label in self._sentences.items():
            label.setText(said.get(field, ""))
            label.setVisible(field in said)
        for control, field in ((self.prompt, "prompt"), (self.model, "model")):
            if bool(control.property("fault")) != (field in said):
                control.setProperty("fault", field in said)
                control.style().unpolish(control)
                control.style().polish(control)
        self.ratio.set_fault("ratio" in said)
        self.resolution.set_fault("resolution" in said)
        if problems:
            self.focus_field(problems[0].field)

    def focus_field(self, field: str) -> None:
        """Gives the keyboard to a field of the form."""
        self.called.emit()
        choices = {"ratio": self.ratio, "resolution": self.resolution}.get(field)
        if choices:
            choices.focus_choice()
        else:
            (self.model if field == "model" else self.prompt).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_hold_seconds(self, seconds: float) -> None:
        """How long a job waits before it is sent."""
        self._hold_seconds = seconds
        self._refresh()

    def set_holdup(self, why: str) -> None:
        """Why a job would not be sent now: "key" is missing, the queue is "paused", or nothing ("")."""
        if why != self._holdup:
            self._holdup = why
            self._show_caption()

    # How it is built

    def _fill_choices(self) -> None:
        for model in self._catalog:
            self.model.addItem(model.name, model.id)
        self.model.setAccessibleName(self.tr("Model"))
        self.ratio.set_choices(list(dict.fromkeys(ratio for model in self._catalog for ratio in model.ratios)))
        sizes = dict.fromkeys(size for model in self._catalog for size in model.resolutions)
        self.resolution.set_choices(list(sizes))

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(16)
        form.addLayout(self._section(self.tr("Prompt"), self.prompt, "prompt"), 1)
        form.addLayout(self._section(self.tr("Model"), self.model, "model"))
        form.addLayout(self._section(self.tr("Ratio"), self.ratio, "ratio", self.pixels))
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addLayout(self._section(self.tr("Resolution"), self.resolution, "resolution"), 1)
        pair.addLayout(self._section(self.tr("Jobs"), self.times, None))
        form.addLayout(pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(form, 1)
        column.addWidget(self.foot)

    def _section(self, title: str, control: QWidget, field: str | None, right: QLabel | None = None) -> QVBoxLayout:
        label = _label("label", self)
        label.setText(title)
        label.setBuddy(control)
        label.setFixedHeight(20)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        if right:
            head.addWidget(right)
        section = QVBoxLayout()
        section.setSpacing(8)
        section.addLayout(head)
        section.addWidget(control, 1 if control is self.prompt else 0)
        if field:
            section.addWidget(self._sentences[field])
            self._sentences[field].setWordWrap(True)
            self._sentences[field].hide()
        return section

    def _connect(self) -> None:
        self.prompt.edited.connect(self._refresh)
        self.model.currentIndexChanged.connect(self._model_changed)
        self.ratio.chosen.connect(self._refresh)
        self.resolution.chosen.connect(self._refresh)
        self.times.valueChanged.connect(self._refresh)
        self.foot.pressed.connect(self.press_generate)
        self.foot.undone.connect(self.undo)

    def _order_tabs(self) -> None:
        """As the eye goes: down the form, then Generate, then Undo."""
        foot = self.foot
        form = [self.prompt, self.model, *self.ratio.stops(), *self.resolution.stops(), self.times]
        for before, after in pairwise([*form, foot.button, foot.undo]):
            QWidget.setTabOrder(before, after)

    def _model_changed(self) -> None:
        model = self._catalog.get(self.model.currentData())
        if model is None:
            return
        why_not = fill(self.tr("%1 doesn't take it"), model.name)
        for choices, taken in ((self.ratio, model.ratios), (self.resolution, model.resolutions)):
            choices.set_taken(taken, why_not)
            if choices.value() and choices.value() not in taken:
                choices.set_value(taken[0])
        self._refresh()

    def _refresh(self) -> None:
        """Everything that follows from the values: pixels, caption, whether Generate can be pressed, old problems."""
        recipe = self.recipe()
        problems = validate(recipe, self._catalog)
        if not {p.field for p in problems} & {f for f, label in self._sentences.items() if not label.isHidden()}:
            self.show_problems([])
        pixels = self._catalog.expected_pixels(recipe.ratio, recipe.resolution)
        self.pixels.setText(fill(self.tr("about %1 × %2"), *pixels) if pixels else "")
        self.foot.button.setEnabled(not problems)
        self._show_caption()
        self.changed.emit()

    def _show_caption(self) -> None:
        recipe = self.recipe()
        problems = validate(recipe, self._catalog)
        self.foot.set_caption(self._why_not(problems[0]) if problems else self._what_happens(recipe))

    def _why_not(self, problem: Problem) -> str:
        if problem.code == "prompt_empty":
            return self.tr("Write a prompt first")
        return problem_sentence(problem, translate_message)

    def _what_happens(self, recipe: Recipe) -> str:
        model = self._catalog.get(recipe.model)
        count = (model.pictures if model else 1) * self.times.value()
        pictures = self.tr("%n picture(s)", "", count)
        if self._holdup:
            waits = self.tr("%1 · waits for the key") if self._holdup == "key" else self.tr("%1 · waits, queue paused")
            return fill(waits, pictures)
        if not self._hold_seconds:
            return fill(self.tr("%1 · sent at once"), pictures)
        return fill(self.tr("%1 · sent after %2 s"), pictures, f"{self._hold_seconds:g}")


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    return label


def _of(value: object, taken: Sequence[str], default: str) -> str:
    return value if isinstance(value, str) and value in taken else default if default in taken else taken[0]
