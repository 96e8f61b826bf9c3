"""Names of files: from a template to a relative path that Windows, macOS and Linux all take, in any script."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from .job import Job
from .recipe import Recipe
from .settings import NAME_TEMPLATE

FIELDS = frozenset(["year", "month", "day", "date", "time", "prompt", "n", "model", "ratio", "resolution", "id"])
_KINDS = "png webp gif bmp tiff avif jp2 j2k heic heif jxl jxr psd exr hdr qoi dds ico icns"
EXTENSIONS = {"jpeg": ".jpg", **{kind: f".{kind}" for kind in _KINDS.split()}}
DAMAGED = ".damaged"  # after the name of a file whose bytes are no good: no program takes it for a picture
LONGEST_NAME = 255  # bytes of UTF-8: the limit of ext4, the tightest of the common file systems
MOST_OF_A_NAME = 9999  # files that share a name: " (2)" … " (9999)"
SUFFIX_ROOM = len(f" ({MOST_OF_A_NAME})") + len(".webp")
LONGEST_PROMPT = 60  # characters of the prompt: as much as a file list shows
LONGEST_ENDING = len(".sqlite")  # a point further to the front is one of the prompt's
UNTITLED = "untitled"

_FIELD = re.compile(r"\{([a-z]+)\}")
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})  # controls, lone surrogates, private use, unassigned: APFS refuses some
_JOINERS = "\u200c\u200d"  # the only format characters that words and emoji need; bidi overrides can disguise a name
_EDGES = " ." + _JOINERS
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + [port + n for port in ("COM", "LPT") for n in "0123456789¹²³"]
)
# Ever shorter prompts, then ever shorter names, until the whole path fits.
_ATTEMPTS = (*((most, LONGEST_NAME) for most in (LONGEST_PROMPT, 40, 24, 12, 0)), (0, 64), (0, 32), (0, 16))
_NUMBER_AT_END = re.compile(r"(?:[ _-]?\d{1,6})?(?: \(\d+\))?$")


def template_problem(template: str, fields: frozenset[str] = FIELDS) -> str | None:
    """What is wrong with a name template, as a code: template_empty, _absolute, _up or _field; None if nothing is."""
    text = template.replace("\\", "/").strip()
    if text.startswith(("/", "~")) or re.match(r"[A-Za-z]:", text):
        return "template_absolute"
    parts = [part.strip() for part in text.split("/")]
    if ".." in parts:
        return "template_up"
    if any(name not in fields for name in _FIELD.findall(text)) or re.search(r"[{}]", _FIELD.sub("", text)):
        return "template_field"
    if not _FIELD.sub("x", parts[-1]).strip(_EDGES):
        return "template_empty"
    return None


def relative_name(
    job: Job,
    position: int,
    template: str = NAME_TEMPLATE,
    format: str = "png",
    longest: int | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
    most: int = LONGEST_NAME,
    plain: bool = False,
) -> PurePosixPath:
    """Path of a picture below the folder of originals, dated by the local time at which its job was made.

    A template that can't be used gives way to the default. `longest` is the most characters (as Windows counts
    them) that the path may have, a collision suffix included, `most` the bytes of each name in it; the prompt is
    shortened until it fits. `plain` leaves ASCII alone. `more` are values of further fields.
    """
    if template_problem(template, FIELDS | more.keys()):
        template = NAME_TEMPLATE
    values = {**_values(job, position), **more}
    path = _fit(values, job.recipe.prompt, template, longest, most, ascii_only=plain)
    try:
        os.fsencode(str(path))
    except UnicodeEncodeError:  # an old locale: the prompt is in the index anyway
        path = _fit(values, job.recipe.prompt, template, longest, most, ascii_only=True)
    return path.with_name(path.name + EXTENSIONS[format])


def name_example(recipe: Recipe, template: str, at: float | None = None) -> str:
    """What a first picture of the recipe would be called if it were made at `at` (default: now)."""
    made = time.time() if at is None else at
    job = Job(id=int(made * 1_000_000), recipe=recipe, expected=1, created_at=made)
    return str(relative_name(job, 0, template))


def name_candidates(path: PurePosixPath) -> Iterator[PurePosixPath]:
    """The path itself, then " (2)", " (3)"… before its extension."""
    yield path
    for number in range(2, MOST_OF_A_NAME + 1):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def shortened(name: str, most: int, plain: bool = False) -> str:
    """A file's name in at most so many bytes: its end gives way, but for a number there and the ending.

    `plain` leaves ASCII alone.
    """
    if plain:
        name = clean(name.encode("ascii", "ignore").decode())
    path = PurePosixPath(name)
    stem, ending = (path.stem, path.suffix) if len(path.suffix) <= LONGEST_ENDING else (name, "")
    number = _NUMBER_AT_END.search(stem)
    tail = (number[0] if number else "") + ending
    if len(name.encode("utf-8", "replace")) <= most and stem.strip(_EDGES):
        return name
    head = cut(stem.removesuffix(number[0]) if number else stem, most - len(tail.encode())).rstrip(_EDGES)
    return (head or UNTITLED[: max(1, most - len(tail.encode()))]) + tail


def same_name_key(name: str) -> str:
    """Equal for names that some file system takes for the same one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clean(text: str) -> str:
    """The text with all gone that no file name may hold: forbidden characters and runs of space become one space."""
    kept = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if char in _FORBIDDEN or category[0] == "Z" or char in "\t\r\n":
            kept.append(" ")
        elif category == "Cf":
            kept.append(char if char in _JOINERS or _is_tag(char) else "")
        elif category not in _DROPPED:
            kept.append(char)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def cut(text: str, most: int) -> str:
    """The longest beginning of at most `most` bytes that splits no character as people see it."""
    data = text.encode("utf-8")
    if len(data) <= most:
        return text
    return _cut_at(text, len(data[:most].decode("utf-8", "ignore")))


def _cut_at(text: str, end: int) -> str:
    safe = end
    while safe > 0 and not _boundary(text, safe):
        safe -= 1
    return text[: safe or end]  # one endless cluster: better split than nothing


def _boundary(text: str, at: int) -> bool:
    if at >= len(text):
        return True
    before, char = text[at - 1], text[at]
    if before == "\u200d" or char in _JOINERS or unicodedata.category(char)[0] == "M":
        return False
    if _is_tag(char) or "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff":
        return False  # a flag, a skin colour, the rest of an old Hangul syllable
    if _is_regional(before) and _is_regional(char):
        run = at
        while run > 0 and _is_regional(text[run - 1]):
            run -= 1
        return (at - run) % 2 == 0
    return True


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _fit(
    values: dict[str, str], prompt: str, template: str, longest: int | None, most: int, *, ascii_only: bool
) -> PurePosixPath:
    path = PurePosixPath(UNTITLED)
    for prompt_length, attempt in _ATTEMPTS:
        stem_length = min(attempt, most - SUFFIX_ROOM)
        values["prompt"] = _first_words(clean(prompt), prompt_length)
        filled = _fill(template, values)
        if ascii_only:
            filled = [name.encode("ascii", "ignore").decode() for name in filled]
        too_long = any(len(clean(name).encode("utf-8")) >= stem_length for name in filled)
        path = PurePosixPath(*(_name(name, stem_length) for name in filled))
        units = len(str(path).encode("utf-16-le")) // 2 + SUFFIX_ROOM
        if (longest is None or units <= longest) and not (too_long and prompt_length):
            break
    return path


def _fill(template: str, values: Mapping[str, str]) -> list[str]:
    parts = [part for part in template.replace("\\", "/").split("/") if part.strip() not in ("", ".")]
    return [_FIELD.sub(lambda match: values[match[1]], part) for part in parts]


def _values(job: Job, position: int) -> dict[str, str]:
    try:
        local = time.localtime(job.created_at)
    except (OverflowError, OSError, ValueError):  # a time no calendar has, out of a damaged index
        local = time.gmtime(0)
    recipe = job.recipe
    return {
        "year": f"{local.tm_year:04}",
        "month": f"{local.tm_mon:02}",
        "day": f"{local.tm_mday:02}",
        "date": f"{local.tm_year:04}-{local.tm_mon:02}-{local.tm_mday:02}",
        "time": f"{local.tm_hour:02}{local.tm_min:02}",
        "n": str(position + 1),
        "model": recipe.model,
        "ratio": recipe.ratio.replace(":", "x"),
        "resolution": recipe.resolution,
        "id": str(job.id),
    }


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    short = _cut_at(text, most) if most else ""
    if text[len(short) : len(short) + 1] == " ":
        return short
    words = short.rpartition(" ")[0]
    return words if len(words) > most // 2 else short


def _name(text: str, most: int) -> str:
    name = clean(text).strip(_EDGES)
    name = cut(name, most - 1).strip(_EDGES)
    if not name:
        return UNTITLED
    # Windows takes "con", "con.anything" and "con .txt" for the console.
    return "_" + name if name.partition(".")[0].strip().upper() in _RESERVED else name
