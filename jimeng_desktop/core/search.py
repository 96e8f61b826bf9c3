"""What is looked for among the jobs: words of the prompt, and what the recipe and the outcome are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from .marks import Marks

# Written without spaces between the words: every character stands for itself.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff"
# Not compiled here, which takes 4 ms: nobody searches before the first frame.
_EACH_ALONE = f"[{_ALONE}]"
_RUNS = f"([{_ALONE}]+)|((?:(?![{_ALONE}])[^\\W_])+)"
SHORT = 3  # letters: shorter parts of a word are looked for at its beginning only


class Order(StrEnum):
    """What pictures are sorted by; within that, newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RATING = "rating"
    MODEL = "model"
    HAND = "hand"  # as the user has put them, in a collection made by hand


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every field that is not empty must be met. Those from `flags` on speak of pictures, the others of their jobs."""

    text: str = ""
    models: frozenset[str] = frozenset()
    ratios: frozenset[str] = frozenset()
    resolutions: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    period: str = ""  # of span_of()
    flags: frozenset[str] = frozenset()  # of Flag; the empty one is a picture that has none
    stars: int = 0  # at least so many
    labels: frozenset[str] = frozenset()  # of Label
    unjudged: bool = False  # neither flag nor stars
    collection: int = 0  # id of a collection made by hand

    @property
    def everything(self) -> bool:
        """Nothing is left out."""
        return not (words(self.text)[0] or words(self.text)[1]) and self == Wanted(text=self.text)

    @property
    def of_pictures(self) -> bool:
        """It says something of single pictures."""
        return bool(self.flags or self.stars or self.labels or self.unjudged or self.collection)

    def fits(self, marks: Marks) -> bool:
        """Whether a picture that is wanted otherwise still is with these marks."""
        return (
            (not self.flags or marks.flag in self.flags)
            and (not self.labels or marks.label in self.labels)
            and marks.rating >= self.stars
            and not (self.unjudged and marks.judged)
        )

    def as_json(self) -> str:
        """To be kept: only what is not empty."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps({name: sorted(v) if isinstance(v, frozenset) else v for name, v in kept.items() if v})

    @staticmethod
    def from_json(text: str) -> Wanted:
        """What was kept; what can't be read of it is left out."""
        try:
            kept = json.loads(text)
        except ValueError:
            kept = {}
        known: dict[str, Any] = {}
        for field in fields(Wanted):
            value, plain = (kept.get(field.name) if isinstance(kept, dict) else None), field.default
            if isinstance(plain, frozenset) and isinstance(value, list):
                known[field.name] = frozenset(item for item in value if isinstance(item, str))
            elif type(value) is type(plain):
                known[field.name] = value
        return Wanted(**known)


DAYS = {"today": (0, 1), "yesterday": (1, 1), "7 days": (6, 7), "30 days": (29, 30)}  # (days back, how many)


def span_of(period: str, today: date) -> tuple[float, float] | None:
    """The seconds since the epoch at which a period of local days begins and ends, the end not included.

    A period is one of DAYS, or a month as 2026-11; None for anything else.
    """
    if period in DAYS:
        back, days = DAYS[period]
        begin = today - timedelta(days=back)
        return _midnight(begin), _midnight(begin + timedelta(days=days))
    try:
        begin = datetime.strptime(period, "%Y-%m").date()
        return _midnight(begin), _midnight((begin + timedelta(days=32)).replace(day=1))
    except (ValueError, OverflowError):
        return None


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day).timestamp()


def plain(text: str) -> str:
    """Without accents and other ways to write the same letter: café as cafe, full width as half."""
    if text.isascii():
        return text
    import unicodedata  # late: the start does without

    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f"))


def spaced(text: str) -> str:
    """The text with each Chinese, Japanese or Korean character as a word of its own."""
    return re.sub(_EACH_ALONE, r" \g<0> ", text)


def words(text: str) -> tuple[list[str], list[str]]:
    """What is to be looked for among whole characters and beginnings of words, and what anywhere within words.

    Both as phrases of SQLite's full-text search; all of them must occur, in whatever order.
    """
    whole, within = [], []
    for alone, word in re.findall(_RUNS, plain(text)) if text else ():  # the start does without the pattern
        if alone:
            whole.append(f'"{" ".join(alone)}"')
        elif len(word) < SHORT:
            whole.append(f'"{word}"*')
        else:
            within.append(f'"{word}"')
    return whole, within
