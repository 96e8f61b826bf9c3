"""What the user asked for, and what is wrong with it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .catalog import Catalog

LONGEST_ADDRESS = 2000
LONGEST_USER_ID = 128
_NOT_PUBLIC = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa")  # and all below


@dataclass(frozen=True, slots=True)
class Recipe:
    """One request to one model. `references` are public https URLs of input pictures.

    `count` is how many pictures a model is asked for that lets one choose; `callback_url` is a public address that the
    service tells of the end, `user_id` a name for tracing: the service knows what to do with both, the program doesn't.
    """

    model: str
    prompt: str
    ratio: str = "1:1"
    resolution: str = "2k"
    references: tuple[str, ...] = ()
    count: int = 1
    callback_url: str = ""
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field of the recipe that can't be sent as it is; `code` has its words in messages.py."""

    field: str
    code: str


def validate(recipe: Recipe, catalog: Catalog) -> list[Problem]:
    """What must be mended before the recipe may be sent, in the order of the form."""
    problems = []
    if not recipe.prompt.strip():
        problems.append(Problem("prompt", "prompt_empty"))
    model = catalog.get(recipe.model)
    if model is None:
        return [*problems, Problem("model", "model_unknown")]
    if recipe.ratio not in model.ratios:
        problems.append(Problem("ratio", "ratio_not_taken"))
    if recipe.resolution not in model.resolutions:
        problems.append(Problem("resolution", "resolution_not_taken"))
    if not 1 <= recipe.count <= model.most_pictures:
        problems.append(Problem("count", "count_not_taken"))
    return [*problems, *_advanced(recipe)]


def _advanced(recipe: Recipe) -> list[Problem]:
    """What is wrong with the two fields that hardly anybody fills."""
    problems = [problem] if recipe.callback_url and (problem := _callback(recipe.callback_url)) else []
    if len(recipe.user_id) > LONGEST_USER_ID:
        problems.append(Problem("user_id", "user_id_too_long"))
    elif not recipe.user_id.isprintable():
        problems.append(Problem("user_id", "user_id_not_printable"))
    return problems


def _callback(address: str) -> Problem | None:
    from urllib.parse import urlsplit

    if len(address) > LONGEST_ADDRESS:
        return Problem("callback_url", "callback_too_long")
    try:
        parts = urlsplit(address)
        host = unicodedata.normalize("NFKC", parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return Problem("callback_url", "callback_no_address")
    clean = address.isprintable() and not any(letter.isspace() or letter == "\\" for letter in address)
    if not clean or parts.scheme not in ("http", "https") or not host or port == 0:
        return Problem("callback_url", "callback_no_address")
    if parts.username is not None or parts.password is not None:
        return Problem("callback_url", "callback_names_user")
    return None if _is_public(host) else Problem("callback_url", "callback_not_public")


def _is_public(host: str) -> bool:
    """Whether a host of an address can be one that everybody reaches."""
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        words = host.split(".")
        names = all(words) and len(words) > 1 and not words[-1][0].isdigit()  # 127.1 is an address written short
        return names and not any(host == name or host.endswith(f".{name}") for name in _NOT_PUBLIC)
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast
