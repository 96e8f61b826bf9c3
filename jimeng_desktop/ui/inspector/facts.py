"""What the inspector says of a picture or a job, as rows of a name and a value: plain values, no widgets."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLocale

from ...core.catalog import Catalog
from ...core.job import Job, Picture, PictureState
from ...messages import Translate, job_card, time_left
from ..base.language import fill
from ..jobs.placeholders import shortened as link_ends
from ..jobs.unshown import unshown
from ..jobs.words import file_size, model_name, moment, pixels, translate

ABOUT = 0.05  # a side may differ by so much from what is only said to be about the size
ENDS = 8, 4  # characters kept of a long task id, before and after the middle
_STAYS_AWAY = (PictureState.UNFETCHABLE, PictureState.EXPIRED)
DEMO = ".invalid"  # a host that is nowhere

# The rows in their order. Every fact has one of these codes.
CODES = (
    "model", "ratio", "references", "size", "pictures", "file", "link", "state", "created", "sent", "made", "saved",
    "task", "service",
)  # fmt: skip


class Fact(NamedTuple):
    """`mark` is an icon behind the value and the colour's name; `whole` is what a shortened value stands for; `acts`
    are the codes of what can be done about it."""

    value: str
    mark: tuple[str, str] | None = None
    whole: str = ""
    acts: tuple[str, ...] = ()


Facts = dict[str, Fact]


def name_of(code: str) -> str:
    """What a row is called."""
    return {
        "model": translate("Facts", "Model"),
        "ratio": translate("Facts", "Ratio"),
        "references": translate("Facts", "References"),
        "size": translate("Facts", "Size"),
        "pictures": translate("Facts", "Pictures"),
        "file": translate("Facts", "File"),
        "link": translate("Facts", "Link"),
        "state": translate("Facts", "State"),
        "created": translate("Facts", "Created"),
        "sent": translate("Facts", "Sent"),
        "made": translate("Facts", "Made in"),
        "saved": translate("Facts", "Saved"),
        "task": translate("Facts", "Task"),
        "service": translate("Facts", "Service"),
    }[code]


def facts_of(
    job: Job, picture: Picture | None, catalog: Catalog, state: str, tr: Translate, now: float, *, gone: bool = False
) -> Facts:
    """All rows of a job, and of one of its pictures. `state` is the job's in words; `gone`: the file was looked for in
    vain. What isn't known has no row."""
    recipe = job.recipe
    references = len(recipe.references)
    rows: dict[str, Fact | None] = {
        "model": Fact(model_name(catalog, recipe.model)),
        "ratio": Fact(f"{recipe.ratio} · {recipe.resolution}"),
        "references": Fact(QLocale().toString(references)) if references else None,
        "size": size_fact(catalog, job, picture),
        "pictures": pictures_fact(job),
        "file": file_fact(job, picture, tr, now, gone) if picture else None,
        "link": _link_fact(picture) if picture else None,
        "state": _state_fact(job, state, tr, now),
        "created": _moment(job.created_at),
        "sent": _moment(job.sent_at),
        "made": _making(job),
        "saved": _moment(picture.saved_at) if picture else None,
        "task": Fact(shortened(job.task_id), whole=job.task_id) if job.task_id else None,
        "service": _service(job.service),
    }
    return {code: fact for code in CODES if (fact := rows[code])}


def size_fact(catalog: Catalog, job: Job, picture: Picture | None) -> Fact | None:
    """Pixels asked for and got."""
    asked = catalog.expected_pixels(job.recipe.ratio, job.recipe.resolution)
    if not (picture and picture.width and picture.height):
        return Fact(fill(translate("Facts", "asked about %1"), pixels(*asked))) if asked else None
    got = picture.width, picture.height
    if asked is None:
        return Fact(pixels(*got))
    if as_asked(got, asked):
        return Fact(fill(translate("Facts", "%1, as asked"), pixels(*got)), ("check", "ok"))
    return Fact(fill(translate("Facts", "%1, asked about %2"), pixels(*got), pixels(*asked)))


def as_asked(got: tuple[int, int], asked: tuple[int, int]) -> bool:
    """Near enough to what is only said to be about the size."""
    return all(abs(one / other - 1) <= ABOUT for one, other in zip(got, asked, strict=True))


def pictures_fact(job: Job) -> Fact:
    """How many came, against how many were expected."""
    came = len(job.pictures)
    if not came:
        words = translate("Facts", "none came, %1 expected") if job.ended else translate("Facts", "%1 expected")
        return Fact(fill(words, job.expected))
    if came != job.expected:
        return Fact(fill(translate("Facts", "%1 came, %2 expected"), came, job.expected))
    if job.saved < came:
        return Fact(fill(translate("Facts", "%1 of %2 saved"), job.saved, came))
    return Fact(fill(translate("Facts", "%1 of %2, as asked"), came, job.expected))


def file_fact(job: Job, picture: Picture, tr: Translate, now: float, gone: bool) -> Fact:
    """Its format and size, or why there is no file."""
    if words := unshown(picture):
        what = [words.caption, file_size(picture.size) if picture.size else ""]
        return Fact(
            " · ".join(filter(None, what)), (words.icon, "attention") if picture.damaged else None, acts=words.acts
        )
    if picture.state is PictureState.EXPIRED:
        return Fact(translate("Facts", "never saved, the link has expired"), ("expired", "t3"))
    if picture.state is PictureState.UNFETCHABLE:
        return Fact(translate("Facts", "not saved, its link can't be fetched"), ("link", "attention"))
    if picture.state is PictureState.FETCHING:
        return Fact(translate("Facts", "being fetched"))
    if picture.state is not PictureState.SAVED:
        if job.expires_at is None:
            return Fact(translate("Facts", "only on the server"), ("server-only", "attention"))
        left = time_left(job.expires_at, now, tr)
        return Fact(fill(translate("Facts", "only on the server, %1"), left), ("server-only", "attention"))
    if gone:
        return Fact(translate("Facts", "file missing"), ("attention", "attention"))
    what = [(picture.format or "").upper(), file_size(picture.size) if picture.size else ""]
    return Fact(" · ".join([*filter(None, what), translate("Facts", "saved")]))


def shortened(text: str) -> str:
    """A long id without its middle."""
    before, after = ENDS
    return text if len(text) <= before + after + 1 else f"{text[:before]}…{text[-after:]}"


def _state_fact(job: Job, state: str, tr: Translate, now: float) -> Fact:
    """Its word; of a job that went wrong also what happened."""
    card = job_card(job, tr, now)
    if card is None:
        return Fact(state)
    return Fact(f"{card.title}. {card.sentence}" if card.sentence else card.title)


def _link_fact(picture: Picture) -> Fact | None:
    """What was named in place of a picture that has not come."""
    if picture.state is PictureState.SAVED or not (picture.attempts or picture.state in _STAYS_AWAY):
        return None
    if not picture.url:
        return Fact(translate("Facts", "empty"))
    return Fact(link_ends(picture.url), whole=picture.url)


def _moment(seconds: float | None) -> Fact | None:
    return Fact(moment(seconds)) if seconds else None


def _making(job: Job) -> Fact | None:
    """From the service's receipt to the pictures."""
    begun = job.accepted_at or job.sent_at
    if begun is None or job.made_at is None or job.made_at < begun:
        return None
    minutes, seconds = divmod(round(job.made_at - begun), 60)
    if minutes:
        return Fact(fill(translate("Facts", "%1 min %2 s"), minutes, seconds))
    return Fact(fill(translate("Facts", "%1 s"), seconds))


def _service(origin: str) -> Fact | None:
    host = origin.partition("://")[2] or origin
    if not host:
        return None
    return Fact(translate("Facts", "Demo")) if host.endswith(DEMO) else Fact(host)
