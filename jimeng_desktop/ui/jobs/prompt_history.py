"""The prompts of past jobs, and the walk through them that never loses what was being written. No widgets."""

from __future__ import annotations

from collections.abc import Iterable

MOST_PROMPTS = 500


class PromptHistory:
    """Past prompts, newest first, each once. It outlives the window, which is built anew for another language."""

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def add(self, prompt: str) -> None:
        """A job has been made of this prompt."""
        if prompt.strip():
            self._keep([prompt, *self.prompts])

    def add_older(self, prompts: Iterable[str]) -> None:
        """These are from before all that are known."""
        self._keep([*self.prompts, *prompts])

    def _keep(self, prompts: list[str]) -> None:
        self.prompts = list(dict.fromkeys(prompts))[:MOST_PROMPTS]


class Walk:
    """Where the prompt editor stands: at the draft, or at a past prompt with the draft put aside.

    A past prompt that was changed on the way keeps its change for the next visit, until a job has been made of it.
    """

    def __init__(self, history: PromptHistory) -> None:
        self.history = history
        self._draft = ""
        self._at: str | None = None  # the past prompt that was put in; None: the draft is in the editor
        self._changed: dict[str, str] = {}  # past prompt -> what became of it

    @property
    def draft_aside(self) -> str | None:
        """The draft that one comes back to; None while it is in the editor itself."""
        return self._draft if self._at is not None else None

    def resume(self, shown: str, draft: str) -> None:
        """Goes on where an earlier session stood: this prompt was in the editor, this draft aside."""
        self._draft, self._at = draft, shown

    def stop(self) -> None:
        """Whatever is in the editor is the draft."""
        self._at = None

    def step(self, step: int, text: str) -> str | None:
        """What comes instead of `text`: one prompt older (1) or newer (-1); None where there is none."""
        self._leave(text)
        place = self._place(step)
        while True:
            place += step
            if not -1 <= place < len(self.history.prompts):
                return None
            past = self.history.prompts[place] if place >= 0 else None
            shown = self._draft if past is None else self._shown(past)
            if shown != text or past is None:
                self._at = past
                return shown

    def go_to(self, prompt: str, text: str) -> str:
        """A past prompt, chosen from the list, comes instead of `text`."""
        self._leave(text)
        self._changed.pop(prompt, None)
        self._at = prompt
        return prompt

    def _leave(self, text: str) -> None:
        if self._at is None or text == self._draft:  # the latter after Undo
            self._draft, self._at = text, None
        elif text != self._at:
            self._changed[self._at] = text

    def _place(self, step: int) -> int:
        """-1 is the draft. A prompt that is not in the list (not yet, or changed) stands between it and the newest."""
        if self._at is None:
            return -1
        if self._at in self.history.prompts:
            return self.history.prompts.index(self._at)
        return -1 if step > 0 else 0

    def _shown(self, past: str) -> str:
        changed = self._changed.get(past, past)
        return past if changed in self.history.prompts else changed
