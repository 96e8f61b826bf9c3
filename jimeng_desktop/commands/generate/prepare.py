"""Everything that is checked or made ready before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...assets import asset
from ...core.catalog import Catalog
from ...core.pacing import Pacing
from ...core.recipe import Problem, Recipe, validate
from ...desktop.keychain import VARIABLE, KeychainUnavailable, host_of, in_thread, key_from_environment, read
from ...files.catalog import read_catalog
from ...files.disk import TRIAL, Disk
from ...files.name_room import rehearse
from ...library.files import probe
from ...messages import as_it_is, own_models_words, problem_sentence
from ...options import DEMO_TAKES, Options, Request, base_url_problem, plain_base_url, seconds_of_demo
from ...service.maxapi import MaxAPI
from ..ground import CannotStart, Ground
from ..output import tell


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is sent, and where to, once everything has been checked."""

    recipe: Recipe
    catalog: Catalog
    base_url: str


def prepare(options: Options, request: Request, ground: Ground) -> Prepared:
    """Checks what was asked for. Raises CannotStart."""
    catalog = read_catalog(asset("models.toml"), ground.places.models)
    if catalog.trouble:
        words = own_models_words(catalog.trouble, as_it_is)
        tell(f"{words.title}. {words.sentence}")
    recipe = Recipe(request.model or catalog.default, request.prompt, request.ratio, request.resolution)
    _check_recipe(recipe, catalog)
    base_url = plain_base_url(options.base_url or ground.settings.base_url)
    if not options.demo and (problem := base_url_problem(base_url)):
        raise CannotStart(f"The settings name an address that can't be used: {problem}.")
    _check_out(request.out)
    return Prepared(recipe, catalog, base_url)


async def make_service(ground: Ground, prepared: Prepared) -> MaxAPI:
    """The service, or the demo in its place, with its key. Raises CannotStart where there is none."""
    if ground.demo:
        from ...service.demo.transport import (  # late: only the demo draws its own pictures
            DEMO_KEY,
            DEMO_URL,
            DemoTransport,
        )

        return MaxAPI(DEMO_URL, DEMO_KEY, transport=DemoTransport(seconds_of_demo()))
    base_url = prepared.base_url
    key = key_from_environment() or await _key_from_keychain(host_of(base_url))
    try:
        return MaxAPI(base_url, key, proxy=ground.settings.way_out())
    except ValueError as error:
        raise CannotStart(f"{base_url!r} can't be used as the address of the service: {error}.") from None


def pacing(demo: bool) -> Pacing:
    """How often to ask: the demo is asked as much faster as it is."""
    return Pacing(scale=min(1.0, max(0.02, seconds_of_demo() / DEMO_TAKES))) if demo else Pacing()


def _check_recipe(recipe: Recipe, catalog: Catalog) -> None:
    try:
        recipe.prompt.encode()
    except UnicodeEncodeError:
        raise CannotStart("The prompt is not readable text in this terminal's encoding.") from None
    problems = validate(recipe, catalog)
    if problems:
        raise CannotStart("\n".join(_in_words(problem, recipe, catalog) for problem in problems))


def _in_words(problem: Problem, recipe: Recipe, catalog: Catalog) -> str:
    sentence = problem_sentence(problem, as_it_is)
    model = catalog.get(recipe.model)
    match problem.field:
        case "model":
            return f"--model {recipe.model}: {sentence} Known are: {', '.join(entry.id for entry in catalog)}."
        case "ratio" if model:
            return f"--ratio {recipe.ratio}: {sentence} It takes: {', '.join(model.ratios)}."
        case "resolution" if model:
            return f"--resolution {recipe.resolution}: {sentence} It takes: {', '.join(model.resolutions)}."
    return sentence


def _check_out(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        disk, whole = Disk(), out / f"{TRIAL}.part"
        probe(disk, whole, lambda: rehearse(disk, whole, "", out))
    except OSError as error:
        raise CannotStart(f"--out {out}: pictures can't be written there: {error.strerror}.") from error


async def _key_from_keychain(host: str) -> str:
    remedy = (
        f"Enter the key in the window (Menu → Service → API key…), or put it into the environment variable {VARIABLE}."
    )
    try:
        key = await in_thread(read, host)
    except KeychainUnavailable as error:
        raise CannotStart(f"There is no API key, and the system's keychain can't be read: {error}. {remedy}") from None
    if key is None:
        raise CannotStart(f"There is no API key for {host}. {remedy}")
    return key
