"""What is looked for among the jobs: words of the prompt, and what the recipe and the outcome are."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Written without spaces between the words: every character stands for itself.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff"
# Not compiled here, which takes 4 ms: nobody searches before the first frame.
_EACH_ALONE = f"[{_ALONE}]"
_RUNS = f"([{_ALONE}]+)|((?:(?![{_ALONE}])[^\\W_])+)"
SHORT = 3  # letters: shorter parts of a word are looked for at its beginning only


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every field that is not empty must be met. Times are seconds since the epoch, `until` is not included."""

    text: str = ""
    models: frozenset[str] = frozenset()
    ratios: frozenset[str] = frozenset()
    resolutions: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    since: float | None = None
    until: float | None = None

    @property
    def everything(self) -> bool:
        """Nothing is left out."""
        return not (words(self.text)[0] or words(self.text)[1]) and self == Wanted(text=self.text)


def spaced(text: str) -> str:
    """The text with each Chinese, Japanese or Korean character as a word of its own."""
    return re.sub(_EACH_ALONE, r" \g<0> ", text)


def words(text: str) -> tuple[list[str], list[str]]:
    """What is to be looked for among whole characters and beginnings of words, and what anywhere within words.

    Both as phrases of SQLite's full-text search; all of them must occur, in whatever order.
    """
    whole, within = [], []
    for alone, word in re.findall(_RUNS, text):
        if alone:
            whole.append(f'"{" ".join(alone)}"')
        elif len(word) < SHORT:
            whole.append(f'"{word}"*')
        else:
            within.append(f'"{word}"')
    return whole, within
