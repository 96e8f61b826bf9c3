"""The form: prompt, model, ratio, resolution, how many jobs, and Generate. It makes recipes and never changes a job."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.catalog import Catalog
from ...core.recipe import Problem, Recipe, validate
from ...messages import problem_sentence
from ..base.language import fill, translate_message
from ..design.choices import segments
from ..design.fault_line import FaultLine
from ..design.numbers import Stepper
from ..design.plain import PlainLabel, set_tip
from ..design.restyle import restyle
from ..model_picker.picker import ModelPicker
from .amounts import Amounts
from .form_scroll import MARGIN, TOP, FormScroll
from .generate_button import GenerateFoot
from .prompt import PromptEditor
from .prompt_tools import PromptTools
from .ratio_tiles import ratio_tiles

if TYPE_CHECKING:
    from .advanced import Advanced

MOST_JOBS = 20
RATIO, RESOLUTION = "3:4", "2k"  # of a form never filled


class Composer(QWidget):
    """Emits `generate` with a valid recipe and how many jobs of it, `changed` when anything in the form differs."""

    generate = Signal(object, int)  # Recipe, times
    generate_front = Signal(object, int)  # the same, but before all that wait
    changed = Signal()
    called = Signal()  # the keyboard is to come to a field: the form must be in sight

    def __init__(self, catalog: Catalog, hold_seconds: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._hold_seconds = hold_seconds
        self._holdup = ""
        self._told: dict[str, tuple[str, object]] = {}  # field -> what the service said of it, and the value it had
        self._advanced: Advanced | None = None
        self.form_area = FormScroll(self)
        form = self.form_area.form
        self.prompt = PromptEditor(form)
        self.tools = PromptTools(self.prompt, form)
        self.model = ModelPicker(form)
        self.ratio = ratio_tiles(self.tr("Ratio"), form)
        self.resolution = segments(self.tr("Resolution"), form)
        self.count = Stepper(self.tr("Pictures"), 1, 1, form)
        self.times = Stepper(self.tr("Jobs"), 1, MOST_JOBS, form)
        self.pixels = _label("caption", form)
        self.foot = GenerateFoot(self)
        self._sentences = {field: FaultLine(form) for field in ("prompt", "model", "ratio", "resolution", "count")}
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._order_tabs()
        self.set_form({})

    # What is in it

    def recipe(self) -> Recipe:
        """What would be sent now, valid or not."""
        more = self._advanced.values() if self._advanced else {}
        callback_url, user_id = more.get("callback_url", ""), more.get("user_id", "")
        form = self.model.currentData(), self.prompt.toPlainText(), self.ratio.value(), self.resolution.value()
        return Recipe(*form, count=self.count.value(), callback_url=callback_url, user_id=user_id)

    def _problems(self) -> list[Problem]:
        """What must be mended before it may be sent."""
        return validate(self.recipe(), self._catalog)

    def show_recipe(self, recipe: Recipe) -> None:
        """Puts a recipe into the form; the number of jobs stays. Undo brings back what was in the prompt."""
        self._fill({"model": recipe.model, "prompt": recipe.prompt, "ratio": recipe.ratio,
                    "resolution": recipe.resolution, "count": recipe.count,
                    "callback_url": recipe.callback_url, "user_id": recipe.user_id})  # fmt: skip

    def show_fault(self, recipe: Recipe, sentences: dict[str, str]) -> None:
        """Puts a refused recipe into the form and lights up the fields at fault, until each has been changed."""
        self.show_recipe(recipe)
        self._told = {field: (sentence, self._value(field)) for field, sentence in sentences.items()}
        self._show_problems([])
        if self._told:
            self.focus_field(next(iter(self._told)))

    def form(self) -> dict[str, Any]:
        """The form as it is remembered: all but the number of jobs, which would be easily overlooked."""
        now = self.recipe()
        form = {"model": now.model, "prompt": now.prompt, "ratio": now.ratio, "resolution": now.resolution,
                "count": now.count, "times": 1}  # fmt: skip
        if self._advanced:
            form |= {**self._advanced.values(), "advanced": self._advanced.head.isChecked()}
        if self.tools.walk.draft_aside is not None:
            form["draft"] = self.tools.walk.draft_aside
        return form

    def set_form(self, form: dict[str, Any]) -> None:
        """Fills the form as it was remembered; what is missing, of another type or no longer there gets its default."""
        self._fill(form)
        self.times.setValue(1)
        self.prompt.document().clearUndoRedoStacks()  # there is nothing before it that one could want back
        self.tools.walk.stop()
        if isinstance(form.get("draft"), str):
            self.tools.walk.resume(self.prompt.toPlainText(), form["draft"])
        if form.get("advanced") is True:
            self.advanced.set_open(True)

    def _fill(self, form: dict[str, Any]) -> None:
        self._told.clear()
        model = self.model.findData(form.get("model"))
        self.model.setCurrentIndex(model if model >= 0 else self.model.findData(self._catalog.default))
        self._model_changed()
        taken = self._catalog.get(self.model.currentData())
        assert taken is not None
        self.ratio.set_value(_of(form.get("ratio"), taken.ratios, RATIO))
        self.resolution.set_value(_of(form.get("resolution"), taken.resolutions, RESOLUTION))
        count = form.get("count")
        self.count.setValue(count if isinstance(count, int) else 1)
        self.prompt.set_text(_text(form.get("prompt")))
        more = {name: _text(form.get(name)) for name in ("callback_url", "user_id")}
        if self._advanced or any(more.values()):
            self.advanced.set_values(more)
        self._refresh()

    def set_catalog(self, catalog: Catalog) -> None:
        """Offers other models; the form stays as it is."""
        self._catalog = catalog
        self.model.set_models(catalog)
        self._model_changed()

    @property
    def advanced(self) -> Advanced:
        """The seldom fields, made when they are first needed."""
        if self._advanced is None:
            from .advanced import Advanced

            advanced = self._advanced = Advanced(self.form_area.form)
            self._sentences |= advanced.sentences
            layout = self.form_area.form.layout()
            assert layout
            layout.addWidget(advanced)
            advanced.show()
            self._order_tabs()
            advanced.edited.connect(self._refresh)
            advanced.left.connect(self._show_advanced_problems)
        return self._advanced

    # What happens

    def press_generate(self, front: bool = False) -> None:
        """As Generate pressed, or its key for the front: sends a valid form, shows what is wrong with any other.

        Nothing during composition. The number of jobs is 1 again before anybody hears of it.
        """
        if self.prompt.composing:
            return
        problems = self._problems()
        self.show_problems(problems)
        if not problems:
            times = self.times.value()
            self.times.setValue(1)
            (self.generate_front if front else self.generate).emit(self.recipe(), times)

    def give_back(self, jobs: int) -> None:
        """Undo of a press gives its number of jobs back, unless there is another one by now."""
        if self.times.value() == 1:
            self.times.setValue(jobs)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Lights up the fields at fault, each with its sentence, and goes to the first."""
        self._show_problems(problems)
        if problems:
            self.focus_field(problems[0].field)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        said = {field: sentence for field, (sentence, _) in self._told.items()}
        said |= {problem.field: problem_sentence(problem, translate_message) for problem in problems}
        for field, line in self._sentences.items():
            line.say(said.get(field, ""))
        self.ratio.set_fault("ratio" in said)
        self.resolution.set_fault("resolution" in said)
        fields: dict[str, QWidget] = {"prompt": self.prompt, "model": self.model}
        if self._advanced:
            fields |= self._advanced.fields
        for field, control in fields.items():
            if restyle(control, "fault", field in said) and self._advanced and field in self._advanced.fields:
                self._advanced.set_fault(field, field in said)

    def _show_advanced_problems(self) -> None:
        """Said when a field is left, without taking the keyboard back there."""
        assert self._advanced
        shown = {field for field, line in self._sentences.items() if not line.isHidden()}
        self._show_problems([p for p in self._problems() if p.field in shown or p.field in self._advanced.fields])

    def focus_field(self, field: str) -> None:
        """Gives the keyboard to a field of the form."""
        self.called.emit()
        choices = {"ratio": self.ratio, "resolution": self.resolution}.get(field)
        if choices:
            choices.focus_choice()
        elif field in ("callback_url", "user_id"):
            self.advanced.set_open(True)
            self.advanced.fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)
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
            self._show_caption(self._problems())

    # How it is built

    def _fill_choices(self) -> None:
        self.model.set_models(self._catalog)
        set_tip(self.count, self.tr("How many pictures each job asks for; each is billed"))
        self.ratio.set_choices(list(dict.fromkeys(ratio for model in self._catalog for ratio in model.ratios)))
        sizes = dict.fromkeys(size for model in self._catalog for size in model.resolutions)
        self.resolution.set_choices(list(sizes))

    def _lay_out(self) -> None:
        form = QVBoxLayout(self.form_area.form)
        form.setContentsMargins(MARGIN, TOP, MARGIN, MARGIN)
        form.setSpacing(16)
        form.addLayout(self._section(self.tr("Prompt"), self.prompt, "prompt", self.tools), 1)
        form.addLayout(self._section(self.tr("Model"), self.model, "model"))
        form.addLayout(self._section(self.tr("Ratio"), self.ratio, "ratio", self.pixels))
        resolution = self._section(self.tr("Resolution"), self.resolution, None)
        pictures = self._section(self.tr("Pictures"), self.count, None)
        jobs = self._section(self.tr("Jobs"), self.times, None)
        self._amounts = Amounts(resolution, pictures, jobs, self.form_area.form)
        amounts = QVBoxLayout()
        amounts.setSpacing(8)
        amounts.addLayout(self._amounts)
        amounts.addWidget(self._sentences["resolution"])
        amounts.addWidget(self._sentences["count"])
        form.addLayout(amounts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form_area, 1)
        column.addWidget(self.foot)

    def _section(self, title: str, control: QWidget, field: str | None, right: QWidget | None = None) -> QVBoxLayout:
        label = _label("label", self.form_area.form)
        label.setText(title)
        label.setBuddy(control)
        label.setFixedHeight(20)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        if right:
            head.addWidget(right)
        section = QVBoxLayout()
        section.setSpacing(6 if right is self.tools else 8)  # its buttons are higher than a heading
        section.addLayout(head)
        section.addWidget(control, 1 if control is self.prompt else 0)
        if field:
            section.addWidget(self._sentences[field])
        return section

    def _connect(self) -> None:
        self.prompt.edited.connect(self._refresh)
        self.model.currentIndexChanged.connect(self._model_changed)
        self.ratio.chosen.connect(self._refresh)
        self.resolution.chosen.connect(self._refresh)
        self.count.valueChanged.connect(self._refresh)
        self.times.valueChanged.connect(self._refresh)
        self.tools.advanced_wanted.connect(lambda: self.focus_field("callback_url"))
        self.foot.pressed.connect(lambda: self.press_generate())

    def stops(self) -> list[QWidget]:
        """Where the keyboard can be: as the eye goes, down the form, then Generate, then Undo."""
        form = [self.tools.history, self.tools.more, self.prompt, self.model]
        last = [self._advanced.head, *self._advanced.fields.values()] if self._advanced else []
        choices = [*self.ratio.stops(), *self.resolution.stops(), self.count, self.times]
        return [*form, *choices, *last, self.foot.button, self.foot.undo]

    def _order_tabs(self) -> None:
        for before, after in pairwise(self.stops()):
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
        self.count.set_most(model.most_pictures)
        self._amounts.show_pictures(model.most_pictures > 1)
        self._refresh()

    def _refresh(self) -> None:
        """Everything that follows from the values: pixels, caption, whether Generate can be pressed, old problems."""
        recipe, problems = self.recipe(), self._problems()
        self._told = {field: said for field, said in self._told.items() if self._value(field) == said[1]}
        shown = {field for field, line in self._sentences.items() if not line.isHidden()}
        if shown - self._told.keys():
            self._show_problems([problem for problem in problems if problem.field in shown])
        pixels = self._catalog.expected_pixels(recipe.ratio, recipe.resolution)
        self.pixels.setText(fill(self.tr("about %1 × %2"), *pixels) if pixels else "")
        self.foot.button.setEnabled(not problems)
        self.foot.button.set_jobs(self.times.value())
        self._show_caption(problems)
        self.changed.emit()

    def _value(self, field: str) -> object:
        """What a field holds; another model is another question for ratio and resolution too."""
        recipe = self.recipe()
        value = getattr(recipe, field)
        return (recipe.model, value) if field in ("ratio", "resolution") else value

    def _show_caption(self, problems: Sequence[Problem]) -> None:
        if problems:
            self.foot.set_caption(self._to_do(problems[0]), problem_sentence(problems[0], translate_message))
        else:
            self.foot.set_caption(self._what_happens(self.recipe()))

    def _to_do(self, problem: Problem) -> str:
        return {
            "prompt": self.tr("Write a prompt first"),
            "model": self.tr("Choose another model"),
            "ratio": self.tr("Choose another ratio"),
            "resolution": self.tr("Choose another resolution"),
            "count": self.tr("Ask for fewer pictures"),
            "callback_url": self.tr("Check the callback address"),
            "user_id": self.tr("Check the user ID"),
        }[problem.field]

    def _what_happens(self, recipe: Recipe) -> str:
        model = self._catalog.get(recipe.model)
        count = (model.pictures if model else 1) * recipe.count * self.times.value()
        pictures = self.tr("%n picture(s)", "", count)
        if self._holdup:
            waits = self.tr("%1 · waits for the key") if self._holdup == "key" else self.tr("%1 · waits, queue paused")
            return fill(waits, pictures)
        if not self._hold_seconds:
            return fill(self.tr("%1 · sent at once"), pictures)
        return fill(self.tr("%1 · sent after %2 s"), pictures, f"{self._hold_seconds:g}")


def _label(role: str, parent: QWidget) -> QLabel:
    label = PlainLabel(parent)
    label.setProperty("role", role)
    return label


def _of(value: object, taken: Sequence[str], default: str) -> str:
    return value if isinstance(value, str) and value in taken else default if default in taken else taken[0]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
