"""Words for a recipe, a model, a day, a moment and a size, the same wherever they are said."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from ...core.catalog import Catalog
from ...core.job import Job
from ..base.language import fill
from .placeholders import megabytes

translate = QCoreApplication.translate


def model_name(catalog: Catalog, model_id: str) -> str:
    """As the catalog calls it; a model that is no longer there by its id."""
    model = catalog.get(model_id)
    return model.name if model else model_id


def file_size(size: int) -> str:
    """Millions of bytes, or thousands where that is more telling; number and unit stay on one line."""
    if size < 100_000:
        text = fill(translate("Facts", "%1 KB"), QLocale().toString(max(1, round(size / 1000))))
    else:
        text = fill(translate("Facts", "%1 MB"), megabytes(size))
    return text.replace(" ", "\u00a0")


def pixels(width: int, height: int) -> str:
    """1728 × 2304, kept together on one line."""
    return f"{width}\u00a0×\u00a0{height}"


def moment(seconds: float) -> str:
    """A date and a time as the locale writes them."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)


def recipe_words(job: Job) -> str:
    """4.5 · 16:9 · 2k"""
    return f"{short_model(job.recipe.model)} · {job.recipe.ratio} · {job.recipe.resolution}"


def short_model(model: str) -> str:
    """jimeng-5.0-preview as 5.0 Preview: the family that most are of is left out."""
    words = model.removeprefix("jimeng-").split("-")
    return " ".join(
        word.upper() if word == "xl" else word if word[:1].isdigit() else word.capitalize() for word in words
    )


def day_title(day: int, today: int) -> str:
    """Today, Yesterday, or the date as the user's language writes it."""
    if day == today:
        return QCoreApplication.translate("GalleryHeaders", "Today")
    if day == today - 1:
        return QCoreApplication.translate("GalleryHeaders", "Yesterday")
    when = date.fromordinal(day)
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)


def today_of(now: float) -> int:
    """The local day of a moment, as sections count days."""
    return datetime.fromtimestamp(now).toordinal()
